// utf8.h - the characters of a text that may hold any bytes.
// SPDX-License-Identifier: MIT
#pragma once
#include "text.h"

// How many bytes the UTF-8 character at the beginning of TEXT has, 0 when there
// is none; its number in CODE.
size_t utf8_length(struct text text, unsigned *code);

// Replaces each byte of *BYTES, from malloc(3), that belongs to no character by
// U+FFFD. Returns 0 or -1, see fail.h.
int utf8_repair(char **bytes, size_t *length);
