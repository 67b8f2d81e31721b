// unpack_manifest.h - the files that a submission is made of, one a line.
//
// A line is "path TAB task TAB max_KiB TAB needed TAB called"; '#' begins a
// comment line. Called is the path in the edition that is graded.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum {
    MANIFEST_LINES = 32,
    MANIFEST_PATH = 127,
    MANIFEST_TASK = 7,
    MANIFEST_KIB = 1024, // the largest limit that a line may give
};

struct wanted {
    char path[MANIFEST_PATH + 1];   // task1/namespace_prog.c
    char called[MANIFEST_PATH + 1]; // in a submission, in the same folder
    size_t folder;                  // length of its "task1"
    char task[MANIFEST_TASK + 1];   // as the room is called
    size_t limit;                   // bytes
    bool needed;
};

struct manifest {
    struct wanted lines[MANIFEST_LINES];
    size_t count;
};

int manifest_read(struct manifest *manifest, const char *file);
// The file that is called so, that has this name in whatever folder, or the
// first one in this folder; NULL when there is none.
const struct wanted *manifest_path(const struct manifest *manifest,
                                   const char *path);
const struct wanted *manifest_name(const struct manifest *manifest,
                                   const char *name);
const struct wanted *manifest_folder(const struct manifest *manifest,
                                     const char *folder, size_t length);
