// process.h - what the kernel says of one process, as JSON.
// SPDX-License-Identifier: MIT
#pragma once
#include "cgroup.h"
#include "uts.h"
#include <jansson.h>
#include <sys/types.h>

// What it takes to look at a process from outside.
struct view {
    struct uts uts;
    struct cgroups cgroups;
    int machine; // root directory of the process that is entered, or -1
};

int view_open(struct view *view, pid_t target);
void view_close(struct view *view);

// Adds the state of process or thread PID to an object, key by key as in
// grader/FORMATS.md; what cannot be read is null. Returns -1 without a message
// when there is no such process.
int process_describe(json_t *object, pid_t pid, struct view *view);
