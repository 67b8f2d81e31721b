// tracee.h - the processes and threads that are followed, found by number.
// SPDX-License-Identifier: MIT
#pragma once
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

// How far a tracee has come. The news of a birth comes twice, as a stop of
// the parent and as the first stop of the child, in any order; a tracee is
// ALIVE when both have come.
enum tracee_state {
    TRACEE_EXPECTED, // told by its parent, not seen yet
    TRACEE_HELD,     // stands at its first stop, its parent is not known yet
    TRACEE_ALIVE,
    TRACEE_DEAD, // gone before its parent told of it: waits for that news
};

struct tracee {
    pid_t tid;
    unsigned long id;      // a number that no other one is ever given
    pid_t parent;          // who made it; 0 while not known
    unsigned long made_by; // its parent's id
    enum tracee_state state;
    int first_signal; // what its first stop said
    double held_since;
    bool thread;     // not the first of its process
    bool leaving;    // its exit event is written
    bool halted;     // stands still for good, see trace_halt()
    bool known;      // executes a known program, see program.h
    unsigned faults; // how often it did what it may not
    bool inside;     // between entry and return of a call, without a filter
    int call_number; // the call that is being made
    json_t *call;    // what it asks for, NULL when it is not noted
    json_t *nspid;   // the numbers of the process, which never change
    struct tracee *next;
};

#define TRACEE_BUCKETS 1024
struct tracees {
    struct tracee *buckets[TRACEE_BUCKETS];
    size_t counts[TRACEE_DEAD + 1]; // how many are in each state
    unsigned long born;
};

// How many there are without the dead.
size_t tracees_living(const struct tracees *tracees);

struct tracee *tracees_find(const struct tracees *tracees, pid_t tid);

// A new one in this state; NULL when memory is short.
struct tracee *tracees_add(struct tracees *tracees, pid_t tid,
                           enum tracee_state state);

void tracees_set_state(struct tracees *tracees, struct tracee *tracee,
                       enum tracee_state state);
void tracees_remove(struct tracees *tracees, struct tracee *tracee);

// One after another: start with NULL, ends with NULL. The one last returned
// must still be there.
struct tracee *tracees_next(const struct tracees *tracees,
                            const struct tracee *last);
void tracees_clear(struct tracees *tracees);
