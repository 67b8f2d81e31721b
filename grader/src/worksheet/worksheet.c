// worksheet.c - fills in Moodle's grading worksheet.
//
//     worksheet WORKSHEET.csv GRADES.tsv >FILLED.csv
//
// Only the cells Grade and Feedback comments of the rows that get a grade
// change; every other byte stays: byte order mark, separator, quotes, line
// ends. The rows that stay empty, and those that Moodle would skip, are named
// on standard error. Moodle reads such a file under "Upload grading worksheet".
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "cleanup.h"
#include "fail.h"
#include "grades.h"
#include "sheet.h"
#include "slurp.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { DONE = 0, WRONG_USAGE = 2 };

#define SHEET_BYTES (16 * 1024 * 1024)
#define VALUE_BYTES 256

enum column {
    IDENTIFIER,
    NUMBER,
    GRADE,
    MAXIMUM,
    CHANGEABLE,
    FEEDBACK,
    COLUMNS
};

struct columns {
    size_t at[COLUMNS]; // SIZE_MAX: the worksheet has no such column
    bool decimal_comma;
};

static const struct {
    const char *title;
    bool needed;
} titles[COLUMNS] = {
    [IDENTIFIER] = {"Identifier", true},
    [NUMBER] = {"ID number", false},
    [GRADE] = {"Grade", true},
    [MAXIMUM] = {"Maximum grade", false},
    [CHANGEABLE] = {"Grade can be changed", false},
    [FEEDBACK] = {"Feedback comments", true},
};

static const char *value_at(const struct sheet *sheet, size_t row,
                            size_t column, char value[VALUE_BYTES])
{
    return cell_value(sheet_cell(sheet, row, column), value, VALUE_BYTES);
}

static int find_columns(const struct sheet *sheet, struct columns *columns)
{
    char value[VALUE_BYTES];
    size_t count = sheet->row_count ? sheet->rows[0].count : 0;
    for (enum column c = 0; c < COLUMNS; c++) {
        columns->at[c] = SIZE_MAX;
        for (size_t i = 0; i < count; i++) {
            if (strcmp(value_at(sheet, 0, i, value), titles[c].title) == 0) {
                columns->at[c] = i;
            }
        }
        if (columns->at[c] == SIZE_MAX && titles[c].needed) {
            return fail("the worksheet has no column '%s'", titles[c].title);
        }
    }
    columns->decimal_comma = false;
    for (size_t row = 1; row < sheet->row_count; row++) {
        columns->decimal_comma |=
            strchr(value_at(sheet, row, columns->at[MAXIMUM], value), ',') ||
            strchr(value_at(sheet, row, columns->at[GRADE], value), ',');
    }
    return 0;
}

// The digits of "Participant 12345".
static const char *participant(char *value)
{
    char *to = value;
    for (const char *from = value; *from; from++) {
        if (*from >= '0' && *from <= '9') {
            *to++ = *from;
        }
    }
    *to = '\0';
    return value;
}

static double maximum(const struct sheet *sheet, size_t row,
                      const struct columns *columns)
{
    char value[VALUE_BYTES];
    value_at(sheet, row, columns->at[MAXIMUM], value);
    char *comma = strchr(value, ',');
    if (comma) {
        *comma = '.';
    }
    return strtod(value, NULL);
}

// Why a row gets no grade, NULL when it gets *GRADE.
static const char *reason_to_skip(const struct sheet *sheet, size_t row,
                                  const struct columns *columns,
                                  const struct grades *grades,
                                  const struct grade **grade)
{
    char id[VALUE_BYTES];
    char roll[VALUE_BYTES];
    value_at(sheet, row, columns->at[IDENTIFIER], id);
    value_at(sheet, row, columns->at[NUMBER], roll);
    if (!sheet_cell(sheet, row, columns->at[GRADE]) ||
        !sheet_cell(sheet, row, columns->at[FEEDBACK])) {
        return "has fewer cells than the header";
    }
    if (!*participant(id)) {
        return "has no participant number, so Moodle would skip it";
    }
    *grade = grades_find(grades, id, roll);
    if (!*grade) {
        return "has no graded submission";
    }
    char value[VALUE_BYTES];
    if (strcmp(value_at(sheet, row, columns->at[CHANGEABLE], value), "No") ==
        0) {
        return "is locked, so Moodle would skip it";
    }
    double most = maximum(sheet, row, columns);
    return most > 0 && (*grade)->points > most
               ? "has a grade above the maximum, so Moodle would skip it"
               : NULL;
}

// 10, 7.5 or 7,5
static void format_points(double points, bool comma, char *text, size_t size)
{
    snprintf(text, size, "%.2f", points);
    char *end = text + strlen(text);
    while (end[-1] == '0') {
        *--end = '\0';
    }
    if (end[-1] == '.') {
        end[-1] = '\0';
    }
    char *dot = strchr(text, '.');
    if (dot && comma) {
        *dot = ',';
    }
}

// Writes VALUE as a cell, quoted where the former one was or it has to be.
static void print_cell(const char *value, const struct cell *former,
                       char separator)
{
    bool quoted =
        former->quoted || strchr(value, separator) || strpbrk(value, "\"\r\n");
    if (!quoted) {
        fputs(value, stdout);
        return;
    }
    putchar('"');
    for (; *value; value++) {
        if (*value == '"') {
            putchar('"');
        }
        putchar(*value);
    }
    putchar('"');
}

static void print_row(const struct sheet *sheet, size_t row,
                      const struct columns *columns, const struct grade *grade,
                      const char **written)
{
    char text[64];
    format_points(grade->points, columns->decimal_comma, text, sizeof(text));
    for (size_t i = 0; i < sheet->rows[row].count; i++) {
        const struct cell *cell = sheet_cell(sheet, row, i);
        bool is_grade = i == columns->at[GRADE];
        if (is_grade || i == columns->at[FEEDBACK]) {
            fwrite(*written, 1, (size_t)(cell->raw.start - *written), stdout);
            print_cell(is_grade ? text : grade->feedback, cell,
                       sheet->separator);
            *written = cell->raw.start + cell->raw.length;
        }
    }
}

static int fill(const struct sheet *sheet, const struct grades *grades)
{
    struct columns columns = {0};
    const char *written = sheet->bytes.start;
    size_t filled = 0;
    if (find_columns(sheet, &columns) == -1) {
        return -1;
    }
    for (size_t row = 1; row < sheet->row_count; row++) {
        const struct grade *grade = NULL;
        const char *reason =
            reason_to_skip(sheet, row, &columns, grades, &grade);
        if (!reason) {
            print_row(sheet, row, &columns, grade, &written);
            filled++;
        } else if (sheet->rows[row].count > 1) {
            char value[VALUE_BYTES];
            fprintf(stderr, "row %zu, '%s', %s\n", row + 1,
                    value_at(sheet, row, columns.at[IDENTIFIER], value),
                    reason);
        }
    }
    const char *end = sheet->bytes.start + sheet->bytes.length;
    fwrite(written, 1, (size_t)(end - written), stdout);
    fprintf(stderr, "%zu of %zu grades filled in\n", filled, grades->count);
    return fail_unwritten();
}

int main(int argc, char **argv)
{
    static const char usage[] = "usage: worksheet WORKSHEET.csv GRADES.tsv\n";
    CLEANUP(free_text) char *bytes = NULL;
    size_t length;
    bool more;
    struct grades grades = {0};
    struct sheet sheet = {0};
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        fputs(usage, stdout);
        return DONE;
    }
    if (argc != 3) {
        fputs(usage, stderr);
        return WRONG_USAGE;
    }
    int status = WRONG_USAGE;
    if (slurp(argv[1], SHEET_BYTES, &bytes, &length, &more) == 0 &&
        (!more || fail("'%s' is too large", argv[1]) == 0) &&
        grades_read(argv[2], &grades) == 0) {
        if (sheet_read((struct text){bytes, length}, &sheet) == 0) {
            status = fill(&sheet, &grades) == 0 ? DONE : WRONG_USAGE;
        }
        sheet_free(&sheet);
    }
    grades_free(&grades);
    return status;
}
