// slurp.h - a whole file in memory, up to a limit.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdbool.h>
#include <stddef.h>

// Reads at most LIMIT bytes of the file PATH into *BYTES, which the caller
// frees; *MORE says whether the file has more. Returns 0 or -1, see fail.h.
int slurp(const char *path, size_t limit, char **bytes, size_t *length,
          bool *more);
