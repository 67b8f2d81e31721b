// unpack_path.h - judges names by their letters alone; path_resolution(7).
//
// Nothing here asks the file system: the archive's idea of what is a link or a
// folder is not to be trusted, so a path with ".." is never resolved. What is
// printable, visible.h says.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum {
    PATH_LIMIT = 1024, // bytes of a path
    PART_LIMIT = 255,  // bytes between two slashes
};

enum path_fault {
    PATH_FINE,
    PATH_ABSOLUTE,
    PATH_CLIMBS,
    PATH_LONG,
    PATH_UNPRINTABLE,
};

// Copies raw without its empty and "." parts; "" when nothing is left.
enum path_fault path_clean(const char *raw, char clean[PATH_LIMIT + 1]);
// Whether a symbolic link at this clean path points out of the submission.
bool path_leaves(const char *link, const char *target);
// A copy that is safe to show, of at most most bytes of it; NULL when memory is
// short.
char *path_escape(const char *raw, size_t most);

// The parts between the slashes, one a call, and what follows; false at the
// end.
bool path_part(const char **rest, const char **part, size_t *length);

static inline bool path_part_is(const char *part, size_t length,
                                const char *name)
{
    return strlen(name) == length && memcmp(part, name, length) == 0;
}
