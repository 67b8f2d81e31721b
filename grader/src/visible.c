// visible.c - text from a student, made safe to look at, see visible.h;
// console_codes(4).
// SPDX-License-Identifier: MIT
#include "visible.h"

#include "utf8.h"

// Characters that show nothing, or change the order of what is shown.
static bool is_invisible(unsigned code)
{
    return code == 0xad || code == 0x61c || code == 0xfeff ||
           (code >= 0x200b && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) ||
           (code >= 0x2060 && code <= 0x206f);
}

size_t visible_take(struct text text, struct visible *character)
{
    unsigned code = 0;
    size_t length = utf8_length(text, &code);
    size_t size = sizeof character->shown;
    if (length == 0 || code < 0x20 || (code >= 0x7f && code < 0xa0)) {
        unsigned value = length ? code : (unsigned char)text.start[0];
        snprintf(character->shown, size, "\\x%02x", value & 0xffu);
        character->columns = 4;
        return length ? length : 1;
    }
    if (is_invisible(code)) {
        snprintf(character->shown, size, "\\u%04x", code & 0xffffu);
        character->columns = 6;
        return length;
    }
    memcpy(character->shown, text.start, length);
    character->shown[length] = '\0';
    character->columns = 1;
    return length;
}

size_t visible_columns(struct text text)
{
    size_t columns = 0;
    struct visible character;
    while (text.length > 0) {
        text = text_from(text, visible_take(text, &character));
        columns += character.columns;
    }
    return columns;
}

size_t visible_print(FILE *to, struct text text, size_t limit)
{
    size_t columns = 0;
    struct visible character;
    // all of it when it fits, else one column less, for the '…'
    size_t room = visible_columns(text) <= limit ? limit : limit - 1;
    while (text.length > 0) {
        size_t length = visible_take(text, &character);
        if (columns + character.columns > room) {
            fputs("…", to);
            return columns + 1;
        }
        fputs(character.shown, to);
        columns += character.columns;
        text = text_from(text, length);
    }
    return columns;
}
