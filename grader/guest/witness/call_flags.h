// call_flags.h - flags of system calls as lists of their names.
// SPDX-License-Identifier: MIT
#pragma once
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

// Bits without a name come last, as one number in hexadecimal.
json_t *call_flags_clone(uint64_t flags);
json_t *call_flags_mount(uint64_t flags);
json_t *call_flags_umount(uint64_t flags);

// The flags of clone(2) that make it more than a plain fork or thread: a new
// namespace, another cgroup, or hiding from the tracer. The first set fits in
// 32 bits and can be tested by a seccomp filter.
#define CALL_FLAGS_ISOLATE 0x7e820000U
bool call_flags_isolate(uint64_t flags);

// Flags that C libraries add when they fork, spawn or make a thread: a clone(2)
// with none of them was written by hand. CLONE_CHILD_SETTID, _VFORK, _THREAD
#define CALL_FLAGS_LIBRARY 0x01014000U
