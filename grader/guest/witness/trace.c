// trace.c - follows a program by ptrace(2), see trace.h; wait(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "trace.h"

#include "fail.h"
#include "fault.h"
#include "filter.h"
#include "trace_call.h"
#include "trace_events.h"
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#define STEP_EVENTS 64
#define CALL_STOP (SIGTRAP | 0x80)

int trace_start(struct trace *trace)
{
    static const unsigned long options =
        PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE |
        PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT | PTRACE_O_TRACESECCOMP |
        PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL;
    if (ptrace(PTRACE_SEIZE, trace->program, 0, options) == -1) {
        return fail_errno("cannot follow process %d", trace->program);
    }
    struct tracee *tracee =
        tracees_add(&trace->tracees, trace->program, TRACEE_ALIVE);
    if (!tracee) {
        return -1;
    }
    trace_note_start(trace, tracee);
    return 0;
}

// Errors of ptrace here mean that the tracee has been killed meanwhile, of
// which wait will tell.
static void resume(const struct trace *trace, const struct tracee *tracee,
                   int signal)
{
    bool stop_at_return = tracee->call || trace->every_call;
    ptrace(stop_at_return ? PTRACE_SYSCALL : PTRACE_CONT, tracee->tid, 0,
           signal);
}

// A stop of PTRACE_EVENT_STOP: by job control, which must go on being stopped
// until SIGCONT comes, or the first stop, or the end of being stopped.
static void resume_from_stop(const struct trace *trace,
                             const struct tracee *tracee, int signal)
{
    if (signal == SIGTRAP) {
        resume(trace, tracee, 0);
    } else {
        ptrace(PTRACE_LISTEN, tracee->tid, 0, 0);
    }
}

static void introduce(struct trace *trace, struct tracee *tracee)
{
    tracees_set_state(&trace->tracees, tracee, TRACEE_ALIVE);
    trace_note_fork(trace, tracee);
    resume_from_stop(trace, tracee, tracee->first_signal);
}

// The first stop of a new process.
static void arrive(struct trace *trace, struct tracee *tracee, int signal)
{
    tracee->first_signal = signal;
    if (trace->killing) {
        kill(tracee->tid, SIGKILL);
    }
    if (tracee->parent) {
        introduce(trace, tracee);
    } else {
        tracee->held_since = facts_clock();
        tracees_set_state(&trace->tracees, tracee, TRACEE_HELD);
    }
}

static void parent_tells(struct trace *trace, const struct tracee *parent)
{
    unsigned long child;
    if (ptrace(PTRACE_GETEVENTMSG, parent->tid, 0, &child) == -1) {
        return;
    }
    struct tracee *tracee = tracees_find(&trace->tracees, (pid_t)child);
    if (!tracee) {
        tracee = tracees_add(&trace->tracees, (pid_t)child, TRACEE_EXPECTED);
    }
    if (!tracee || tracee->state == TRACEE_ALIVE) {
        return;
    }
    tracee->parent = parent->tid;
    tracee->made_by = parent->id;
    if (tracee->state == TRACEE_HELD) {
        introduce(trace, tracee);
    } else if (tracee->state == TRACEE_DEAD) {
        tracees_remove(&trace->tracees, tracee);
    }
}

// A parent that was killed tells nothing more: those whose parent is not
// known must not wait for it for ever.
static void release_held(struct trace *trace)
{
    double now = facts_clock();
    for (struct tracee *tracee = NULL;
         (tracee = tracees_next(&trace->tracees, tracee));) {
        if (tracee->state == TRACEE_HELD &&
            now - tracee->held_since >= TRACE_PATIENCE) {
            introduce(trace, tracee);
        }
    }
}

// Execution by a thread: it takes the number of its process and its own
// number ends without further news.
static void executed(struct trace *trace, struct tracee *tracee)
{
    unsigned long former;
    if (tracee->tid == trace->program && trace->report != -1) {
        // the first one: the program has reported before
        trace->every_call = !filter_installed(trace->report);
        tracee->inside = true;
        close(trace->report);
        trace->report = -1;
    }
    if (ptrace(PTRACE_GETEVENTMSG, tracee->tid, 0, &former) == 0 &&
        (pid_t)former != tracee->tid) {
        struct tracee *thread = tracees_find(&trace->tracees, (pid_t)former);
        if (thread) {
            tracee->inside = thread->inside;
            tracees_remove(&trace->tracees, thread);
        }
    }
    tracee->leaving = false;
    trace_note_exec(trace, tracee);
}

static void stopped(struct trace *trace, struct tracee *tracee, int status)
{
    int signal = WSTOPSIG(status);
    if (trace->halting && tracee->state == TRACEE_ALIVE) {
        tracee->halted = true;
        return;
    }
    switch (status >> 16) {
    case PTRACE_EVENT_STOP:
        if (tracee->state == TRACEE_ALIVE) {
            resume_from_stop(trace, tracee, signal);
        } else {
            arrive(trace, tracee, signal);
        }
        return;
    case PTRACE_EVENT_FORK:
    case PTRACE_EVENT_VFORK:
    case PTRACE_EVENT_CLONE:
        parent_tells(trace, tracee);
        break;
    case PTRACE_EVENT_EXEC:
        executed(trace, tracee);
        break;
    case PTRACE_EVENT_EXIT:
        trace_note_exit(trace, tracee);
        break;
    case PTRACE_EVENT_SECCOMP:
        trace_call_entry(tracee);
        break;
    default:
        if (signal == CALL_STOP) {
            trace_call_stop(trace, tracee);
            break;
        }
        if (!fault_is(tracee, signal) || !fault_deal(trace, tracee, signal)) {
            resume(trace, tracee, signal);
        }
        return;
    }
    resume(trace, tracee, 0);
}

static void gone(struct trace *trace, struct tracee *tracee, int status)
{
    if (tracee->tid == trace->program) {
        trace->ended = true;
        trace->status = status;
    }
    if (tracee->state == TRACEE_ALIVE && !tracee->leaving) {
        trace_note_lost(trace, tracee, status);
    }
    if (tracee->state == TRACEE_HELD) {
        // its parent may still tell of it
        tracees_set_state(&trace->tracees, tracee, TRACEE_DEAD);
    } else {
        tracees_remove(&trace->tracees, tracee);
    }
}

static void changed(struct trace *trace, pid_t tid, int status)
{
    struct tracee *tracee = tracees_find(&trace->tracees, tid);
    if (tracee && tracee->state == TRACEE_DEAD) {
        // another process has been given its number
        tracees_remove(&trace->tracees, tracee);
        tracee = NULL;
    }
    if (!tracee) {
        tracee = tracees_add(&trace->tracees, tid, TRACEE_HELD);
    }
    if (!tracee) {
        kill(tid, SIGKILL); // nobody runs unseen
    } else if (WIFSTOPPED(status)) {
        stopped(trace, tracee, status);
    } else {
        gone(trace, tracee, status);
    }
}

bool trace_step(struct trace *trace)
{
    bool more = true;
    for (int i = 0; more && i < STEP_EVENTS; i++) {
        int status;
        pid_t tid = waitpid(-1, &status, __WALL | WNOHANG);
        more = tid > 0;
        if (more) {
            changed(trace, tid, status);
        }
    }
    if (trace->tracees.counts[TRACEE_HELD] > 0) {
        release_held(trace);
    }
    return more;
}
