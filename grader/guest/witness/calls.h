// calls.h - the system calls that witness notes, and what they ask for.
// SPDX-License-Identifier: MIT
#pragma once
#include "registers.h"
#include <jansson.h>
#include <linux/filter.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

// Fills in a seccomp filter that stops the noted calls with SECCOMP_RET_TRACE
// and lets everything else run. Returns its length.
#define CALLS_FILTER_SIZE 128
size_t calls_filter(struct sock_filter filter[CALLS_FILTER_SIZE]);

// The place of a call in the table of noted calls, -1 when it is not noted.
int calls_find(const struct registers *registers);

const char *call_name(int call);

// What the call asks for, when it is worth an event: every noted call is,
// except a clone or clone3 that only makes a plain process or thread. NULL
// otherwise. TID stands at the entry of the call.
json_t *call_arguments(int call, pid_t tid, const struct registers *registers);

// Takes CLONE_UNTRACED out of a clone that is about to be made, so that the
// new process cannot hide from its tracer.
void call_unhide(int call, pid_t tid, const struct registers *registers);
