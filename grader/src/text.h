// text.h - a piece of text that somebody else owns; it may hold any byte.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct text {
    const char *start;
    size_t length;
};

static inline bool text_equal(struct text a, struct text b)
{
    return a.length == b.length && memcmp(a.start, b.start, a.length) == 0;
}

static inline bool text_is(struct text text, const char *word)
{
    return text_equal(text, (struct text){word, strlen(word)});
}

// What is left of TEXT after its first COUNT bytes.
static inline struct text text_from(struct text text, size_t count)
{
    return (struct text){text.start + count, text.length - count};
}

static inline bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

static inline struct text text_trim_end(struct text text)
{
    while (text.length > 0 && is_blank(text.start[text.length - 1])) {
        text.length--;
    }
    return text;
}
