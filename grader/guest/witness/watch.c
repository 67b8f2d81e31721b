// watch.c - the run of one program, see watch.h; signalfd(2), poll(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "watch.h"

#include "cleanup.h"
#include "fail.h"
#include "stray.h"
#include "trace_events.h"
#include "where.h"
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>

#define GRACE 0.3     // for what outlives the program, seconds
#define DYING 5.0     // how long SIGKILL may take
#define HALTING 0.2   // how long it may take to stop them
#define MOST_LEFT 100 // how many of them are described
#define MOST_PLACES 8 // of how many is told where they were

// The processes, not the threads, that still live; count says how many. What a
// tracee is may not be known when its events are no longer written.
static json_t *left_json(const struct trace *trace, size_t *count)
{
    json_t *left = json_array();
    for (struct tracee *tracee = NULL;
         (tracee = tracees_next(&trace->tracees, tracee));) {
        if (tracee->state == TRACEE_DEAD || tracee->thread) {
            continue;
        }
        json_t *process = json_pack("{s:i}", "pid", (int)tracee->tid);
        if (json_array_size(left) < MOST_LEFT) {
            process_describe(process, tracee->tid, trace->view);
        }
        if (tracee->halted && json_array_size(left) < MOST_PLACES) {
            json_object_set_new(process, "where", where_json(tracee->tid));
        }
        bool thread = json_object_get(process, "thread");
        *count += !thread;
        if (!thread && json_object_get(process, "nspid")) {
            json_array_append(left, process);
        }
        json_decref(process);
    }
    return left;
}

static void note_end(const struct watch *watch, json_t *left, size_t left_count)
{
    const struct trace *trace = watch->trace;
    json_t *event = facts_last_event(trace->facts, "end", trace->program);
    if (trace->ended) {
        trace_add_status(event, trace->status);
    } else {
        json_object_set_new(event, "status", json_null());
        json_object_set_new(event, "signal", json_null());
    }
    json_object_set_new(event, "timeout", json_boolean(watch->timeout));
    json_object_set_new(event, "left", left);
    json_object_set_new(event, "left_count",
                        json_integer((json_int_t)left_count));
    json_object_set_new(event, "strays",
                        strays_kill(watch->inside, trace->view));
    json_object_set_new(event, "forks", json_integer((json_int_t)trace->forks));
    json_object_set_new(event, "dropped",
                        json_integer((json_int_t)trace->facts->dropped));
    json_object_set_new(event, "written",
                        json_integer((json_int_t)watch->terminal->written));
    json_object_set_new(event, "truncated",
                        json_boolean(watch->terminal->truncated));
    facts_write(trace->facts, event);
}

// Waits for news of the processes or the terminal, at most so many seconds,
// and deals with what the terminal has.
static void wait_for_news(const struct watch *watch, int signals,
                          double seconds)
{
    struct pollfd news[] = {
        {.fd = signals, .events = POLLIN},
        {.fd = watch->terminal->master,
         .events = terminal_events(watch->terminal)},
    };
    if (poll(news, 2, (int)(seconds * 1000)) <= 0) {
        return;
    }
    if (news[0].revents) {
        struct signalfd_siginfo info;
        // one SIGCHLD stands for any number of children
        (void)!read(signals, &info, sizeof(info));
    }
    if (news[1].revents) {
        terminal_pump(watch->terminal);
    }
}

// One turn after another until nothing is followed any more or the time, in
// seconds of the clock, is over. Returns whether it was the time. With
// to_program it also returns when the program itself has ended.
static bool follow(const struct watch *watch, int signals, double until,
                   bool to_program)
{
    struct trace *trace = watch->trace;
    for (;;) {
        bool more = trace_step(trace);
        if (tracees_living(&trace->tracees) == 0 ||
            (to_program && trace->ended)) {
            return false;
        }
        double now = facts_clock();
        if (until > 0 && now >= until) {
            return true;
        }
        double wait = until > 0 && until - now < 60 ? until - now + 0.001 : 60;
        if (trace->tracees.counts[TRACEE_HELD] > 0 && wait > TRACE_PATIENCE) {
            wait = TRACE_PATIENCE;
        }
        wait_for_news(watch, signals, more ? 0 : wait);
    }
}

static int open_signals(void)
{
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, NULL);
    int signals = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
    return signals == -1 ? fail_errno("cannot wait for signals") : signals;
}

int watch_program(struct watch *watch)
{
    struct trace *trace = watch->trace;
    CLEANUP(close_fd) int signals = open_signals();
    if (signals == -1) {
        return -1;
    }
    double until = watch->limit > 0 ? facts_clock() + watch->limit : 0;
    watch->timeout = follow(watch, signals, until, true);
    if (watch->timeout) {
        trace_halt(trace);
        follow(watch, signals, facts_clock() + HALTING, false);
    } else {
        follow(watch, signals, facts_clock() + GRACE, false);
    }
    size_t left_count = 0;
    json_t *left = left_json(trace, &left_count);
    trace_kill(trace);
    if (follow(watch, signals, facts_clock() + DYING, false)) {
        fail("%zu processes do not die", tracees_living(&trace->tracees));
    }
    terminal_drain(watch->terminal);
    note_end(watch, left, left_count);
    return trace->facts->failed || watch->terminal->failed ? -1 : 0;
}
