// region_file.h - a file with regions: its lines, its regions, and what is
// wrong with its markers. Lines are counted from 1.
//
// Only sound regions are in the list; text whose markers are wrong counts as
// outside every region. Of an id used twice both regions are in the list.
// SPDX-License-Identifier: MIT
#pragma once
#include "region_marker.h"

enum {
    REGION_FILE_MAX = 1 << 20,
    REGION_LINE_MAX = 64 << 10,
    REGIONS_MAX = 200,
    REGION_PROBLEMS_MAX = 50,
};

struct region {
    char id[REGION_ID_MAX + 1];
    size_t begin, end; // the lines of its markers
    bool shell;        // marked by #@, not by //@
};

struct region_problem {
    size_t line;
    char text[128];
};

struct region_file {
    const char *name; // for messages
    char *data;
    size_t mark;    // bytes of the byte order mark at the beginning: 0 or 3
    size_t *starts; // line n is data[starts[n - 1]] to data[starts[n]]
    size_t line_count;
    struct region regions[REGIONS_MAX]; // in order, not overlapping
    size_t region_count;
    size_t marker_count; // that begin or end one, sound or not
    struct region_problem problems[REGION_PROBLEMS_MAX];
    size_t problem_count; // all of them, also those that found no room
};

// Reads NAME, which must be a regular file. One larger than REGION_FILE_MAX is
// an error with errno EFBIG; wrong markers are no error but problems.
int region_file_read(struct region_file *file, const char *name);

// The same for text in memory; DATA was allocated, the file takes it over.
int region_file_parse(struct region_file *file, const char *name, char *data,
                      size_t size);

void region_file_free(struct region_file *file);

// The bytes of a line with its line end.
const char *region_file_line(const struct region_file *file, size_t line,
                             size_t *length);

// The first region with that id, or NULL.
const struct region *region_file_find(const struct region_file *file,
                                      const char *id);

// The region that holds the line, its markers included, or NULL.
const struct region *region_file_at(const struct region_file *file,
                                    size_t line);
