// fault.h - signals by which the kernel ends a program that does what it may
// not: a bad address, a division by zero.
// SPDX-License-Identifier: MIT
#pragma once
#include "trace.h"

// Whether SIGNAL, which is about to reach the tracee, is such a one.
bool fault_is(const struct tracee *tracee, int signal);

// Writes the event "fault". Returns true when the tracee has ended of it and is
// followed no more, false when it is to get the signal.
bool fault_deal(struct trace *trace, struct tracee *tracee, int signal);
