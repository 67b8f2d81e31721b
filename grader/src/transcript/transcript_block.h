// transcript_block.h - the rows of the block that explains a mismatch.
//
// Each row has a label on the left, all of them equally wide.
// SPDX-License-Identifier: MIT
#pragma once
#include "transcript_draw.h"
#include "transcript_match.h"

struct block {
    FILE *to;
    const struct match *match;
    int left; // columns of a label
};

// Begins a row.
void block_label(const struct block *block, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// The rest of a row: line LINE of the pattern, with BLANKS and MARK in its
// piece PIECE. Returns 0 or -1, see fail.h.
int block_expected(const struct block *block, size_t line, size_t piece,
                   struct range blanks, size_t mark);
int block_expected_plain(const struct block *block, size_t line);

// The rest of a row: a line of the output. Returns the column of the mark, or
// -1, see fail.h.
int block_seen(const struct block *block, struct text seen, struct range blanks,
               size_t mark);
int block_seen_plain(const struct block *block, struct text seen);

// That, and where, the output ends.
void block_output_end(const struct block *block);
