// child.h - the first process of a container, seen by its parent.
// SPDX-License-Identifier: MIT
#pragma once
#include <signal.h>
#include <sys/types.h>

// Blocks the signals that ask a program to end, so that they can be passed on,
// and none ends us before we have cleaned up. BEFORE is what was blocked.
void child_hold_signals(sigset_t *before);

// Waits until the child has ended; returns its wait status, see wait(2). Passes
// signals on to it.
int child_wait(pid_t child);

// In the child: becomes COMMAND, or a shell where it is empty, with the signals
// in MASK blocked. Returns only if that fails, with the exit status to give.
int child_exec(char **command, const sigset_t *mask);
