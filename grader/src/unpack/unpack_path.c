// unpack_path.c - see unpack_path.h; mbrtowc(3), iswprint(3).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "unpack_path.h"

#include <stdlib.h>
#include <wchar.h>
#include <wctype.h>

// Bytes of the printable character that text begins with, or 0. A backslash
// is none: other systems take it for a slash, and path_escape needs it.
static size_t printable(const char *text)
{
    mbstate_t state = {0};
    wchar_t character;
    size_t most = strnlen(text, MB_CUR_MAX);
    size_t length = mbrtowc(&character, text, most, &state);
    if (length == 0 || length > most || *text == '\\') {
        return 0;
    }
    return iswprint((wint_t)character) ? length : 0;
}

static bool is_printable(const char *text)
{
    for (size_t length; *text; text += length) {
        length = printable(text);
        if (length == 0) {
            return false;
        }
    }
    return true;
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

// Writes "\xNN" and returns where it ends.
static char *put_byte(char *text, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";
    *text++ = '\\';
    *text++ = 'x';
    *text++ = digits[byte >> 4];
    *text++ = digits[byte & 15];
    return text;
}

char *path_escape(const char *raw, size_t most)
{
    char *escaped = malloc(4 * most + sizeof "...");
    char *text = escaped;

    if (!escaped) {
        return NULL;
    }
    for (size_t length, left = most; *raw; raw += length, left -= length) {
        bool plain = (length = printable(raw)) > 0;
        length += !plain;
        if (length > left) {
            text = mempcpy(text, "...", 3);
            break;
        }
        text = plain ? mempcpy(text, raw, length)
                     : put_byte(text, (unsigned char)*raw);
    }
    *text = '\0';
    return escaped;
}
