// transcript_pattern.h - an expected output, read from a .t file.
//
// The format is described in grader/FORMATS.md, "Transcripts". A pattern is a
// list of items; an item is one line, a block of lines or a gap; a line is a
// list of pieces. Blocks do not nest. Everything has a limit, so that a pattern
// is one piece of memory.
// SPDX-License-Identifier: MIT
#pragma once
#include "text.h"
#include "transcript_hole.h"

#define PATTERN_BYTES (256 * 1024)
#define PATTERN_LINES 1000
#define PATTERN_PIECES 4000
#define PATTERN_HOLES 64

enum piece_kind {
    PIECE_LITERAL, // this text
    PIECE_HOLE,    // captures: {parent:pid}
    PIECE_SAME     // equals what was captured: {parent}
};

struct piece {
    enum piece_kind kind;
    struct text text;
    size_t hole;
};

// A line of the expected output; people call the first one line 1.
struct line {
    size_t first; // piece
    size_t count;
    bool holes; // at least one
};

enum item_kind { ITEM_LINE, ITEM_ANY_ORDER, ITEM_OPTIONAL, ITEM_SKIP };

struct item {
    enum item_kind kind;
    bool more;    // @more in this block
    size_t first; // line
    size_t count;
};

struct hole_definition {
    struct text name;
    enum hole_type type;
    size_t line;
    size_t item;
};

struct pattern {
    char *bytes;
    struct item items[PATTERN_LINES];
    struct line lines[PATTERN_LINES];
    struct piece pieces[PATTERN_PIECES];
    struct hole_definition holes[PATTERN_HOLES];
    size_t item_count, line_count, piece_count, hole_count;
};

// Both return 0 or -1, see fail.h; a wrong pattern is reported as PATH:ROW.
// pattern_free() is right after either.
int pattern_read(const char *path, struct pattern **pattern);
int pattern_parse(const char *path, const char *bytes, size_t length,
                  struct pattern **pattern);
void pattern_free(struct pattern *pattern);

// The hole NAME, or NULL.
const struct hole_definition *pattern_hole(const struct pattern *pattern,
                                           struct text name);
