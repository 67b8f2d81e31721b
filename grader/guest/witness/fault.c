// fault.c - faults, see fault.h; ptrace(2), signal(7), pid_namespaces(7).
//
// The kernel ends even the first process of a PID namespace that faults, but
// not while it is traced: it would fault again and again for ever. So such a
// one is let go, to fault untraced, with everything blocked that could save it.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "fault.h"

#include "registers.h"
#include "trace_events.h"
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>

#define MOST_FAULTS 4         // that are told of one process
#define NOWHERE (~0ULL << 24) // an address that is the kernel's everywhere
#define MASK_SIZE (_NSIG / 8) // of the kernel's set of signals

bool fault_is(const struct tracee *tracee, int signal)
{
    siginfo_t about;
    switch (signal) {
    case SIGSEGV:
    case SIGBUS:
    case SIGFPE:
    case SIGILL:
    case SIGTRAP:
        // what another process sends has a code that is not positive
        return ptrace(PTRACE_GETSIGINFO, tracee->tid, 0, &about) == 0 &&
               about.si_code > 0;
    default:
        return false;
    }
}

static bool is_first_inside(const struct tracee *tracee)
{
    size_t count = json_array_size(tracee->nspid);
    return !tracee->thread && count > 0 &&
           json_integer_value(json_array_get(tracee->nspid, count - 1)) == 1;
}

// Nothing may be left that could keep it running unseen: it goes on at an
// address that nobody can map, and no handler is called for a blocked signal.
static bool let_die(const struct tracee *tracee)
{
    unsigned char all[MASK_SIZE];
    memset(all, 0xff, sizeof(all));
    return ptrace(PTRACE_SETSIGMASK, tracee->tid, sizeof(all), all) == 0 &&
           registers_jump(tracee->tid, NOWHERE) == 0 &&
           ptrace(PTRACE_DETACH, tracee->tid, 0, 0) == 0;
}

bool fault_deal(struct trace *trace, struct tracee *tracee, int signal)
{
    if (tracee->faults++ < MOST_FAULTS) {
        trace_note_fault(trace, tracee, signal);
    }
    if (!is_first_inside(tracee) || trace_handles(tracee, signal)) {
        return false;
    }
    trace_note_end(trace, tracee, signal);
    if (!let_die(tracee)) {
        return false;
    }
    tracees_remove(&trace->tracees, tracee);
    return true;
}
