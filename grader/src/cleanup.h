// cleanup.h - variables that give back what they hold when they leave scope.
//
//     CLEANUP(close_fd) int fd = -1;
//     CLEANUP(free_text) char *name = NULL;
// SPDX-License-Identifier: MIT
#pragma once
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define CLEANUP(function) __attribute__((cleanup(function)))

static inline void close_fd(int *fd)
{
    if (*fd != -1) {
        close(*fd);
    }
}

static inline void free_text(char **text)
{
    free(*text);
}

static inline void close_file(FILE **file)
{
    if (*file) {
        fclose(*file);
    }
}
