// visible.h - text from a student, made safe to look at.
//
// A terminal obeys control characters, an editor bidirectional marks, and what
// is invisible makes two names look alike. So nothing that a submission brought
// or printed is shown to a person without passing here, once: gather, unpack
// and transcript do it, before gojq and before results.json. libunistring.
// SPDX-License-Identifier: MIT
#pragma once
#include "text.h"

#include <stdio.h>

// One character as it is shown: itself, or \xNN, \uNNNN, \UNNNNNNNN.
struct visible {
    char shown[12];
    size_t columns; // 0 of a mark above the one before, 2 of a wide one
};

// Looks at the first character of TEXT, which is not empty, and returns how
// many bytes it has. A byte that is not UTF-8 counts as a character.
size_t visible_take(struct text text, struct visible *character);

// How many columns TEXT takes when it is shown.
size_t visible_columns(struct text text);

// Prints at most LIMIT columns of TEXT, with '…' as the last of them when there
// is more. Returns the columns printed.
size_t visible_print(FILE *to, struct text text, size_t limit);

// A copy from malloc(3) that is safe but for newlines and tabs, which stay, of
// at most MOST bytes; what it shows is removed from TEXT, so the rest was cut.
// NULL when memory is short.
char *visible_copy(struct text *text, size_t most);

// Whether such a copy would be the same: quick, and false more often than true
// where TEXT is not ASCII.
bool visible_is_plain(struct text text);
