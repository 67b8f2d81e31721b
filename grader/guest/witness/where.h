// where.h - where a stopped process is in its program, for whoever looks for a
// mistake: no mark depends on it.
// SPDX-License-Identifier: MIT
#pragma once
#include <jansson.h>
#include <stdint.h>
#include <sys/types.h>

// {"exe": path, "call": n, "code": [offset…]}: the number of the system call
// that it is in, -1 for none; what addr2line(1) wants to know, first the
// instruction itself where it is the program's own, then return addresses that
// stand on the stack. Of a bash also "line" and "function" of its script. JSON
// null where nothing can be told.
json_t *where_json(pid_t tid);

// What may be done at an address, as maps of proc(5) has it: "rw-p". JSON null
// where nothing is.
json_t *where_permissions(pid_t tid, uint64_t address);
