// transcript_match.h - compares an output with a pattern.
//
// The output is read once from its beginning to its end. No line is given back
// except those of one @optional block at a time, and within a line each hole
// takes what it can and keeps it. The cost is at most lines of the output times
// lines of the pattern.
// SPDX-License-Identifier: MIT
#pragma once
#include "transcript_output.h"
#include "transcript_pattern.h"

// Where a line stopped fitting.
struct miss {
    size_t piece;  // of the line; their number when the line is too long
    size_t within; // bytes of a literal that did fit
    size_t at;     // byte of the line that was seen
};

enum mismatch_kind {
    MISMATCH_LINE,      // SEEN is not LINE
    MISMATCH_END,       // the output ends before LINE
    MISMATCH_EXTRA,     // SEEN comes after all that was expected
    MISMATCH_ANY_ORDER, // SEEN, or the end, fits nothing that ITEM still wants
    MISMATCH_SKIP       // LINE comes nowhere behind FROM; SEEN is closest
};

struct mismatch {
    enum mismatch_kind kind;
    size_t item;
    size_t line;
    size_t seen;
    size_t from;
    struct miss miss;
};

struct match {
    const struct pattern *pattern;
    const struct output *output;
    size_t next;                       // line of the output
    struct text values[PATTERN_HOLES]; // what was captured
    size_t seen_at[PATTERN_LINES];     // by which line of the output, from 1
    struct mismatch mismatch;
};

// Whether the output fits; if not, why not stands in MATCH->mismatch.
bool match_run(struct match *match, const struct pattern *pattern,
               const struct output *output);

// Whether SEEN fits a line. VALUES are written by its holes, and read: a value
// that is not set yet stands for any of its type.
bool match_line(const struct pattern *pattern, size_t line, struct text seen,
                struct text *values, struct miss *miss);
