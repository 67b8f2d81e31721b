// text.c - bytes from hostile places as JSON strings, see text.h; utf-8(7).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "text.h"

#include "cleanup.h"
#include <stdlib.h>
#include <string.h>

json_t *text_json(const char *bytes, size_t length)
{
    json_t *text = json_stringn(bytes, length);
    if (text) {
        return text;
    }
    CLEANUP(free_text) char *wide = malloc(2 * length + 1);
    if (!wide) {
        return NULL;
    }
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte < 0x80) {
            wide[used++] = (char)byte;
        } else {
            wide[used++] = (char)(0xc0 | byte >> 6);
            wide[used++] = (char)(0x80 | (byte & 0x3f));
        }
    }
    return json_stringn(wide, used);
}

json_t *text_list(const char *bytes, size_t length)
{
    json_t *list = json_array();
    while (list && length > 0) {
        size_t text = strnlen(bytes, length);
        json_array_append_new(list, text_json(bytes, text));
        size_t step = text < length ? text + 1 : text;
        bytes += step;
        length -= step;
    }
    return list;
}
