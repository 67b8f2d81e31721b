// unpack_place.h - where a file of an archive belongs in a submission.
//
// A task folder may lie at the top or up to two folders deep. A file of the
// manifest may also lie in no task folder, at the top or in the top folder.
// SPDX-License-Identifier: MIT
#pragma once
#include "unpack_manifest.h"
#include "unpack_path.h"

enum place_kind {
    PLACE_TASK,    // below a task folder
    PLACE_LOOSE,   // a name of the manifest that lies in no task folder
    PLACE_OUTSIDE, // neither
    PLACE_SKIPPED, // where tools and the tasks' own programs keep their data
    PLACE_GIT,     // the student's history
};

enum {
    PLACE_DEEPEST = 2,    // folders that may lie above a task folder
    PLACE_LOOSE_RANK = 8, // added for a file in no task folder
};

struct place {
    enum place_kind kind;
    char path[PATH_LIMIT + 1];   // in the submission, of TASK and LOOSE
    const struct wanted *wanted; // NULL: an extra file
    const char *task;
    unsigned rank;      // folders above it; of two, the lower is taken
    const char *reason; // why it is not taken, or NULL
};

// Finds the place of a clean path; deepest is at most PLACE_DEEPEST.
void place_find(struct place *place, const struct manifest *manifest,
                unsigned deepest, const char *path);
// Whether a folder can hold or lead to files that are taken.
bool place_enter(const struct manifest *manifest, unsigned deepest,
                 const char *folder);
