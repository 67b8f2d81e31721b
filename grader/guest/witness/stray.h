// stray.h - processes of the inside that nobody answers for.
// SPDX-License-Identifier: MIT
#pragma once
#include "process.h"

// A descriptor of the PID namespace of TARGET, which it is looked through for;
// -1 where there is no TARGET, or it is in ours, and nothing is looked for.
int strays_open(pid_t target);

// Kills whatever runs in that PID namespace or below, is not followed by a
// witness, and is not the recorder's own. Returns what was killed, at most a
// hundred of them, as a list of processes with their arguments.
json_t *strays_kill(int inside, struct view *view);
