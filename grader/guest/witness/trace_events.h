// trace_events.h - one function for each event of a followed process, see
// grader/FORMATS.md.
// SPDX-License-Identifier: MIT
#pragma once
#include "trace.h"
#include <stdint.h>

void trace_note_start(struct trace *trace, struct tracee *tracee);
void trace_note_fork(struct trace *trace, struct tracee *tracee);
void trace_note_exec(struct trace *trace, struct tracee *tracee);
void trace_note_call(struct trace *trace, struct tracee *tracee,
                     int64_t result);

// It is about to get this signal for what it did, and stands where it did it.
void trace_note_fault(struct trace *trace, struct tracee *tracee, int signal);

// The same, of one that will end of it and never come to its last stop.
void trace_note_end(struct trace *trace, struct tracee *tracee, int signal);

// Whether it has a handler of its own for the signal.
bool trace_handles(const struct tracee *tracee, int signal);

// At its last stop, where it still is in its namespaces.
void trace_note_exit(struct trace *trace, struct tracee *tracee);

// It was killed so fast that there was no last stop.
void trace_note_lost(struct trace *trace, struct tracee *tracee, int status);

// Adds "status" and "signal" of a wait status.
void trace_add_status(json_t *event, int status);
