// sheet.h - a CSV file as it is: where each cell lies, and nothing changed.
//
// The separator is the header's: a comma, a semicolon or a tab. A row ends with
// LF, CRLF or CR outside quotes. See RFC 4180, which few programs obey.
// SPDX-License-Identifier: MIT
#pragma once
#include "text.h"

struct cell {
    struct text raw; // with its quotes
    bool quoted;
};

struct row {
    size_t first; // of the sheet's cells
    size_t count;
};

struct sheet {
    struct text bytes;
    char separator;
    struct cell *cells;
    struct row *rows;
    size_t cell_count, row_count;
};

// Looks at BYTES, which must live as long as the sheet. Returns 0 or -1, see
// fail.h; sheet_free() is right after either.
int sheet_read(struct text bytes, struct sheet *sheet);
void sheet_free(struct sheet *sheet);

// The cell in COLUMN of ROW, NULL where the row ends before it.
const struct cell *sheet_cell(const struct sheet *sheet, size_t row,
                              size_t column);

// What a cell says, without quotes and blanks around it, at most SIZE - 1 bytes
// in VALUE. Returns VALUE.
const char *cell_value(const struct cell *cell, char *value, size_t size);
