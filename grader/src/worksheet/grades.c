// grades.c - see grades.h.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "grades.h"

#include "fail.h"
#include "slurp.h"

#include <stdlib.h>
#include <string.h>

#define GRADES_BYTES (16 * 1024 * 1024)

static int read_line(char *line, size_t number, struct grade *grade)
{
    char *fields[4];
    for (size_t i = 0; i < 4; i++) {
        fields[i] = strsep(&line, "\t");
        if (!fields[i]) {
            return fail("line %zu of the grades has %zu fields", number, i);
        }
    }
    char *end;
    *grade = (struct grade){.id = fields[0],
                            .roll = fields[1],
                            .points = strtod(fields[2], &end),
                            .feedback = fields[3]};
    return *end == '\0' && end > fields[2]
               ? 0
               : fail("line %zu of the grades has no number", number);
}

static size_t count_lines(const char *bytes)
{
    size_t count = 0;
    for (; *bytes; bytes++) {
        count += *bytes == '\n';
    }
    return count;
}

int grades_read(const char *path, struct grades *grades)
{
    size_t length;
    bool more;
    *grades = (struct grades){0};
    if (slurp(path, GRADES_BYTES, &grades->bytes, &length, &more) == -1) {
        return -1;
    }
    char *bytes = realloc(grades->bytes, length + 1);
    if (!bytes) {
        return fail_errno("cannot read '%s'", path);
    }
    grades->bytes = bytes;
    bytes[length] = '\0';
    grades->all = calloc(count_lines(bytes) + 1, sizeof(*grades->all));
    if (!grades->all) {
        return fail_errno("cannot read '%s'", path);
    }
    for (char *line; (line = strsep(&bytes, "\n"));) {
        if (*line == '\0') {
            continue;
        }
        if (read_line(line, grades->count + 1, &grades->all[grades->count]) <
            0) {
            return -1;
        }
        grades->count++;
    }
    return 0;
}

void grades_free(struct grades *grades)
{
    free(grades->all);
    free(grades->bytes);
}

const struct grade *grades_find(const struct grades *grades, const char *id,
                                const char *roll)
{
    for (size_t i = 0; i < grades->count; i++) {
        if (*grades->all[i].id && strcmp(grades->all[i].id, id) == 0) {
            return &grades->all[i];
        }
    }
    // somebody whose participant number is known is nobody else
    for (size_t i = 0; i < grades->count; i++) {
        if (*roll && !*grades->all[i].id &&
            strcasecmp(grades->all[i].roll, roll) == 0) {
            return &grades->all[i];
        }
    }
    return NULL;
}
