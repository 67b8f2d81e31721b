// region_survey.c - see region_survey.h; open_memstream(3), jansson's API
// reference.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "region_survey.h"

#include "cleanup.h"
#include "fail.h"
#include "region_diff.h"
#include "region_lint.h"
#include "region_text.h"

#include <jansson.h>
#include <string.h>

enum { MOST_CHANGES = 8 };

// DIRECTORY/PATH when that is there, from malloc(3); else NULL.
static char *find_below(const char *directory, const char *path)
{
    char *found = NULL;
    if (!directory || asprintf(&found, "%s/%s", directory, path) == -1) {
        return NULL;
    }
    if (access(found, F_OK) == -1) {
        free(found);
        return NULL;
    }
    return found;
}

// Replaces the file by its skeleton.
static int strip(struct region_file *file)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    if (!to) {
        return fail_errno("cannot strip '%s'", file->name);
    }
    region_strip(file, to);
    if (fclose(to) != 0) {
        free(text);
        return fail_errno("cannot strip '%s'", file->name);
    }
    const char *name = file->name;
    region_file_free(file);
    return region_file_parse(file, name, text, size);
}

// Reads the kit's file PATH, which is GIVEN where there is one; *there says
// whether it has one.
static int read_kit(struct region_file *kit, const struct survey *survey,
                    const char *path, const char *given, bool *there)
{
    CLEANUP(free_text)
    char *solution = given ? NULL : find_below(survey->kit, path);
    const char *name = given ? given : solution;
    *there = name != NULL;
    if (!name) {
        return 0;
    }
    if (region_file_read(kit, name) == -1 ||
        region_lint(kit, region_complain, NULL) == -1) {
        return -1;
    }
    // what is made here is no file that anybody could look into
    kit->name = given ? given : path;
    return given ? 0 : strip(kit);
}

static void add_message(void *list, const char *message)
{
    json_array_append_new(list, json_string(message));
}

static json_t *list_untouched(const struct region_file *file,
                              const struct region_file *kit)
{
    json_t *list = json_array();
    for (size_t i = 0; i < file->region_count; i++) {
        const struct region *region = &file->regions[i];
        const struct region *own = region_file_find(kit, region->id);
        if (region_code_lines(file, region) == 0 ||
            (own && region_same_body(file, region, kit, own))) {
            json_array_append_new(list, json_string(region->id));
        }
    }
    return list;
}

static json_t *list_damage(const struct region_file *file,
                           const struct region_file *kit)
{
    json_t *list = json_array();
    region_lint(file, add_message, list);
    // a file without any is an earlier edition's, and lacks none
    if (kit->name && file->marker_count > 0) {
        region_lint_against(kit, file, add_message, list);
    }
    return list;
}

static json_t *list_ids(const struct region_file *file)
{
    json_t *list = json_array();
    for (size_t i = 0; i < file->region_count; i++) {
        json_array_append_new(list, json_string(file->regions[i].id));
    }
    return list;
}

// The line of each region's first marker.
static json_t *first_lines(const struct region_file *file)
{
    json_t *lines = json_object();
    for (size_t i = 0; i < file->region_count; i++) {
        json_object_set_new(lines, file->regions[i].id,
                            json_integer((json_int_t)file->regions[i].begin));
    }
    return lines;
}

// "12" or "12-14" of the hunk "@@ -10,2 +12,3 @@"; where lines are gone only,
// the line before them.
static json_t *hunk_lines(const char *hunk)
{
    char *end;
    size_t first = strtoul(strchr(hunk, '+') + 1, &end, 10);
    size_t count = *end == ',' ? strtoul(end + 1, NULL, 10) : 1;
    return count > 1 ? json_sprintf("%zu-%zu", first, first + count - 1)
                     : json_sprintf("%zu", first);
}

// The lines that FILE changed outside its regions, MOST_CHANGES of them; none
// where they cannot be told, as of another line end.
static json_t *list_changes(const struct region_file *file,
                            const struct region_file *kit)
{
    CLEANUP(free_text) char *text = NULL;
    size_t size = 0;
    bool differs;
    json_t *list = json_array();
    FILE *to = open_memstream(&text, &size);
    if (!to) {
        return list;
    }
    int status = region_diff(kit, file, to, &differs);
    if (fclose(to) != 0 || status == -1) {
        return list;
    }
    char *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest);
         line && json_array_size(list) < MOST_CHANGES;
         line = strtok_r(NULL, "\n", &rest)) {
        if (strncmp(line, "@@ -", strlen("@@ -")) == 0) {
            json_array_append_new(list, hunk_lines(line));
        }
    }
    return list;
}

// What cannot be read is not the kit's file any more.
static json_t *describe_unreadable(const char *path,
                                   const struct region_file *kit)
{
    return json_pack("{s:s, s:[], s:{}, s:o, s:b, s:[], s:[], s:[o]}", "path",
                     path, "regions", "lines", "kit", list_ids(kit), "changed",
                     true, "changes", "untouched", "damaged",
                     json_sprintf("%s:1: this cannot be read as text", path));
}

// Adds what there is to say of the file PATH, whose name is NAME, to LIST.
static int survey_file(json_t *list, const struct survey *survey,
                       const char *path, const char *name)
{
    CLEANUP(region_file_free) struct region_file file = {0};
    CLEANUP(region_file_free) struct region_file kit = {0};
    CLEANUP(free_text) char *given = find_below(survey->given, path);
    bool there;
    if (read_kit(&kit, survey, path, given, &there) == -1) {
        return -1;
    }
    if (region_file_read(&file, name) == -1) {
        return json_array_append_new(list, describe_unreadable(path, &kit));
    }
    file.name = path;
    bool changed = there && !region_same_outside(&kit, &file);
    return json_array_append_new(
        list,
        json_pack("{s:s, s:o, s:o, s:o, s:b, s:o, s:o, s:o}", "path", path,
                  "regions", list_ids(&file), "lines", first_lines(&file),
                  "kit", list_ids(&kit), "changed", changed, "changes",
                  changed ? list_changes(&file, &kit) : json_array(),
                  "untouched", list_untouched(&file, &kit), "damaged",
                  list_damage(&file, &kit)));
}

int region_survey(const struct survey *survey, char **paths, int count)
{
    json_t *list = json_array();
    int status = 0;
    for (int i = 0; i < count && status == 0; i++) {
        CLEANUP(free_text) char *name = find_below(survey->src, paths[i]);
        if (name) {
            status = survey_file(list, survey, paths[i], name);
        }
    }
    if (status == 0) {
        if (json_dumpf(list, stdout, JSON_COMPACT) == -1) {
            status = fail("no memory to print");
        }
        putchar('\n');
    }
    json_decref(list);
    return status;
}
