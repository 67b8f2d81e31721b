// transcript_output.h - what a program printed, cut into lines and cleaned.
//
// Colour codes and other control sequences, carriage returns and white space
// at the end of a line are gone. What goes over a limit is cut, and a notice
// stands in the place of the cut.
// SPDX-License-Identifier: MIT
#pragma once
#include "text.h"

#define OUTPUT_BYTES (1024 * 1024)
#define OUTPUT_LINES 20000
#define OUTPUT_LINE_BYTES (16 * 1024)
#define OUTPUT_FILE_BYTES (64 * 1024 * 1024) // that a part is looked for in

struct output {
    char *bytes;
    struct text *lines;
    size_t count;
};

// All return 0 or -1, see fail.h; output_free() is right after either.
int output_read(const char *path, struct output *output);

// The part of the output from the first line on that holds the text FROM, which
// may be ""; *BEFORE is how many lines come before it, all when there is none.
int output_read_from(const char *path, const char *from, struct output *output,
                     size_t *before);
int output_parse(const char *bytes, size_t length, bool more,
                 struct output *output);

void output_free(struct output *output);
