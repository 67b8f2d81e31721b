// utf8.c - the characters of a text, see utf8.h; utf-8(7).
// SPDX-License-Identifier: MIT
#include "utf8.h"

#include "fail.h"

#include <stdlib.h>

// Sequences that are longer than they need be, surrogates and numbers after
// U+10FFFF are no characters (RFC 3629).
size_t utf8_length(struct text text, unsigned *code)
{
    static const unsigned smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *byte = (const unsigned char *)text.start;
    if (text.length == 0) {
        return 0;
    }
    size_t length = byte[0] < 0x80             ? 1
                    : (byte[0] & 0xe0) == 0xc0 ? 2
                    : (byte[0] & 0xf0) == 0xe0 ? 3
                    : (byte[0] & 0xf8) == 0xf0 ? 4
                                               : 0;
    if (length == 0 || length > text.length) {
        return 0;
    }
    *code = length == 1 ? byte[0] : byte[0] & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((byte[i] & 0xc0) != 0x80) {
            return 0;
        }
        *code = *code << 6 | (byte[i] & 0x3fu);
    }
    bool surrogate = *code >= 0xd800 && *code <= 0xdfff;
    return *code < smallest[length] || surrogate || *code > 0x10ffff ? 0
                                                                     : length;
}

int utf8_repair(char **bytes, size_t *length)
{
    static const char replacement[] = "\xef\xbf\xbd";
    struct text left = {*bytes, *length};
    char *good = malloc(*length * (sizeof replacement - 1) + 1);
    size_t size = 0;
    if (!good) {
        return fail_errno("cannot replace wrong bytes");
    }
    while (left.length > 0) {
        unsigned code;
        size_t valid = utf8_length(left, &code);
        size_t count = valid ? valid : sizeof replacement - 1;
        memcpy(good + size, valid ? left.start : replacement, count);
        size += count;
        left = text_from(left, valid ? valid : 1);
    }
    free(*bytes);
    *bytes = good;
    *length = size;
    return 0;
}
