// region_survey.h - what became of the files that have regions, for the judge.
// SPDX-License-Identifier: MIT
#pragma once

struct survey {
    const char *src;   // the directory of what was handed in
    const char *kit;   // the directory of the solutions
    const char *given; // the directory of the kit's own files, or NULL
};

// Prints an array with an object for each of the COUNT paths that exists below
// SRC:
//
//     {"path": "task1/container.c",
//      "regions": ["0", "1a"],  its sound regions
//      "kit": ["0", "1a"],      those of the kit's file
//      "changed": false,        it differs from the kit's file outside regions
//      "untouched": ["1a"],     regions without code, or as the kit has them
//      "damaged": ["text"]}     what lint says of its markers
//
// The kit's file is GIVEN/PATH where there is one, else what strip makes of
// KIT/PATH; a file that the kit has not was not changed. Returns 0 or -1, see
// fail.h.
int region_survey(const struct survey *survey, char **paths, int count);
