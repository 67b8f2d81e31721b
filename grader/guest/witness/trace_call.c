// trace_call.c - how the noted calls are seen, see trace_call.h; ptrace(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "trace_call.h"

#include "calls.h"
#include "trace_events.h"

void trace_call_entry(struct tracee *tracee)
{
    struct registers registers;
    if (registers_read(tracee->tid, &registers) == -1) {
        return;
    }
    tracee->call_number = calls_find(&registers);
    if (tracee->call_number != -1) {
        json_decref(tracee->call);
        tracee->call =
            call_arguments(tracee->call_number, tracee->tid, &registers);
        call_unhide(tracee->call_number, tracee->tid, &registers);
    }
}

void trace_call_stop(struct trace *trace, struct tracee *tracee)
{
    struct registers registers;
    tracee->inside = trace->every_call && !tracee->inside;
    if (tracee->inside) {
        trace_call_entry(tracee);
    } else if (tracee->call) {
        if (registers_read(tracee->tid, &registers) == 0) {
            trace_note_call(trace, tracee, registers.result);
        }
        json_decref(tracee->call);
        tracee->call = NULL;
    }
}
