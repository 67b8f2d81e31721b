// region_file.c - reads a file with regions and checks its markers, see
// region_file.h. The input is what a student wrote: any bytes at all.
// open(2), read(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "region_file.h"

#include "cleanup.h"
#include "fail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

__attribute__((format(printf, 3, 4))) static void
add_problem(struct region_file *file, size_t line, const char *format, ...)
{
    if (file->problem_count++ >= REGION_PROBLEMS_MAX) {
        return;
    }
    struct region_problem *problem = &file->problems[file->problem_count - 1];
    problem->line = line;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(problem->text, sizeof(problem->text), format, arguments);
    va_end(arguments);
    // an id from the file may hold anything, a terminal's escapes too
    for (char *c = problem->text; *c; c++) {
        if (*c < ' ' || *c > '~') {
            *c = '?';
        }
    }
}

static void add_bad_id(struct region_file *file, size_t line,
                       const struct region_marker *marker)
{
    add_problem(file, line, "bad id '%.*s'", (int)marker->length, marker->text);
}

// OPEN is the region whose end is still to come; its id is "" when none is.
static void see_begin(struct region_file *file, struct region *open,
                      size_t line, const struct region_marker *marker)
{
    if (open->id[0]) {
        add_problem(file, line, "region begins inside '%s' of line %zu",
                    open->id, open->begin);
    }
    *open = (struct region){.begin = line, .shell = marker->shell};
    if (!region_id_valid(marker->text, marker->length)) {
        add_bad_id(file, line, marker);
        return;
    }
    memcpy(open->id, marker->text, marker->length);
    const struct region *twin = region_file_find(file, open->id);
    if (twin) {
        add_problem(file, line, "id '%s' is taken by the region of line %zu",
                    twin->id, twin->begin);
    }
}

static void see_end(struct region_file *file, struct region *open, size_t line,
                    const struct region_marker *marker)
{
    // after a wrong end the region is over, so that one slip is one message
    struct region region = *open;
    *open = (struct region){.id = ""};
    if (!region_id_valid(marker->text, marker->length)) {
        add_bad_id(file, line, marker);
    } else if (!region.id[0]) {
        add_problem(file, line, "end of '%.*s' without a begin",
                    (int)marker->length, marker->text);
    } else if (strlen(region.id) != marker->length ||
               memcmp(region.id, marker->text, marker->length) != 0) {
        add_problem(file, line, "end of '%.*s' in region '%s' of line %zu",
                    (int)marker->length, marker->text, region.id, region.begin);
    } else if (file->region_count == REGIONS_MAX) {
        add_problem(file, line, "more than %d regions", REGIONS_MAX);
    } else {
        region.end = line;
        file->regions[file->region_count++] = region;
    }
}

static void see_line(struct region_file *file, struct region *open, size_t line)
{
    size_t length;
    const char *text = region_file_line(file, line, &length);
    if (length > REGION_LINE_MAX) {
        add_problem(file, line, "longer than %d bytes", REGION_LINE_MAX);
    }
    if (memchr(text, '\0', length)) {
        add_problem(file, line, "NUL byte");
    }
    size_t mark = line == 1 ? file->mark : 0;
    struct region_marker marker =
        region_marker_parse(text + mark, length - mark);
    file->marker_count +=
        marker.kind == MARKER_BEGIN || marker.kind == MARKER_END;
    if (marker.kind == MARKER_BEGIN) {
        see_begin(file, open, line, &marker);
    } else if (marker.kind == MARKER_END) {
        see_end(file, open, line, &marker);
    } else if (marker.kind == MARKER_STUB && !open->id[0]) {
        add_problem(file, line, "stub line outside a region");
    } else if (marker.kind == MARKER_STUB &&
               region_marker_parse(marker.text, marker.length).kind !=
                   MARKER_NONE) {
        // taking its own leader off would make a marker of it
        add_problem(file, line, "stub line with a marker in it");
    }
}

static int find_lines(struct region_file *file, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++) {
        count += file->data[i] == '\n' || i + 1 == size;
    }
    file->starts = calloc(count + 1, sizeof(*file->starts));
    if (!file->starts) {
        return fail_errno("cannot read '%s'", file->name);
    }
    for (size_t i = 0; i < size; i++) {
        if (file->data[i] == '\n' || i + 1 == size) {
            file->starts[++file->line_count] = i + 1;
        }
    }
    return 0;
}

int region_file_parse(struct region_file *file, const char *name, char *data,
                      size_t size)
{
    *file = (struct region_file){.name = name, .data = data};
    if (find_lines(file, size) == -1) {
        return -1;
    }
    file->mark = size >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    struct region open = {.id = ""};
    for (size_t line = 1; line <= file->line_count; line++) {
        see_line(file, &open, line);
    }
    if (open.id[0]) {
        add_problem(file, open.begin, "region '%s' has no end", open.id);
    }
    return 0;
}

static int read_text(const char *name, char *data, size_t *size)
{
    // not blocking: NAME could be a pipe that nobody writes to
    CLEANUP(close_fd) int fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status;
    if (fd == -1 || fstat(fd, &status) == -1) {
        return fail_errno("cannot open '%s'", name);
    }
    if (!S_ISREG(status.st_mode)) {
        errno = EINVAL;
        return fail("'%s' is not a regular file", name);
    }
    ssize_t got;
    for (*size = 0; *size <= REGION_FILE_MAX; *size += (size_t)got) {
        got = read(fd, data + *size, REGION_FILE_MAX + 1 - *size);
        if (got == -1) {
            return fail_errno("cannot read '%s'", name);
        }
        if (got == 0) {
            return 0;
        }
    }
    fail("%s:1: file larger than %d bytes", name, REGION_FILE_MAX);
    errno = EFBIG;
    return -1;
}

int region_file_read(struct region_file *file, const char *name)
{
    *file = (struct region_file){.name = name};
    CLEANUP(free_text) char *data = malloc(REGION_FILE_MAX + 1);
    if (!data) {
        return fail_errno("cannot read '%s'", name);
    }
    size_t size = 0;
    if (read_text(name, data, &size) == -1) {
        return -1;
    }
    char *owned = data;
    data = NULL;
    return region_file_parse(file, name, owned, size);
}

void region_file_free(struct region_file *file)
{
    free(file->data);
    free(file->starts);
}

const char *region_file_line(const struct region_file *file, size_t line,
                             size_t *length)
{
    size_t start = file->starts[line - 1];
    *length = file->starts[line] - start;
    return file->data + start;
}

const struct region *region_file_find(const struct region_file *file,
                                      const char *id)
{
    for (size_t i = 0; i < file->region_count; i++) {
        if (strcmp(file->regions[i].id, id) == 0) {
            return &file->regions[i];
        }
    }
    return NULL;
}

const struct region *region_file_at(const struct region_file *file, size_t line)
{
    for (size_t i = 0; i < file->region_count; i++) {
        if (file->regions[i].begin <= line && line <= file->regions[i].end) {
            return &file->regions[i];
        }
    }
    return NULL;
}
