// files.c - the small files of the kernel, see files.h.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "files.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void complain(const char *what, const char *object)
{
    fprintf(stderr, "init: cannot %s '%s': %s\n", what, object,
            strerror(errno));
}

void read_file(const char *path, char *text, size_t size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = fd == -1 ? -1 : read(fd, text, size - 1);
    if (length == -1) {
        complain("read", path);
    }
    text[length > 0 ? length : 0] = '\0';
    text[strcspn(text, "\n")] = '\0';
    close(fd);
}

void write_file(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd == -1 || write(fd, text, strlen(text)) == -1) {
        complain("write", path);
    }
    close(fd);
}
