// gather_text.h - a file of text, made safe and bounded.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum {
    GATHER_TEXT_BYTES = 64 * 1024,
    GATHER_TAIL_BYTES = 4 * 1024,
};

// {"text", "tail", "bytes", "lines", "cut"} of the file FD, which is closed, as
// text from malloc(3) of at most MOST bytes; TERMINAL says that it holds what a
// program printed on one. NULL after an error, see fail.h.
char *gather_text(int fd, bool terminal, size_t most, bool *cut);
