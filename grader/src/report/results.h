// results.h - a results.json, read and checked, for whatever renders it.
//
// The layout is Gradescope's with the kit's own in extra_data, as kit-judge
// writes it. The texts belong to the file; the judge made them safe to show,
// and its numbers are hundredths that sum up: nothing is computed here.
// SPDX-License-Identifier: MIT
#pragma once
#include "text.h"

#include <jansson.h>

enum verdict {
    VERDICT_PASS,
    VERDICT_FAIL,
    VERDICT_TODO,
    VERDICT_BLOCKED,
    VERDICT_INFRA,
    VERDICTS
};

struct task {
    struct text id;
    struct text title;
    double points;
    double score;
};

struct stage {
    struct text id;
    struct text task;
    struct text title;
    struct text stand_in; // what was replaced when it was recorded
    double points;
    double score;
    enum verdict verdict;
};

// A text that is not given is empty.
struct check {
    struct text stage; // "1a" of number "1a.1"
    struct text name;
    struct text output;
    struct text required;
    struct text seen; // of a blocked check: what it waits for
    struct text why;
    struct text look;
    struct text say; // of a known mistake
    enum verdict verdict;
};

struct results {
    json_t *json;
    double score;    // without the electives
    double elective; // of them; they are on top, their points not in the scale
    bool electives;  // there are some
    struct text output;
    struct text submission;
    struct text roll;
    struct text receipt; // what make submit printed
    struct text seed;
    struct text kit;
    struct text machine;
    double scale;
    double seconds;
    bool tampered;
    struct task *tasks;
    struct stage *stages;
    struct check *checks;
    struct text *notes;
    size_t task_count, stage_count, check_count, note_count;
};

// Returns 0 or -1, see fail.h; results_free() is right after either.
int results_read(const char *path, struct results *results);
void results_free(struct results *results);

// As a person reads it.
const char *verdict_name(enum verdict verdict);

// The task that a stage belongs to, or NULL.
const struct task *results_task(const struct results *results, struct text id);
