// unpack_path.c - see unpack_path.h.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "unpack_path.h"

#include "visible.h"

#include <stdlib.h>

// The character that text begins with, as visible_take() shows it. A backslash
// is not shown as it is: other systems take it for a slash, and then what
// begins with one is what is not printable.
static size_t take(const char *text, struct visible *character)
{
    if (*text == '\\') {
        *character = (struct visible){"\\x5c", 4};
        return 1;
    }
    // no character of UTF-8 is longer
    return visible_take((struct text){text, strnlen(text, 4)}, character);
}

static bool is_printable(const char *text)
{
    struct visible character = {0};
    while (*text && character.shown[0] != '\\') {
        text += take(text, &character);
    }
    return character.shown[0] != '\\';
}

bool path_part(const char **rest, const char **part, size_t *length)
{
    if (!**rest) {
        return false;
    }
    *part = *rest;
    *length = strcspn(*part, "/");
    *rest = *part + *length;
    *rest += **rest == '/';
    return true;
}

enum path_fault path_clean(const char *raw, char clean[PATH_LIMIT + 1])
{
    size_t used = 0;
    size_t length;

    clean[0] = '\0';
    if (raw[0] == '/') {
        return PATH_ABSOLUTE;
    }
    for (const char *part; path_part(&raw, &part, &length);) {
        if (path_part_is(part, length, "..")) {
            return PATH_CLIMBS;
        }
        if (length == 0 || path_part_is(part, length, ".")) {
            continue;
        }
        if (length > PART_LIMIT || used + 1 + length > PATH_LIMIT) {
            return PATH_LONG;
        }
        if (used) {
            clean[used++] = '/';
        }
        memcpy(clean + used, part, length);
        used += length;
        clean[used] = '\0';
    }
    return is_printable(clean) ? PATH_FINE : PATH_UNPRINTABLE;
}

bool path_leaves(const char *link, const char *target)
{
    size_t depth = 0; // folders between the top and where target has led
    size_t length;

    if (target[0] == '/') {
        return true;
    }
    for (; *link; link++) {
        depth += *link == '/';
    }
    for (const char *part; path_part(&target, &part, &length);) {
        if (path_part_is(part, length, "..")) {
            if (depth-- == 0) {
                return true;
            }
        } else if (length > 0 && !path_part_is(part, length, ".")) {
            depth++;
        }
    }
    return false;
}

char *path_escape(const char *raw, size_t most)
{
    // a byte that is not UTF-8 becomes four, which is the worst
    char *escaped = malloc(4 * most + sizeof("..."));
    char *text = escaped;

    if (!escaped) {
        return NULL;
    }
    for (size_t length, left = most; *raw; raw += length, left -= length) {
        struct visible character;
        length = take(raw, &character);
        if (length > left) {
            text = mempcpy(text, "...", 3);
            break;
        }
        text = mempcpy(text, character.shown, strlen(character.shown));
    }
    *text = '\0';
    return escaped;
}
