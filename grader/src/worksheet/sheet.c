// sheet.c - finds the cells of a CSV file, see sheet.h.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "sheet.h"

#include "fail.h"

#include <stdlib.h>

#define MOST_CELLS 1000000

static const char byte_order_mark[] = "\xef\xbb\xbf";

// The separator that the first line has most of, outside quotes.
static char find_separator(struct text bytes)
{
    static const char candidates[] = ",;\t";
    size_t counts[sizeof(candidates)] = {0};
    bool quoted = false;
    for (size_t i = 0; i < bytes.length; i++) {
        char c = bytes.start[i];
        quoted ^= c == '"';
        const char *found = c ? strchr(candidates, c) : NULL;
        if (!quoted && (c == '\n' || c == '\r')) {
            break;
        }
        counts[found ? found - candidates : 3] += found && !quoted;
    }
    size_t best = counts[1] > counts[0];
    return candidates[counts[2] > counts[best] ? 2 : best];
}

// The length of the cell that TEXT begins with.
static size_t cell_length(struct text text, char separator, bool *quoted)
{
    size_t i = 0;
    *quoted = text.length > 0 && text.start[0] == '"';
    bool inside = *quoted;
    for (i = inside; i < text.length; i++) {
        char c = text.start[i];
        if (c == '"' && *quoted) {
            inside = !inside;
        } else if (!inside && (c == separator || c == '\n' || c == '\r')) {
            break;
        }
    }
    return i;
}

// The length of the line end that TEXT begins with, 0 when there is none.
static size_t line_end(struct text text)
{
    if (text.length == 0 || !strchr("\r\n", text.start[0]) ||
        text.start[0] == '\0') {
        return 0;
    }
    return text.length > 1 && memcmp(text.start, "\r\n", 2) == 0 ? 2 : 1;
}

static void *grow(void *array, size_t count, size_t size)
{
    // powers of two only
    if (count & (count - 1)) {
        return array;
    }
    void *larger = reallocarray(array, count ? 2 * count : 1, size);
    if (!larger) {
        fail_errno("cannot read the worksheet");
    }
    return larger;
}

static int add_row(struct sheet *sheet)
{
    struct row *rows = grow(sheet->rows, sheet->row_count, sizeof(*rows));
    if (!rows) {
        return -1;
    }
    sheet->rows = rows;
    rows[sheet->row_count++] = (struct row){sheet->cell_count, 0};
    return 0;
}

static int add_cell(struct sheet *sheet, struct text raw, bool quoted)
{
    struct cell *cells = grow(sheet->cells, sheet->cell_count, sizeof(*cells));
    if (!cells) {
        return -1;
    }
    sheet->cells = cells;
    if (sheet->cell_count == MOST_CELLS) {
        return fail("the worksheet has more than %d cells", MOST_CELLS);
    }
    cells[sheet->cell_count++] = (struct cell){raw, quoted};
    sheet->rows[sheet->row_count - 1].count++;
    return 0;
}

int sheet_read(struct text bytes, struct sheet *sheet)
{
    size_t mark = strlen(byte_order_mark);
    bool marked =
        bytes.length >= mark && memcmp(bytes.start, byte_order_mark, mark) == 0;
    struct text left = text_from(bytes, marked ? mark : 0);

    *sheet = (struct sheet){.bytes = bytes, .separator = find_separator(left)};
    while (left.length > 0) {
        if (add_row(sheet) == -1) {
            return -1;
        }
        size_t end = 0;
        bool more = true;
        while (more) {
            bool quoted;
            size_t length = cell_length(left, sheet->separator, &quoted);
            if (add_cell(sheet, (struct text){left.start, length}, quoted) <
                0) {
                return -1;
            }
            left = text_from(left, length);
            end = line_end(left);
            more = end == 0 && left.length > 0;
            left = text_from(left, more ? 1 : end);
        }
    }
    return 0;
}

void sheet_free(struct sheet *sheet)
{
    free(sheet->cells);
    free(sheet->rows);
}

const struct cell *sheet_cell(const struct sheet *sheet, size_t row,
                              size_t column)
{
    const struct row *found = &sheet->rows[row];
    return column < found->count ? &sheet->cells[found->first + column] : NULL;
}

const char *cell_value(const struct cell *cell, char *value, size_t size)
{
    size_t length = 0;
    struct text raw = cell ? cell->raw : (struct text){"", 0};
    for (size_t i = 0; i < raw.length && length + 1 < size; i++) {
        char c = raw.start[i];
        bool quote = cell->quoted && c == '"';
        if (quote && i > 0 && i + 1 < raw.length && raw.start[i + 1] == '"') {
            i++; // "" is a quote
        } else if (quote || (length == 0 && is_blank(c))) {
            continue;
        }
        value[length++] = c;
    }
    while (length > 0 && is_blank(value[length - 1])) {
        length--;
    }
    value[length] = '\0';
    return value;
}
