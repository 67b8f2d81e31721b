// cgroup.h - a process's place in the cgroup v2 tree, seen from outside.
//
// Limits are read for every event, so the files of the cgroups last looked at
// are kept open: reading one again is one call instead of three.
// SPDX-License-Identifier: MIT
#pragma once
#include <jansson.h>
#include <sys/types.h>

#define CGROUP_LIMITS 4
#define CGROUPS_KEPT 16

struct cgroup {
    char *path; // NULL when the place is free
    int limits[CGROUP_LIMITS];
    int statistics;
};

struct cgroups {
    int tree; // mounted at /sys/fs/cgroup, -1 when that is not cgroup v2
    struct cgroup kept[CGROUPS_KEPT];
    size_t oldest;
};

void cgroups_open(struct cgroups *cgroups);
void cgroups_close(struct cgroups *cgroups);

// {"path", "limits": [own, parent, ...], "cpu.stat"} of the process whose
// /proc directory this is; JSON null when it has no place in cgroup v2.
json_t *cgroups_json(struct cgroups *cgroups, int process);

// Adds what the kernel has counted in that group, "memory.peak" and the like:
// for when one of its processes ends.
void cgroups_add_counts(const struct cgroups *cgroups, json_t *group);

// Moves PID into the cgroup of TARGET; without a tree nothing is done.
int cgroups_join(const struct cgroups *cgroups, pid_t pid, pid_t target);
