// transcript_facts.c - see transcript_facts.h; jansson's API reference.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "transcript_facts.h"

#include "cleanup.h"
#include "fail.h"
#include "line_reader.h"
#include "safe_json.h"
#include "transcript_explain.h"
#include "visible.h"

#include <errno.h>
#include <fcntl.h>

enum { DONE = 0, WRONG_USAGE = 2, BROKEN = 4 };

#define VALUE_BYTES 4096

static void free_json(json_t **json)
{
    json_decref(*json);
}

// The command of a line of steps.jsonl, on one line.
static json_t *join_command(const json_t *words)
{
    CLEANUP(free_text) char *command = NULL;
    size_t length = 0;
    size_t index;
    const json_t *word;
    FILE *to = open_memstream(&command, &length);
    if (!to) {
        return NULL;
    }
    json_array_foreach(words, index, word)
    {
        const char *text = json_string_value(word);
        fprintf(to, "%s%s", index > 0 ? " " : "", text ? text : "");
    }
    if (fclose(to) != 0) {
        return NULL;
    }
    for (char *c = command; *c; c++) {
        *c = *c == '\n' || *c == '\t' ? ' ' : *c;
    }
    return json_string(command);
}

// STEP: its command, of the steps that came to an end.
static json_t *read_commands(const char *evidence)
{
    CLEANUP(line_reader_close) struct line_reader reader = {0};
    CLEANUP(free_text) char *path = NULL;
    json_t *commands = json_object();
    struct text line;
    bool cut = false;
    if (asprintf(&path, "%s/steps.jsonl", evidence) == -1) {
        path = NULL;
        return commands;
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd == -1 || line_reader_open(&reader, fd) == -1) {
        return commands;
    }
    while (line_reader_next(&reader, &line)) {
        CLEANUP(free_json) json_t *step = safe_json_parse(line, &cut);
        const char *name = json_string_value(json_object_get(step, "step"));
        const json_t *words = json_object_get(step, "command");
        if (name && json_is_array(words)) {
            json_object_set_new(commands, name, join_command(words));
        }
    }
    return commands;
}

// A text of TO, which is closed, without the end of its last line.
static json_t *take_text(FILE *to, char **text)
{
    if (fclose(to) != 0) {
        return NULL;
    }
    size_t length = strlen(*text);
    if (length > 0 && (*text)[length - 1] == '\n') {
        length--;
    }
    return json_stringn(*text, length);
}

static json_t *describe_difference(const struct match *match,
                                   const char *command)
{
    CLEANUP(free_text) char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    if (!to) {
        return NULL;
    }
    explain(to, match, command);
    return take_text(to, &text);
}

static json_t *describe_place(const struct match *match, const char *step,
                              size_t before)
{
    CLEANUP(free_text) char *text = NULL;
    size_t length = 0;
    size_t line;
    FILE *to = open_memstream(&text, &length);
    if (!to) {
        return NULL;
    }
    explain_place(to, match, &line);
    json_t *expected = take_text(to, &text);
    if (line == 0) {
        json_decref(expected);
        return json_null();
    }
    return json_pack("{s:o, s:I, s:o}", "out", json_sprintf("%s.out", step),
                     "line", (json_int_t)line + (json_int_t)before, "expected",
                     expected);
}

static json_t *describe_values(const struct match *match)
{
    const struct pattern *pattern = match->pattern;
    json_t *values = json_object();
    for (size_t i = 0; i < pattern->hole_count; i++) {
        const struct hole_definition *hole = &pattern->holes[i];
        struct text value = match->values[i];
        if (match->seen_at[hole->line] == 0) {
            continue;
        }
        CLEANUP(free_text) char *copy = visible_copy(&value, VALUE_BYTES);
        CLEANUP(free_text)
        char *name = strndup(hole->name.start, hole->name.length);
        if (copy && name) {
            json_object_set_new(values, name, json_string(copy));
        }
    }
    return values;
}

static json_t *compare(const struct pattern *pattern,
                       const struct output *output, size_t before,
                       const char *step, const char *command)
{
    struct match *match = calloc(1, sizeof(*match));
    json_t *fact = NULL;
    if (!match) {
        return NULL;
    }
    if (match_run(match, pattern, output)) {
        fact = json_pack("{s:b, s:s, s:n, s:o}", "matches", true, "difference",
                         "", "at", "values", describe_values(match));
    } else {
        fact = json_pack("{s:b, s:o, s:o, s:o}", "matches", false, "difference",
                         describe_difference(match, command), "at",
                         describe_place(match, step, before), "values",
                         describe_values(match));
    }
    free(match);
    return fact;
}

// Adds one fact to FACTS; returns the exit status.
static int add_fact(json_t *facts, const struct facts_request *request,
                    char **words, const json_t *commands)
{
    const char *step = words[2];
    CLEANUP(free_text) char *wanted = NULL;
    CLEANUP(free_text) char *path = NULL;
    struct pattern *pattern = NULL;
    struct output output = {0};
    size_t before = 0;
    int status = DONE;
    if (asprintf(&wanted, "%s/%s", request->expected, words[1]) == -1 ||
        asprintf(&path, "%s/%s.out", request->evidence, step) == -1) {
        fail_errno("cannot compare '%s'", step);
        return BROKEN;
    }
    if (pattern_read(wanted, &pattern) == -1) {
        status = WRONG_USAGE;
    } else if (access(path, F_OK) == 0) {
        bool read = output_read_from(path, words[3], &output, &before) == 0;
        const char *command =
            json_string_value(json_object_get(commands, step));
        json_t *fact =
            read ? compare(pattern, &output, before, step, command) : NULL;
        if (!fact || json_object_set_new(facts, words[0], fact) == -1) {
            fail("cannot compare '%s'", path);
            status = BROKEN;
        }
    }
    pattern_free(pattern);
    output_free(&output);
    return status;
}

int transcript_facts(const struct facts_request *request)
{
    safe_json_begin();
    CLEANUP(free_json) json_t *facts = json_object();
    CLEANUP(free_json) json_t *commands = read_commands(request->evidence);
    int status = DONE;
    for (int i = 0; i + 3 < request->count && status == DONE; i += 4) {
        status = add_fact(facts, request, request->words + i, commands);
    }
    if (status == DONE) {
        if (json_dumpf(facts, stdout, JSON_COMPACT) == -1) {
            fail("cannot print the facts");
            status = BROKEN;
        }
        putchar('\n');
    }
    return status;
}
