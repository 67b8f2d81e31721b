// shared_root.c - see shared_root.h; proc_pid_root(5), mount(8) on overlay.
//
// Device and inode do not tell: an overlay above the machine's root directory
// has others. A name that nobody could know beforehand does.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "shared_root.h"

#include "cleanup.h"
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

json_t *shared_root_json(int machine, int process)
{
    char name[32];
    uint64_t number;
    struct stat about;
    CLEANUP(close_fd)
    int root = openat(process, "root", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (root == -1 ||
        getrandom(&number, sizeof(number), 0) != (ssize_t)sizeof(number)) {
        return json_null();
    }
    snprintf(name, sizeof(name), ".%016" PRIx64, number);
    CLEANUP(close_fd)
    int file =
        openat(machine, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0);
    if (file == -1) {
        return json_null();
    }
    bool there = fstatat(root, name, &about, AT_SYMLINK_NOFOLLOW) == 0;
    unlinkat(machine, name, 0);
    return json_boolean(there);
}
