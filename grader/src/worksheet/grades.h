// grades.h - what is to be filled in: lines of id, roll, grade and feedback,
// separated by tabs.
// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>

struct grade {
    char *id;   // Moodle's number of the participant, or ""
    char *roll; // "" when there is none
    double points;
    char *feedback; // HTML, as Moodle wants it
};

struct grades {
    char *bytes;
    struct grade *all;
    size_t count;
};

// Returns 0 or -1, see fail.h; grades_free() is right after either.
int grades_read(const char *path, struct grades *grades);
void grades_free(struct grades *grades);

// By the participant's number, else by the roll number; NULL if there is none.
const struct grade *grades_find(const struct grades *grades, const char *id,
                                const char *roll);
