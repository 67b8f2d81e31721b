// transcript_reader.h - how far a .t file has been read.
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
