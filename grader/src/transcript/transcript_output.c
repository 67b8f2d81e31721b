// transcript_output.c - what a program printed, cut into lines and cleaned,
// see transcript_output.h.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "transcript_output.h"

#include "cleanup.h"
#include "control.h"
#include "fail.h"
#include "slurp.h"

#include <stdio.h>
#include <stdlib.h>

#define NOTICE_BYTES 100
static const char line_notice[] = " [cut here: the line is longer than 16 KiB]";
static const char end_notice[] =
    "[cut here: the output is longer than 1 MiB or 20000 lines]";

// Cleans the line in place and returns what is left of it. A line over the
// limit is long enough to hold the notice.
static struct text clean_line(char *start, size_t length)
{
    length = control_remove(start, length);
    struct text line = text_trim_end((struct text){start, length});
    if (line.length > OUTPUT_LINE_BYTES) {
        size_t size = sizeof(line_notice) - 1;
        line.length = OUTPUT_LINE_BYTES;
        memcpy(start + line.length - size, line_notice, size);
    }
    return line;
}

static size_t count_lines(const char *bytes, size_t length)
{
    size_t count = 1;
    for (size_t i = 0; i < length && count < OUTPUT_LINES; i++) {
        count += bytes[i] == '\n';
    }
    return count;
}

int output_parse(const char *bytes, size_t length, bool more,
                 struct output *output)
{
    *output = (struct output){.bytes = malloc(length + NOTICE_BYTES)};
    // one line more, for the notice
    output->lines =
        calloc(count_lines(bytes, length) + 1, sizeof(*output->lines));
    if (!output->bytes || !output->lines) {
        return fail_errno("cannot read the output");
    }
    memcpy(output->bytes, bytes, length);
    char *next = output->bytes;
    char *end = output->bytes + length;
    while (next < end && output->count < OUTPUT_LINES) {
        char *newline = memchr(next, '\n', (size_t)(end - next));
        char *stop = newline ? newline : end;
        output->lines[output->count++] =
            clean_line(next, (size_t)(stop - next));
        next = newline ? newline + 1 : end;
    }
    if (more || next < end) {
        // behind the bytes of the output, where there is room for it
        memcpy(end, end_notice, sizeof(end_notice));
        output->lines[output->count++] =
            (struct text){end, sizeof(end_notice) - 1};
    }
    return 0;
}

// Whether the line holds the text FROM when it is cleaned. What lies behind the
// limit of a line is not looked at.
static bool line_holds(struct text line, const char *from)
{
    static const char marks[] = "\r\033";
    char cleaned[OUTPUT_LINE_BYTES];
    size_t length =
        line.length < sizeof(cleaned) ? line.length : sizeof(cleaned);
    if (!memchr(line.start, marks[0], length) &&
        !memchr(line.start, marks[1], length)) {
        return memmem(line.start, length, from, strlen(from)) != NULL;
    }
    memcpy(cleaned, line.start, length);
    length = control_remove(cleaned, length);
    return memmem(cleaned, length, from, strlen(from)) != NULL;
}

// What is left of TEXT from such a line on.
static struct text find_part(struct text text, const char *from, size_t *before)
{
    while (text.length > 0) {
        const char *newline = memchr(text.start, '\n', text.length);
        size_t length = newline ? (size_t)(newline - text.start) : text.length;
        if (line_holds((struct text){text.start, length}, from)) {
            break;
        }
        text = text_from(text, length + (newline != NULL));
        ++*before;
    }
    return text;
}

int output_read_from(const char *path, const char *from, struct output *output,
                     size_t *before)
{
    CLEANUP(free_text) char *bytes = NULL;
    size_t length;
    bool more;
    *output = (struct output){0};
    *before = 0;
    if (slurp(path, *from ? OUTPUT_FILE_BYTES : OUTPUT_BYTES, &bytes, &length,
              &more) == -1) {
        return -1;
    }
    struct text part = {bytes, length};
    if (*from) {
        part = find_part(part, from, before);
    }
    if (part.length > OUTPUT_BYTES) {
        part.length = OUTPUT_BYTES;
        more = true;
    }
    return output_parse(part.start, part.length, more, output);
}

int output_read(const char *path, struct output *output)
{
    size_t before;
    return output_read_from(path, "", output, &before);
}

void output_free(struct output *output)
{
    free(output->bytes);
    free(output->lines);
}
