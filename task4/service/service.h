// service.h - a small HTTP service: a table of what it answers, and the way to
// run it. counter-service and external-service are two of them.
//
// The functions here return 0, or -1 after they have said on standard error
// what went wrong.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdint.h>

// What goes back to a client: an HTTP status and a line of plain text.
struct answer {
    unsigned status;
    char text[256];
};

// Answers a GET of one path. Called by several threads at a time.
struct route {
    const char *path;
    void (*get)(void *context, struct answer *answer);
};

struct service {
    const char *name;           // begins every line of the log
    uint16_t port;              // 0: one that is free
    const struct route *routes; // the last one has no path
    void *context;              // handed to the routes
};

// Answers requests until SIGTERM or SIGINT; then those under way are finished
// and no others taken.
int service_run(const struct service *service);

// Sets the text, as printf does, and the status.
void answer_set(struct answer *answer, unsigned status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
