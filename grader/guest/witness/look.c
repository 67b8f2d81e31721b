// look.c - what the kernel says of processes just now, see look.h.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "look.h"
#include "fail.h"
#include "mounted.h"
#include "process.h"
#include "program.h"
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

// Whether there was such a process; inside only: one that has more PIDs than
// the one it has here. Of one that is not inside also what lies around it.
static bool print(pid_t pid, struct view *view, bool inside)
{
    json_t *process = json_pack("{s:i}", "pid", (int)pid);
    bool found = process_describe(process, pid, view) == 0;
    size_t pids = json_array_size(json_object_get(process, "nspid"));
    if (found && (!inside || pids > 1)) {
        if (inside) {
            json_object_set_new(process, "argv", program_arguments(pid));
        } else {
            program_describe(process, pid, view);
            json_object_set_new(process, "inside", mounted_json(pid));
        }
        json_dumpf(process, stdout, JSON_COMPACT);
        putchar('\n');
    }
    json_decref(process);
    return found;
}

static int flushed(void)
{
    return fflush(stdout) == 0 ? 0 : fail_errno("cannot write");
}

int look_at(pid_t pid, pid_t target)
{
    struct view view;
    if (view_open(&view, target) == -1) {
        return -1;
    }
    bool found = print(pid, &view, false);
    view_close(&view);
    return found ? flushed() : fail("there is no process %d", pid);
}

int look_inside(void)
{
    struct view view;
    DIR *processes = opendir("/proc");
    if (!processes) {
        return fail_errno("cannot read '/proc'");
    }
    if (view_open(&view, 0) == -1) {
        closedir(processes);
        return -1;
    }
    const struct dirent *entry;
    while ((entry = readdir(processes))) {
        pid_t pid = atoi(entry->d_name);
        if (pid > 0) {
            // it may be gone by now
            print(pid, &view, true);
        }
    }
    view_close(&view);
    closedir(processes);
    return flushed();
}
