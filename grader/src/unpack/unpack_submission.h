// unpack_submission.h - what was found in a submission and what is taken.
//
// Of two files for the same path the one in a task folder goes before the one
// that lies loose, then the one with fewer folders above it; when that leaves
// two, a file of the manifest is refused and of an extra one the first by name
// is taken. So the order of the archive decides nothing.
// SPDX-License-Identifier: MIT
#pragma once
#include "unpack_place.h"

enum {
    EXTRA_LIMIT = 64 * 1024, // bytes of an extra file
    EXTRA_FILES = 50,
    NAME_SHOWN = 200, // bytes of a name in a sentence
};

struct found {
    char *path;                  // in a submission: task1/namespace_prog.c
    char *source;                // in the archive
    const struct wanted *wanted; // NULL: an extra file
    const char *task;
    unsigned rank;
    size_t number; // in the order of the archive
    unsigned char *bytes;
    size_t size;
    bool executable;
    bool too_large; // bytes is then NULL
};

struct ignored {
    char *path;
    const char *reason;
};

struct submission {
    const struct manifest *manifest;
    const char *roll_pattern; // a regular expression, or NULL
    const char *kind; // tar, zip, directory or, as long as unknown, NULL
    char *refused;    // why nothing is taken, or NULL
    struct found *files;
    size_t file_count;
    struct ignored *ignored;
    size_t ignored_count;
};

// Refuses the submission for the reason "'path' what" (or only "what"), unless
// it already is. 0, or -1 when memory is short; so do the next three.
int submission_refuse(struct submission *submission, const char *path,
                      const char *what);
// Notes that path (of the archive) is not taken; reason is a literal.
int submission_ignore(struct submission *submission, const char *path,
                      const char *reason);
// Notes a file that could be taken. bytes is copied.
int submission_add(struct submission *submission, const struct place *place,
                   const char *source, const void *bytes,
                   const struct found *facts);
// Chooses among the files found, sorts them by path, or refuses them all.
int submission_settle(struct submission *submission);
// Gives back what one file holds, and all.
void submission_drop(struct found *file);
void submission_free(struct submission *submission);
