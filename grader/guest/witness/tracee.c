// tracee.c - the processes and threads that are followed, see tracee.h.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "tracee.h"

#include "fail.h"
#include <stdlib.h>

static size_t bucket_of(pid_t tid)
{
    return (size_t)tid % TRACEE_BUCKETS;
}

size_t tracees_living(const struct tracees *tracees)
{
    return tracees->counts[TRACEE_EXPECTED] + tracees->counts[TRACEE_HELD] +
           tracees->counts[TRACEE_ALIVE];
}

struct tracee *tracees_find(const struct tracees *tracees, pid_t tid)
{
    struct tracee *tracee = tracees->buckets[bucket_of(tid)];
    while (tracee && tracee->tid != tid) {
        tracee = tracee->next;
    }
    return tracee;
}

struct tracee *tracees_add(struct tracees *tracees, pid_t tid,
                           enum tracee_state state)
{
    struct tracee *tracee = calloc(1, sizeof(*tracee));
    if (!tracee) {
        fail_errno("cannot remember process %d", tid);
        return NULL;
    }
    struct tracee **bucket = &tracees->buckets[bucket_of(tid)];
    tracee->tid = tid;
    tracee->id = ++tracees->born;
    tracee->state = state;
    tracee->next = *bucket;
    *bucket = tracee;
    tracees->counts[state]++;
    return tracee;
}

void tracees_set_state(struct tracees *tracees, struct tracee *tracee,
                       enum tracee_state state)
{
    tracees->counts[tracee->state]--;
    tracees->counts[state]++;
    tracee->state = state;
}

void tracees_remove(struct tracees *tracees, struct tracee *tracee)
{
    struct tracee **link = &tracees->buckets[bucket_of(tracee->tid)];
    while (*link != tracee) {
        link = &(*link)->next;
    }
    *link = tracee->next;
    tracees->counts[tracee->state]--;
    json_decref(tracee->call);
    json_decref(tracee->nspid);
    free(tracee);
}

struct tracee *tracees_next(const struct tracees *tracees,
                            const struct tracee *last)
{
    if (last && last->next) {
        return last->next;
    }
    for (size_t i = last ? bucket_of(last->tid) + 1 : 0; i < TRACEE_BUCKETS;
         i++) {
        if (tracees->buckets[i]) {
            return tracees->buckets[i];
        }
    }
    return NULL;
}

void tracees_clear(struct tracees *tracees)
{
    for (struct tracee *first; (first = tracees_next(tracees, NULL));) {
        tracees_remove(tracees, first);
    }
}
