// transcript_reason.h - says in words what is wrong with a line.
// SPDX-License-Identifier: MIT
#pragma once
#include "transcript_draw.h"
#include "transcript_match.h"

// Whether white space is what differs, and where it is on both sides: in the
// literal that was expected, and in the line that was seen.
struct difference {
    bool blank;
    struct range expected;
    struct range seen;
};

// Of MATCH->mismatch, which is about the line SEEN.
struct difference reason_difference(const struct match *match,
                                    struct text seen);

// Prints what was expected and what was seen at that place.
void reason_print(FILE *to, const struct match *match, struct text seen);
