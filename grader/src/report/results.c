// results.c - reads results.json, see results.h; jansson's API reference.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "results.h"

#include "cleanup.h"
#include "fail.h"
#include "slurp.h"

#define RESULTS_BYTES (8 * 1024 * 1024)
#define MOST_STAGES 100
#define MOST_CHECKS 2000
#define MOST_NOTES 100
#define LARGEST_NUMBER 1000000.0

const char *verdict_name(enum verdict verdict)
{
    static const char *const names[VERDICTS] = {
        [VERDICT_PASS] = "pass",
        [VERDICT_FAIL] = "fail",
        [VERDICT_BLOCKED] = "blocked",
        [VERDICT_INFRA] = "infra",
    };
    return names[verdict];
}

bool stage_is_elective(const struct stage *stage)
{
    return stage->id.length > 0 && stage->id.start[0] == 'x';
}

static struct text string_text(const json_t *string)
{
    if (!json_is_string(string)) {
        return (struct text){"", 0};
    }
    return (struct text){json_string_value(string), json_string_length(string)};
}

static struct text get_text(const json_t *object, const char *key)
{
    return string_text(json_object_get(object, key));
}

static int get_number(const json_t *object, const char *key, double *number)
{
    *number = json_number_value(json_object_get(object, key));
    if (*number < 0 || *number > LARGEST_NUMBER) {
        return fail("a '%s' is out of range", key);
    }
    return 0;
}

static int get_verdict(const json_t *object, enum verdict *verdict)
{
    struct text name = get_text(object, "verdict");
    for (enum verdict i = 0; i < VERDICTS; i++) {
        if (text_is(name, verdict_name(i))) {
            *verdict = i;
            return 0;
        }
    }
    return fail("a stage or test has no known 'verdict'");
}

// The array KEY of OBJECT, an empty one when there is none, and room for its
// members in *MEMBERS.
static int get_array(const json_t *object, const char *key, size_t most,
                     size_t size, json_t **array, void **members)
{
    *array = json_object_get(object, key);
    if (*array && !json_is_array(*array)) {
        return fail("'%s' is no array", key);
    }
    if (json_array_size(*array) > most) {
        return fail("'%s' has more than %zu members", key, most);
    }
    *members = calloc(json_array_size(*array) + 1, size);
    return *members ? 0 : fail_errno("cannot read '%s'", key);
}

static int read_stage(const json_t *object, struct stage *stage)
{
    stage->id = get_text(object, "id");
    stage->task = get_text(object, "task");
    stage->title = get_text(object, "title");
    if (get_number(object, "points", &stage->points) < 0 ||
        get_number(object, "score", &stage->score) < 0) {
        return -1;
    }
    return get_verdict(object, &stage->verdict);
}

static int read_check(const json_t *object, struct check *check)
{
    const json_t *extra = json_object_get(object, "extra_data");
    struct text number = get_text(object, "number");
    const char *dot = memchr(number.start, '.', number.length);
    check->stage = number;
    if (dot) {
        check->stage.length = (size_t)(dot - number.start);
    }
    check->name = get_text(object, "name");
    check->output = get_text(object, "output");
    check->required = get_text(extra, "required");
    check->seen = get_text(extra, "seen");
    check->why = get_text(extra, "why");
    check->look = get_text(extra, "look");
    check->stand_in = get_text(extra, "stand_in");
    if (json_object_get(extra, "verdict")) {
        return get_verdict(extra, &check->verdict);
    }
    bool passed = text_is(get_text(object, "status"), "passed");
    check->verdict = passed ? VERDICT_PASS : VERDICT_FAIL;
    return 0;
}

static int read_stages(const json_t *extra, struct results *results)
{
    json_t *array;
    void *members;
    if (get_array(extra, "stages", MOST_STAGES, sizeof *results->stages, &array,
                  &members) < 0) {
        return -1;
    }
    results->stages = members;
    for (; results->stage_count < json_array_size(array);
         results->stage_count++) {
        if (read_stage(json_array_get(array, results->stage_count),
                       &results->stages[results->stage_count]) < 0) {
            return -1;
        }
    }
    return 0;
}

static int read_checks(const json_t *root, struct results *results)
{
    json_t *array;
    void *members;
    if (get_array(root, "tests", MOST_CHECKS, sizeof *results->checks, &array,
                  &members) < 0) {
        return -1;
    }
    results->checks = members;
    for (; results->check_count < json_array_size(array);
         results->check_count++) {
        if (read_check(json_array_get(array, results->check_count),
                       &results->checks[results->check_count]) < 0) {
            return -1;
        }
    }
    return 0;
}

static int read_notes(const json_t *extra, struct results *results)
{
    json_t *array;
    void *members;
    if (get_array(extra, "notes", MOST_NOTES, sizeof *results->notes, &array,
                  &members) < 0) {
        return -1;
    }
    results->notes = members;
    for (; results->note_count < json_array_size(array);
         results->note_count++) {
        results->notes[results->note_count] =
            string_text(json_array_get(array, results->note_count));
    }
    return 0;
}

static int read_root(const json_t *root, struct results *results)
{
    const json_t *extra = json_object_get(root, "extra_data");
    results->output = get_text(root, "output");
    results->submission = get_text(extra, "submission");
    results->roll = get_text(extra, "roll");
    results->receipt = get_text(extra, "receipt");
    results->seed = get_text(extra, "seed");
    results->kit = get_text(extra, "kit");
    results->backend = get_text(extra, "backend");
    results->tampered = json_is_true(json_object_get(extra, "tampered"));
    if (get_number(root, "score", &results->score) < 0 ||
        get_number(extra, "scale", &results->scale) < 0 ||
        get_number(extra, "seconds", &results->seconds) < 0 ||
        read_stages(extra, results) < 0 || read_checks(root, results) < 0) {
        return -1;
    }
    return read_notes(extra, results);
}

int results_read(const char *path, struct results *results)
{
    CLEANUP(free_text) char *bytes = NULL;
    size_t length;
    bool more;
    json_error_t error;
    *results = (struct results){0};
    if (slurp(path, RESULTS_BYTES, &bytes, &length, &more) < 0) {
        return -1;
    }
    if (more) {
        return fail("'%s' is larger than %d MiB", path,
                    RESULTS_BYTES / 1024 / 1024);
    }
    results->json = json_loadb(bytes, length, JSON_ALLOW_NUL, &error);
    if (!results->json) {
        return fail("'%s' is no JSON: line %d, column %d", path, error.line,
                    error.column);
    }
    if (!json_is_object(results->json)) {
        return fail("'%s' is no results.json", path);
    }
    return read_root(results->json, results);
}

void results_free(struct results *results)
{
    free(results->stages);
    free(results->checks);
    free(results->notes);
    json_decref(results->json);
}
