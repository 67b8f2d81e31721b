// results.c - reads results.json, see results.h; jansson's API reference.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "results.h"

#include "cleanup.h"
#include "fail.h"
#include "slurp.h"

#define RESULTS_BYTES (8 * 1024 * 1024)
#define LARGEST_NUMBER 1000000.0

struct verdict_words {
    const char *name;  // in the file
    const char *shown; // to a person
};

static const struct verdict_words *verdict_words(enum verdict verdict)
{
    static const struct verdict_words words[VERDICTS] = {
        [VERDICT_PASS] = {"pass", "pass"},
        [VERDICT_FAIL] = {"fail", "fail"},
        [VERDICT_TODO] = {"todo", "to do"},
        [VERDICT_BLOCKED] = {"blocked", "blocked"},
        [VERDICT_INFRA] = {"infra", "infra"},
    };
    return &words[verdict];
}

const char *verdict_name(enum verdict verdict)
{
    return verdict_words(verdict)->shown;
}

const struct task *results_task(const struct results *results, struct text id)
{
    for (size_t i = 0; i < results->task_count; i++) {
        if (text_equal(results->tasks[i].id, id)) {
            return &results->tasks[i];
        }
    }
    return NULL;
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
        if (text_is(name, verdict_words(i)->name)) {
            *verdict = i;
            return 0;
        }
    }
    return fail("a stage or test has no known 'verdict'");
}

static int read_task(const json_t *object, void *member)
{
    struct task *task = member;
    task->id = get_text(object, "id");
    task->title = get_text(object, "title");
    return get_number(object, "points", &task->points) == -1
               ? -1
               : get_number(object, "score", &task->score);
}

static int read_stage(const json_t *object, void *member)
{
    struct stage *stage = member;
    stage->id = get_text(object, "id");
    stage->task = get_text(object, "task");
    stage->title = get_text(object, "title");
    stage->stand_in = get_text(object, "stand_in");
    if (get_number(object, "points", &stage->points) == -1 ||
        get_number(object, "score", &stage->score) == -1) {
        return -1;
    }
    return get_verdict(object, &stage->verdict);
}

static int read_check(const json_t *object, void *member)
{
    struct check *check = member;
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
    check->say = get_text(extra, "say");
    if (json_object_get(extra, "verdict")) {
        return get_verdict(extra, &check->verdict);
    }
    bool passed = text_is(get_text(object, "status"), "passed");
    check->verdict = passed ? VERDICT_PASS : VERDICT_FAIL;
    return 0;
}

static int read_note(const json_t *string, void *note)
{
    *(struct text *)note = string_text(string);
    return 0;
}

// An array of OBJECT, and how one of its members is read.
struct array {
    const char *key;
    size_t most;
    size_t size;
    int (*read)(const json_t *value, void *member);
};

// The members, to be freed, none where there is no array; NULL after an error.
static void *read_array(const json_t *object, const struct array *array,
                        size_t *count)
{
    const json_t *values = json_object_get(object, array->key);
    *count = json_array_size(values);
    if (values && !json_is_array(values)) {
        fail("'%s' is no array", array->key);
        return NULL;
    }
    if (*count > array->most) {
        fail("'%s' has more than %zu members", array->key, array->most);
        return NULL;
    }
    char *members = calloc(*count + 1, array->size);
    if (!members) {
        fail_errno("cannot read '%s'", array->key);
    }
    for (size_t i = 0; members && i < *count; i++) {
        if (array->read(json_array_get(values, i), members + i * array->size) ==
            -1) {
            free(members);
            return NULL;
        }
    }
    return members;
}

static int read_arrays(const json_t *root, const json_t *extra,
                       struct results *results)
{
    static const struct array tasks = {"tasks", 50, sizeof(struct task),
                                       read_task};
    static const struct array stages = {"stages", 100, sizeof(struct stage),
                                        read_stage};
    static const struct array checks = {"tests", 2000, sizeof(struct check),
                                        read_check};
    static const struct array notes = {"notes", 100, sizeof(struct text),
                                       read_note};
    results->tasks = read_array(extra, &tasks, &results->task_count);
    if (!results->tasks) {
        return -1;
    }
    results->stages = read_array(extra, &stages, &results->stage_count);
    if (!results->stages) {
        return -1;
    }
    results->checks = read_array(root, &checks, &results->check_count);
    if (!results->checks) {
        return -1;
    }
    results->notes = read_array(extra, &notes, &results->note_count);
    return results->notes ? 0 : -1;
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
    results->machine = get_text(extra, "machine");
    results->tampered = json_is_true(json_object_get(extra, "tampered"));
    results->electives = json_is_number(json_object_get(extra, "elective"));
    if (get_number(extra, "score", &results->score) == -1 ||
        get_number(extra, "elective", &results->elective) == -1 ||
        get_number(extra, "scale", &results->scale) == -1 ||
        get_number(extra, "seconds", &results->seconds) == -1) {
        return -1;
    }
    return read_arrays(root, extra, results);
}

int results_read(const char *path, struct results *results)
{
    CLEANUP(free_text) char *bytes = NULL;
    size_t length;
    bool more;
    json_error_t error;
    *results = (struct results){0};
    if (slurp(path, RESULTS_BYTES, &bytes, &length, &more) == -1) {
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
    free(results->tasks);
    free(results->stages);
    free(results->checks);
    free(results->notes);
    json_decref(results->json);
}
