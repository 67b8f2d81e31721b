// trace_call.c - how the noted calls are seen, see trace_call.h; seccomp(2),
// ptrace(2).
//
// A seccomp filter picks out the noted calls and all else runs at full speed.
// It is installed without no_new_privs, so that set-uid programs work. Where
// that is not allowed every call stops its process.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "trace_call.h"

#include "calls.h"
#include "trace_events.h"
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FILTERED 'f' // what trace_accept() reports
#define EVERY_CALL 'e'

void trace_accept(int report)
{
    struct sock_filter filter[CALLS_FILTER_SIZE];
    struct sock_fprog program = {.filter = filter};
    program.len = (unsigned short)calls_filter(filter);
    // the mitigation that comes with a filter would slow the program down
    long result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                          SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program);
    char answer = result == 0 ? FILTERED : EVERY_CALL;
    if (write(report, &answer, 1) != 1) {
        _exit(125); // the tracer is gone
    }
}

bool trace_accepted(int report)
{
    char answer;
    return read(report, &answer, 1) == 1 && answer == FILTERED;
}

void trace_call_entry(struct tracee *tracee)
{
    struct registers registers;
    if (registers_read(tracee->tid, &registers) == -1) {
        return;
    }
    tracee->call_number = calls_find(&registers);
    if (tracee->call_number >= 0) {
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
