// trace_stop.c - how following comes to its end, see trace.h; ptrace(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "trace.h"

#include <signal.h>
#include <sys/ptrace.h>

void trace_halt(struct trace *trace)
{
    trace->halting = true;
    for (struct tracee *tracee = NULL;
         (tracee = tracees_next(&trace->tracees, tracee));) {
        ptrace(PTRACE_INTERRUPT, tracee->tid, 0, 0);
    }
}

void trace_kill(struct trace *trace)
{
    trace->halting = false;
    trace->killing = true;
    for (struct tracee *tracee = NULL;
         (tracee = tracees_next(&trace->tracees, tracee));) {
        if (tracee->state != TRACEE_DEAD) {
            kill(tracee->tid, SIGKILL);
        }
    }
}
