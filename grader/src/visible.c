// visible.c - text from a student, made safe to look at, see visible.h;
// console_codes(4), UAX #44 for what Unicode says of its characters.
// SPDX-License-Identifier: MIT
#include "visible.h"

#include <stdlib.h>
#include <unictype.h>
#include <unistr.h>
#include <uniwidth.h>

// A character may bring marks that take no column. More bytes than this a
// column are no writing, and whoever set a limit meant it.
#define BYTES_A_COLUMN 32

static bool is_ascii(char c)
{
    return c >= ' ' && c <= '~';
}

// Whether the character does something, or is not to be seen. Selectors stay:
// they choose between two forms of the character before them.
static bool is_unsafe(ucs4_t code)
{
    const uint32_t categories = UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf |
                                UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp;
    return uc_is_general_category_withtable(code, categories) ||
           (uc_is_property_default_ignorable_code_point(code) &&
            !uc_is_property_variation_selector(code));
}

static void show_number(struct visible *character, char kind, int digits,
                        unsigned number)
{
    int length = snprintf(character->shown, sizeof(character->shown),
                          "\\%c%0*x", kind, digits, number);
    character->columns = (size_t)length;
}

size_t visible_take(struct text text, struct visible *character)
{
    ucs4_t code = 0;
    if (is_ascii(text.start[0])) {
        *character = (struct visible){{text.start[0]}, 1};
        return 1;
    }
    int length = u8_mbtoucr(&code, (const uint8_t *)text.start, text.length);
    if (length <= 0) {
        show_number(character, 'x', 2, (unsigned char)text.start[0]);
        return 1;
    }
    if (is_unsafe(code)) {
        if (code < 0x100) {
            show_number(character, 'x', 2, code);
        } else if (code < 0x10000) {
            show_number(character, 'u', 4, code);
        } else {
            show_number(character, 'U', 8, code);
        }
        return (size_t)length;
    }
    int columns = uc_width(code, "UTF-8");
    memcpy(character->shown, text.start, (size_t)length);
    character->shown[length] = '\0';
    character->columns = columns < 0 ? 1 : (size_t)columns;
    return (size_t)length;
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
    size_t bytes = 0;
    struct visible character;
    // all of it when it fits, else one column less, for the '…'
    bool fits =
        visible_columns(text) <= limit && text.length / BYTES_A_COLUMN <= limit;
    size_t room = fits ? limit : limit - 1;
    while (text.length > 0) {
        size_t length = visible_take(text, &character);
        bytes += length;
        if (columns + character.columns > room ||
            bytes / BYTES_A_COLUMN > room) {
            fputs("…", to);
            return columns + 1;
        }
        fputs(character.shown, to);
        columns += character.columns;
        text = text_from(text, length);
    }
    return columns;
}

char *visible_copy(struct text *text, size_t most)
{
    // a byte that is not UTF-8 becomes four, which is the worst
    size_t room = text->length < most / 4 ? 4 * text->length : most;
    char *copy = malloc(room + sizeof(struct visible));
    size_t used = 0;
    while (copy && text->length > 0) {
        struct visible character = {{text->start[0]}, 1};
        size_t length = 1;
        if (text->start[0] != '\n' && text->start[0] != '\t') {
            length = visible_take(*text, &character);
        }
        size_t size = strlen(character.shown);
        if (used + size > most) {
            break;
        }
        memcpy(copy + used, character.shown, size);
        used += size;
        *text = text_from(*text, length);
    }
    if (copy) {
        copy[used] = '\0';
    }
    return copy;
}

bool visible_is_plain(struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.start[i];
        if (!is_ascii(c) && c != '\n' && c != '\t') {
            return false;
        }
    }
    return true;
}
