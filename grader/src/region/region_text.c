// region_text.c - strip and splice, see region_text.h. Every byte that is not
// asked to change stays as it is: line ends, byte order mark, last line.
// SPDX-License-Identifier: MIT
#include "region_text.h"

#include "fail.h"
#include "region_lint.h"

#include <string.h>

static void write_lines(const struct region_file *file, size_t first,
                        size_t last, FILE *out)
{
    size_t start = file->starts[first - 1];
    fwrite(file->data + start, 1, file->starts[last] - start, out);
}

static void write_stubs(const struct region_file *file,
                        const struct region *region, FILE *out)
{
    for (size_t line = region->begin + 1; line < region->end; line++) {
        size_t length;
        const char *text = region_file_line(file, line, &length);
        struct region_marker marker = region_marker_parse(text, length);
        if (marker.kind != MARKER_STUB) {
            continue;
        }
        // an empty stub line is an empty line, without white space at its end
        if (strspn(marker.text, "\r") + 1 < marker.length) {
            fwrite(text, 1, marker.indent, out);
        }
        fwrite(marker.text, 1, marker.length, out);
    }
}

void region_strip(const struct region_file *file, FILE *out)
{
    size_t next = 1;
    for (size_t i = 0; i < file->region_count; i++) {
        const struct region *region = &file->regions[i];
        write_lines(file, next, region->begin, out);
        write_stubs(file, region, out);
        next = region->end;
    }
    write_lines(file, next, file->line_count, out);
}

bool region_wanted(const char *ids, const char *id)
{
    while (*ids) {
        size_t length = strcspn(ids, ",");
        if (strncmp(ids, id, length) == 0 &&
            (id[length] == '\0' || id[length] == '-')) {
            return true;
        }
        ids += length + (ids[length] == ',');
    }
    return false;
}

static int require_once(const struct region_file *file, const char *id)
{
    size_t count = 0;
    for (size_t i = 0; i < file->region_count; i++) {
        count += strcmp(file->regions[i].id, id) == 0;
    }
    if (count == 1) {
        return 0;
    }
    region_lint(file, region_complain, NULL);
    if (count > 1) {
        return fail("'%s' has %zu regions '%s'", file->name, count, id);
    }
    if (file->region_count == 0 && file->problem_count == 0) {
        return fail("'%s' has no regions, so no region '%s'", file->name, id);
    }
    return fail("'%s' has no region '%s'", file->name, id);
}

// Each wanted region of A is in B too.
static int require_wanted(const struct region_file *a,
                          const struct region_file *b, const char *ids)
{
    for (size_t i = 0; i < a->region_count; i++) {
        const char *id = a->regions[i].id;
        if (region_wanted(ids, id) &&
            (require_once(a, id) == -1 || require_once(b, id) == -1)) {
            return -1;
        }
    }
    return 0;
}

// Each of IDS finds at least one region.
static int require_found(const struct region_file *file, const char *ids)
{
    while (*ids) {
        char id[REGION_ID_MAX + 1] = "";
        size_t length = strcspn(ids, ",");
        memcpy(id, ids, length < REGION_ID_MAX ? length : REGION_ID_MAX);
        size_t i = 0;
        while (i < file->region_count &&
               !region_wanted(id, file->regions[i].id)) {
            i++;
        }
        if (i == file->region_count) {
            return require_once(file, id);
        }
        ids += length + (ids[length] == ',');
    }
    return 0;
}

int region_splice(const struct region_file *file,
                  const struct region_file *solution, const char *ids,
                  FILE *out)
{
    if (require_found(solution, ids) == -1 ||
        require_wanted(solution, file, ids) == -1 ||
        require_wanted(file, solution, ids) == -1) {
        return -1;
    }
    size_t next = 1;
    for (size_t i = 0; i < file->region_count; i++) {
        const struct region *region = &file->regions[i];
        if (!region_wanted(ids, region->id)) {
            continue;
        }
        write_lines(file, next, region->begin, out);
        const struct region *body = region_file_find(solution, region->id);
        write_lines(solution, body->begin + 1, body->end - 1, out);
        next = region->end;
    }
    write_lines(file, next, file->line_count, out);
    return 0;
}

size_t region_outside(const struct region_file *file, size_t line)
{
    for (size_t i = 0; i < file->region_count; i++) {
        if (file->regions[i].begin < line && line < file->regions[i].end) {
            return file->regions[i].end;
        }
    }
    return line;
}

bool region_same_outside(const struct region_file *a,
                         const struct region_file *b)
{
    size_t in_a = region_outside(a, 1);
    size_t in_b = region_outside(b, 1);
    while (in_a <= a->line_count && in_b <= b->line_count) {
        size_t a_length, b_length;
        const char *a_text = region_file_line(a, in_a, &a_length);
        const char *b_text = region_file_line(b, in_b, &b_length);
        if (a_length != b_length || memcmp(a_text, b_text, a_length) != 0) {
            return false;
        }
        in_a = region_outside(a, in_a + 1);
        in_b = region_outside(b, in_b + 1);
    }
    return in_a > a->line_count && in_b > b->line_count;
}
