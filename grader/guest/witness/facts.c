// facts.c - the file of events, see facts.h; open(2) O_APPEND, writev(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "facts.h"

#include "cleanup.h"
#include "fail.h"
#include <fcntl.h>
#include <string.h>
#include <sys/uio.h>
#include <time.h>

#define MAX_EVENTS 8000
#define MAX_BYTES (8U << 20)

double facts_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int facts_open(struct facts *facts, const char *path)
{
    *facts = (struct facts){.began = facts_clock()};
    facts->fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    return facts->fd == -1 ? fail_errno("cannot open '%s'", path) : 0;
}

void facts_close(struct facts *facts)
{
    close_fd(&facts->fd);
    facts->fd = -1;
}

json_t *facts_last_event(const struct facts *facts, const char *name, pid_t pid)
{
    // in a time of the machine's own a whole step may take a millisecond
    long millionths = (long)((facts_clock() - facts->began) * 1000000);
    return json_pack("{s:s, s:f, s:i}", "event", name, "at",
                     (double)millionths / 1000000, "pid", (int)pid);
}

json_t *facts_event(struct facts *facts, const char *name, pid_t pid)
{
    if (facts->events >= MAX_EVENTS || facts->bytes >= MAX_BYTES) {
        facts->dropped++;
        return NULL;
    }
    facts->events++;
    return facts_last_event(facts, name, pid);
}

void facts_write(struct facts *facts, json_t *event)
{
    CLEANUP(free_text)
    char *line = json_dumps(event, JSON_COMPACT | JSON_REAL_PRECISION(12));
    json_decref(event);
    size_t length = line ? strlen(line) : 0;
    struct iovec parts[] = {{.iov_base = line, .iov_len = length},
                            {.iov_base = (char[]){'\n'}, .iov_len = 1}};
    if (!line || writev(facts->fd, parts, 2) != (ssize_t)length + 1) {
        if (!facts->failed) {
            fail_errno("cannot write an event");
        }
        facts->failed = true;
    }
    facts->bytes += length + 1;
}
