// transcript_reader.c - see transcript_reader.h.
// SPDX-License-Identifier: MIT
#include "transcript_reader.h"

#include "fail.h"

#include <stdarg.h>
#include <stdio.h>

int reader_fail(const struct reader *reader, const char *format, ...)
{
    char message[200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    return fail("%s:%zu: %s", reader->path, reader->row, message);
}

int reader_item(struct reader *reader, enum item_kind kind)
{
    struct pattern *pattern = reader->pattern;
    if (pattern->item_count == PATTERN_LINES) {
        return reader_fail(reader, "more than %d lines", PATTERN_LINES);
    }
    pattern->items[pattern->item_count++] =
        (struct item){.kind = kind, .first = pattern->line_count};
    return 0;
}
