// region_lint.c - see region_lint.h.
// SPDX-License-Identifier: MIT
#include "region_lint.h"

#include "fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LONGEST_NAME 4096 // of a file, in a message

// Where findings go, and how many there were.
struct findings {
    region_say *say;
    void *to;
    size_t count;
};

void region_complain(void *to, const char *message)
{
    (void)to;
    fail("%s", message);
}

__attribute__((format(printf, 4, 5))) static void
find(struct findings *findings, const struct region_file *file, size_t line,
     const char *format, ...)
{
    char message[LONGEST_NAME + 256];
    size_t room = sizeof(message);
    int used =
        snprintf(message, room, "%.*s:%zu: ", LONGEST_NAME, file->name, line);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message + used, room - (size_t)used, format, arguments);
    va_end(arguments);
    findings->say(findings->to, message);
    findings->count++;
}

int region_lint(const struct region_file *file, region_say *say, void *to)
{
    struct findings findings = {say, to, 0};
    for (size_t i = 0; i < file->problem_count; i++) {
        if (i == REGION_PROBLEMS_MAX) {
            find(&findings, file, file->line_count, "and %zu findings more",
                 file->problem_count - i);
            break;
        }
        find(&findings, file, file->problems[i].line, "%s",
             file->problems[i].text);
    }
    return findings.count > 0 ? -1 : 0;
}

// Has it been said what is wrong with the markers of region ID?
static bool is_damaged(const struct region_file *file, const char *id)
{
    char quoted[128];
    snprintf(quoted, sizeof(quoted), "'%s'", id);
    for (size_t i = 0; i < file->problem_count && i < REGION_PROBLEMS_MAX;
         i++) {
        if (strstr(file->problems[i].text, quoted)) {
            return true;
        }
    }
    return false;
}

static void lint_missing(struct findings *findings,
                         const struct region_file *kit,
                         const struct region_file *file)
{
    size_t place = 1; // where the missing region should stand
    for (size_t i = 0; i < kit->region_count; i++) {
        const char *id = kit->regions[i].id;
        const struct region *found = region_file_find(file, id);
        if (found) {
            place = found->end;
        } else if (is_damaged(file, id)) {
            continue;
        } else if (strcmp(kit->name, file->name) == 0) {
            find(findings, file, place,
                 "region '%s' is missing: it begins after this line", id);
        } else {
            find(findings, file, place,
                 "region '%s' is missing, see line %zu of '%s'", id,
                 kit->regions[i].begin, kit->name);
        }
    }
}

int region_lint_against(const struct region_file *kit,
                        const struct region_file *file, region_say *say,
                        void *to)
{
    struct findings findings = {say, to, 0};
    lint_missing(&findings, kit, file);
    const struct region *last = kit->regions; // the furthest seen so far
    for (size_t i = 0; i < file->region_count; i++) {
        const struct region *region = &file->regions[i];
        const struct region *wanted = region_file_find(kit, region->id);
        if (!wanted) {
            find(&findings, file, region->begin, "region '%s' is not in '%s'",
                 region->id, kit->name);
        } else if (wanted < last) {
            find(&findings, file, region->begin,
                 "region '%s' belongs before '%s'", region->id, last->id);
        } else {
            last = wanted;
        }
    }
    return findings.count > 0 ? -1 : 0;
}
