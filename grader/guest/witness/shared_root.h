// shared_root.h - whether a root directory is the machine's in disguise.
// SPDX-License-Identifier: MIT
#pragma once
#include <jansson.h>

// Whether what is just now put into the root directory of the machine, a
// descriptor, is also in that of the process whose /proc directory this is;
// JSON null when it cannot be told.
json_t *shared_root_json(int machine, int process);
