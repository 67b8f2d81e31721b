// look.h - what the kernel says of processes just now, without following them.
// SPDX-License-Identifier: MIT
#pragma once
#include <sys/types.h>

// Prints one JSON object for process PID, as seen beside process TARGET, the
// machine, or 0. Returns 0 or -1.
int look_at(pid_t pid, pid_t target);

// The same for every process in a PID namespace below this one, a line each.
int look_inside(void);
