// program.c - what a process was started with, see program.h; proc(5).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "program.h"

#include "cleanup.h"
#include "code.h"
#include "kernel_file.h"
#include "shared_root.h"
#include "text.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_DESCRIPTORS 32

json_t *program_arguments(pid_t pid)
{
    char text[16384];
    CLEANUP(close_fd) int process = kernel_process_open(pid);
    ssize_t length = process == -1 ? -1
                                   : kernel_file_read(process, "cmdline", text,
                                                      sizeof(text));
    return length == -1 ? json_null() : text_list(text, (size_t)length);
}

static json_t *known_json(int process)
{
    CLEANUP(close_fd)
    int program = openat(process, "exe", O_RDONLY | O_CLOEXEC);
    return program == -1 ? json_null() : code_name(program);
}

static json_t *directory_json(int process)
{
    struct stat about;
    if (fstatat(process, "cwd", &about, 0) == -1) {
        return json_null();
    }
    return json_pack("{s:o, s:I, s:I}", "path",
                     kernel_file_link_text(process, "cwd"), "dev",
                     (json_int_t)about.st_dev, "ino", (json_int_t)about.st_ino);
}

// Those besides the standard ones.
static json_t *descriptors_json(int process)
{
    int fd = openat(process, "fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *all = fd == -1 ? NULL : fdopendir(fd);
    if (!all) {
        close_fd(&fd);
        return json_null();
    }
    json_t *list = json_array();
    const struct dirent *one;
    while ((one = readdir(all)) && json_array_size(list) < MOST_DESCRIPTORS) {
        int number = atoi(one->d_name); // 0 for "." and ".."
        if (number > 2) {
            json_array_append_new(
                list,
                json_pack("{s:i, s:o}", "fd", number, "link",
                          kernel_file_link_text(dirfd(all), one->d_name)));
        }
    }
    closedir(all);
    return list;
}

// The mask of blocked signals as proc(5) writes it, in hexadecimal.
static json_t *blocked_json(int process)
{
    char status[8192];
    ssize_t length =
        kernel_file_read(process, "status", status, sizeof(status));
    const char *mask = length == -1 ? NULL : strstr(status, "\nSigBlk:\t");
    return mask ? json_stringn(mask + strlen("\nSigBlk:\t"), 16) : json_null();
}

bool program_describe(json_t *object, pid_t pid, const struct view *view)
{
    CLEANUP(close_fd) int process = kernel_process_open(pid);
    json_object_set_new(object, "argv", program_arguments(pid));
    if (process == -1) {
        return false;
    }
    json_t *known = known_json(process);
    json_object_set_new(object, "known", known);
    json_object_set_new(object, "cwd", directory_json(process));
    json_object_set_new(object, "fds", descriptors_json(process));
    json_object_set_new(object, "blocked", blocked_json(process));
    if (json_is_null(known)) {
        return false;
    }
    json_object_set_new(object, "code", code_json(process));
    json_object_set_new(object, "shares_root",
                        view->machine == -1
                            ? json_null()
                            : shared_root_json(view->machine, process));
    return true;
}
