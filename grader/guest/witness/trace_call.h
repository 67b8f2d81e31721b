// trace_call.h - how the noted calls of a followed process are seen.
// SPDX-License-Identifier: MIT
#pragma once
#include "trace.h"
#include <stdbool.h>

// The tracee stands at the entry of a call. Calls that a filter of its own has
// picked out come here too: what the registers say decides.
void trace_call_entry(struct tracee *tracee);

// The tracee stands at the return of a noted call, or, without the filter, at
// the entry or return of any call.
void trace_call_stop(struct trace *trace, struct tracee *tracee);
