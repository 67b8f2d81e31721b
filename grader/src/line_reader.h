// line_reader.h - a file line by line, whatever it holds.
// SPDX-License-Identifier: MIT
#pragma once
#include "text.h"

#include <stdio.h>

enum {
    LINE_BYTES = 1024 * 1024,            // a longer line is left out
    LINE_FILE_BYTES = 128 * 1024 * 1024, // what lies behind is left out
};

struct line_reader {
    FILE *file;
    char *line;
    size_t left; // bytes that may still be read
    bool cut;    // something was left out
};

// Takes over FD. Returns 0 or -1, see fail.h; line_reader_close() is right
// after either.
int line_reader_open(struct line_reader *reader, int fd);
void line_reader_close(struct line_reader *reader);

// The next line without its end, which lives until the next call; false at the
// end of the file.
bool line_reader_next(struct line_reader *reader, struct text *line);
