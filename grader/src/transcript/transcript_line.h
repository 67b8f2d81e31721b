// transcript_line.h - reads one line of a .t file into the pattern's pieces.
// SPDX-License-Identifier: MIT
#pragma once
#include "transcript_pattern.h"

struct reader {
    struct pattern *pattern;
    const char *path;
    size_t row;         // of the .t file, for messages
    struct item *block; // the open one, or NULL
};

// Prints "PATH:ROW: MESSAGE"; returns -1.
int reader_fail(const struct reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Adds an empty item.
int reader_item(struct reader *reader, enum item_kind kind);

// Adds the line ROW to the open block, or as an item of its own.
int reader_line(struct reader *reader, struct text row);
