// cgroup.h - control groups, version 2.
// SPDX-License-Identifier: MIT
#pragma once

// Lets groups below /sys/fs/cgroup limit memory, CPUs and processes.
int cgroup_prepare(void);

// Writes to FILE of the group, as printf does:
//     cgroup_write("/sys/fs/cgroup/a", "pids.max", "%d", 20)
int cgroup_write(const char *group, const char *file, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
