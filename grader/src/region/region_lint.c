// region_lint.c - see region_lint.h.
// SPDX-License-Identifier: MIT
#include "region_lint.h"

#include "fail.h"

int region_lint(const struct region_file *file)
{
    for (size_t i = 0; i < file->problem_count; i++) {
        if (i == REGION_PROBLEMS_MAX) {
            return fail("%s:%zu: and %zu findings more", file->name,
                        file->line_count, file->problem_count - i);
        }
        fail("%s:%zu: %s", file->name, file->problems[i].line,
             file->problems[i].text);
    }
    return file->problem_count > 0 ? -1 : 0;
}

static int lint_missing(const struct region_file *kit,
                        const struct region_file *file)
{
    int result = 0;
    size_t place = 1; // where the missing region should stand
    for (size_t i = 0; i < kit->region_count; i++) {
        const char *id = kit->regions[i].id;
        const struct region *found = region_file_find(file, id);
        if (found) {
            place = found->end;
        } else {
            result =
                fail("%s:%zu: region '%s' is missing, see line %zu of "
                     "'%s'",
                     file->name, place, id, kit->regions[i].begin, kit->name);
        }
    }
    return result;
}

int region_lint_against(const struct region_file *kit,
                        const struct region_file *file)
{
    int result = lint_missing(kit, file);
    const struct region *last = kit->regions; // the furthest seen so far
    for (size_t i = 0; i < file->region_count; i++) {
        const struct region *region = &file->regions[i];
        const struct region *wanted = region_file_find(kit, region->id);
        if (!wanted) {
            result = fail("%s:%zu: region '%s' is not in '%s'", file->name,
                          region->begin, region->id, kit->name);
        } else if (wanted < last) {
            result = fail("%s:%zu: region '%s' belongs before '%s'", file->name,
                          region->begin, region->id, last->id);
        } else {
            last = wanted;
        }
    }
    return result;
}
