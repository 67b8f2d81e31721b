// gather_dir.h - the files of a recording.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum {
    GATHER_FILES = 500,                 // evidence-receive makes fewer
    GATHER_ALL_BYTES = 4 * 1024 * 1024, // for all files together
    GATHER_NAME = 255,
};

struct gathered {
    char name[GATHER_NAME + 1];
    size_t size;
    char *json; // text
    bool cut;
};

struct recording {
    struct gathered files[GATHER_FILES]; // by name
    size_t count;
    bool cut; // there are more files
};

// Reads the directory PATH. Returns 0 or -1, see fail.h; recording_free() is
// right after either.
int recording_read(struct recording *recording, const char *path);
void recording_free(struct recording *recording);
