// inside.h - how a process of the recorder gets inside, and becomes a program.
// SPDX-License-Identifier: MIT
#pragma once
#include <sys/types.h>

// Joins the namespaces and the root of TARGET, when it is not 0, and goes to
// DIRECTORY, when there is one. The caller stays in its PID namespace: what it
// forks is in the new one.
int inside_go(pid_t target, const char *directory);

// As after a login: nothing is ignored or held back.
void inside_reset_signals(void);

// Becomes COMMAND. Returns only when that fails: the exit status that says so.
int inside_exec(char *const *command);
