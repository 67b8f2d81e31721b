// write_all.h - write(2) until everything is written.
// SPDX-License-Identifier: MIT
#pragma once
#include <errno.h>
#include <stddef.h>
#include <unistd.h>

// Returns 0, or -1 with errno set and nothing printed.
static inline int write_all(int fd, const void *bytes, size_t length)
{
    const char *at = bytes;
    while (length > 0) {
        ssize_t written = write(fd, at, length);
        if (written == -1 && errno == EINTR) {
            continue;
        }
        if (written == -1) {
            return -1;
        }
        at += written;
        length -= (size_t)written;
    }
    return 0;
}
