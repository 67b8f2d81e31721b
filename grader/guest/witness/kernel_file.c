// kernel_file.c - small files of procfs and cgroupfs, see kernel_file.h;
// proc(5), cgroups(7).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "kernel_file.h"

#include "cleanup.h"
#include "text.h"
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>

int kernel_process_open(pid_t pid)
{
    char path[32];
    snprintf(path, sizeof(path), "/proc/%d", pid);
    return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

ssize_t kernel_file_read(int directory, const char *name, char *text,
                         size_t size)
{
    CLEANUP(close_fd) int fd = openat(directory, name, O_RDONLY | O_CLOEXEC);
    if (fd == -1) {
        return -1;
    }
    ssize_t length = read(fd, text, size - 1);
    if (length != -1) {
        text[length] = '\0';
    }
    return length;
}

ssize_t kernel_file_link(int directory, const char *name, char *text,
                         size_t size)
{
    ssize_t length = readlinkat(directory, name, text, size - 1);
    if (length != -1) {
        text[length] = '\0';
    }
    return length;
}

json_t *kernel_file_link_text(int directory, const char *name)
{
    char text[PATH_MAX];
    ssize_t length = kernel_file_link(directory, name, text, sizeof(text));
    return length == -1 ? json_null() : text_json(text, (size_t)length);
}
