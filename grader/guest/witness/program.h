// program.h - what a process was started with.
// SPDX-License-Identifier: MIT
#pragma once
#include "process.h"
#include <jansson.h>
#include <stdbool.h>
#include <sys/types.h>

// Where the recorder keeps copies of the programs that it wants to recognise,
// as NAME or NAME.VARIANT; no cell ever sees it.
#define KNOWN_DIRECTORY "/run/known"

// The arguments of process PID as a list, at most 16 KiB of them.
json_t *program_arguments(pid_t pid);

// Adds to an object, as in grader/FORMATS.md: the arguments of process PID,
// which known program it executes, by the contents of the file, its working
// directory and its open descriptors; of a known one also what code it has, and
// whether it shares the machine's root directory. Returns whether it is known.
bool program_describe(json_t *object, pid_t pid, const struct view *view);
