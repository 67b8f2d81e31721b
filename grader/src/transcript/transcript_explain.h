// transcript_explain.h - tells a student why an output does not fit.
// SPDX-License-Identifier: MIT
#pragma once
#include "transcript_match.h"

#include <stdio.h>

// Prints the block that explains MATCH->mismatch; COMMAND, which produced the
// output, may be NULL. Returns 0 or -1, see fail.h.
int explain(FILE *to, const struct match *match, const char *command);

// Where the output and what was expected part: the line of the output, from 1,
// or 0 when there is no one line. Prints the one that was expected there, if it
// is one. Returns 0 or -1, see fail.h.
int explain_place(FILE *to, const struct match *match, size_t *line);

// Prints the hint that fits, if one does, INDENT columns to the right. A hint
// says nothing that was not counted or compared.
void explain_hint(FILE *to, const struct match *match, int indent);
