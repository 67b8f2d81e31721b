// transcript_draw.h - draws one line, expected or seen, for people.
//
// What cannot be printed is shown as \xNN, a tab as →, and the white space at
// the place of a difference as · when white space is what differs. Of a long
// line only the part around the mark is printed.
// SPDX-License-Identifier: MIT
#pragma once
#include "text.h"
#include "transcript_pattern.h"

#include <stdio.h>

#define NO_MARK ((size_t)-1)

// Bytes of a text: FROM up to, not including, TO.
struct range {
    size_t from;
    size_t to;
};

// The white space that touches byte AT, maybe none.
struct range blank_run(struct text text, size_t at);

struct drawing {
    FILE *to;
    char *text;
    size_t size;
    size_t columns;
    size_t mark; // column, from 0
};

// A drawing is begun, filled, then printed once, which also ends it.
int drawing_begin(struct drawing *drawing);

// Appends TEXT, with BLANKS made visible and the mark at byte MARK.
void drawing_text(struct drawing *drawing, struct text text,
                  struct range blanks, size_t mark);

// Appends a line of the pattern; BLANKS and MARK belong to its piece PIECE.
void drawing_line(struct drawing *drawing, const struct pattern *pattern,
                  size_t line, size_t piece, struct range blanks, size_t mark);

// Prints the drawing and returns the column at which the mark is now.
size_t drawing_print(struct drawing *drawing, FILE *to);
