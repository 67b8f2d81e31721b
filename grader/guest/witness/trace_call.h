// trace_call.h - how the noted calls of a followed process are seen.
// SPDX-License-Identifier: MIT
#pragma once
#include "trace.h"
#include <stdbool.h>

// In the program, before it runs: makes the noted calls stop for the tracer,
// and reports on a pipe whether that worked.
void trace_accept(int report);

// The other end of the pipe, when the program has reported; false says that
// every call must be made to stop.
bool trace_accepted(int report);

// The tracee stands at the entry of a call. Calls that a filter of its own has
// picked out come here too: what the registers say decides.
void trace_call_entry(struct tracee *tracee);

// The tracee stands at the return of a noted call, or, without the filter, at
// the entry or return of any call.
void trace_call_stop(struct trace *trace, struct tracee *tracee);
