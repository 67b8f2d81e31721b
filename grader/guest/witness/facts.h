// facts.h - the file of events: one JSON object a line, written at once.
//
// A fork bomb must not fill the evidence: after MAX_EVENTS events or MAX_BYTES
// bytes only the last event is written, which says how many were left out.
// SPDX-License-Identifier: MIT
#pragma once
#include <jansson.h>
#include <stdbool.h>
#include <sys/types.h>

struct facts {
    int fd;
    double began; // seconds of the monotonic clock
    size_t bytes;
    unsigned long events;
    unsigned long dropped;
    bool failed;
};

// Seconds of the monotonic clock.
double facts_clock(void);

// Opens the file for appending; time begins.
int facts_open(struct facts *facts, const char *path);
void facts_close(struct facts *facts);

// A new event: {"event": NAME, "at": seconds, "pid": PID}. NULL when no more
// events are taken, which is counted.
json_t *facts_event(struct facts *facts, const char *name, pid_t pid);

// The same for the one event that is always taken.
json_t *facts_last_event(const struct facts *facts, const char *name,
                         pid_t pid);

// Appends the event as a line and gives it back. The first failure is told;
// facts->failed remembers.
void facts_write(struct facts *facts, json_t *event);
