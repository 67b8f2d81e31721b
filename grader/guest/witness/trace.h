// trace.h - follows a program and all it starts by ptrace(2), and writes down
// what happens.
// SPDX-License-Identifier: MIT
#pragma once
#include "facts.h"
#include "process.h"
#include "tracee.h"
#include <stdbool.h>
#include <sys/types.h>

struct trace {
    struct view *view;
    struct facts *facts;
    struct tracees tracees;
    pid_t program; // the first one followed
    int report;    // from the program, see filter.h; -1 when it is read
    bool every_call;
    bool killing;
    bool halting;
    bool ended; // the program
    int status; // its wait status, when it has ended
    unsigned long forks;
};

// Begins to follow the program, which is waiting to go; it is the first of
// trace->tracees. Writes the event "start".
int trace_start(struct trace *trace);

// How long the first stop of a new process waits for its parent, in seconds:
// the parent tells of it within microseconds unless it was killed just then.
#define TRACE_PATIENCE 0.1

// Deals with at most a few dozen of the things that have happened. Returns
// whether more may wait. While trace->tracees holds back new processes it must
// be called once in TRACE_PATIENCE even when nothing happens.
bool trace_step(struct trace *trace);

// Stops everything where it is; it is halted when trace_step() has dealt with
// what follows of this. Only trace_kill() comes after it.
void trace_halt(struct trace *trace);

// From now on everything that is followed dies, also what is still born.
void trace_kill(struct trace *trace);
