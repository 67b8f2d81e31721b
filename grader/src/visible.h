// visible.h - text from a student, made safe to look at.
//
// A terminal obeys control characters, and an editor bidirectional marks, so
// nothing that a submission printed is shown to a person without passing here.
// SPDX-License-Identifier: MIT
#pragma once
#include "text.h"

#include <stdio.h>

// One character as it is shown: itself, or \xNN, or \uNNNN.
struct visible {
    char shown[8];
    size_t columns;
};

// Looks at the first character of TEXT, which is not empty, and returns how
// many bytes it has. A byte that is not UTF-8 counts as a character.
size_t visible_take(struct text text, struct visible *character);

// How many columns TEXT takes when it is shown.
size_t visible_columns(struct text text);

// Prints at most LIMIT columns of TEXT, with '…' as the last of them when there
// is more. Returns the columns printed.
size_t visible_print(FILE *to, struct text text, size_t limit);
