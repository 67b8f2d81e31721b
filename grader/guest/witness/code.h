// code.h - which code a process can execute, seen from outside.
// SPDX-License-Identifier: MIT
#pragma once
#include <jansson.h>

// The name of the known program or library that the open file holds, by its
// contents, see program.h; JSON null for any other.
json_t *code_name(int file);

// What the process whose /proc directory this is can execute: a name as above
// for each piece of a file, null for what is no known file or was changed since
// it was read. JSON null when it cannot be read.
json_t *code_json(int process);
