// slurp.c - a whole file in memory, up to a limit; fopen(3), fread(3).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "slurp.h"

#include "cleanup.h"
#include "fail.h"

int slurp(const char *path, size_t limit, char **bytes, size_t *length,
          bool *more)
{
    CLEANUP(close_file) FILE *file = fopen(path, "re");
    if (!file) {
        return fail_errno("cannot open '%s'", path);
    }
    // one byte more than the limit tells whether there is more
    CLEANUP(free_text) char *read = malloc(limit + 1);
    if (!read) {
        return fail_errno("cannot read '%s'", path);
    }
    size_t size = fread(read, 1, limit + 1, file);
    if (ferror(file)) {
        return fail_errno("cannot read '%s'", path);
    }
    *more = size > limit;
    *length = *more ? limit : size;
    *bytes = read;
    read = NULL;
    return 0;
}
