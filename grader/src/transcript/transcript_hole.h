// transcript_hole.h - the types of the holes in a transcript.
//
// A type takes the longest beginning of the text that fits it and never gives
// any of it back, so a line is matched in one pass from left to right.
// SPDX-License-Identifier: MIT
#pragma once
#include "text.h"

enum hole_type {
    HOLE_PID,
    HOLE_INT,
    HOLE_FLOAT,
    HOLE_WORD,
    HOLE_HOST,
    HOLE_IPV4,
    HOLE_DATE,
    HOLE_SIZE,
    HOLE_REST,
    HOLE_TYPES
};

// As it is written in a .t file.
const char *hole_name(enum hole_type type);

// What it wants, for people: "a process ID, 1 to 4194304".
const char *hole_wants(enum hole_type type);

// The type that is written NAME; false when there is none.
bool hole_find(struct text name, enum hole_type *type);

// Whether TEXT begins with such a thing, and how many bytes of it that is.
bool hole_take(enum hole_type type, struct text text, size_t *taken);

// Whether a hole would take C as well, so that no literal C can follow it.
bool hole_swallows(enum hole_type type, char c);
