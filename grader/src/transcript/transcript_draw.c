// transcript_draw.c - draws one line for people, see transcript_draw.h;
// open_memstream(3).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "transcript_draw.h"

#include "fail.h"
#include "visible.h"

#include <stdlib.h>

#define WIDEST 100     // columns of a line that are printed
#define BEFORE_MARK 40 // of them at least before the mark

struct range blank_run(struct text text, size_t at)
{
    struct range run = {at, at};
    while (run.from > 0 && is_blank(text.start[run.from - 1])) {
        run.from--;
    }
    while (run.to < text.length && is_blank(text.start[run.to])) {
        run.to++;
    }
    return run;
}

int drawing_begin(struct drawing *drawing)
{
    *drawing = (struct drawing){0};
    drawing->to = open_memstream(&drawing->text, &drawing->size);
    return drawing->to ? 0 : fail_errno("cannot draw a line");
}

void drawing_text(struct drawing *drawing, struct text text,
                  struct range blanks, size_t mark)
{
    for (size_t i = 0; i < text.length;) {
        struct visible character;
        size_t length = visible_take(text_from(text, i), &character);
        const char *shown = character.shown;
        if (text.start[i] == '\t') {
            shown = "→";
            character.columns = 1;
        } else if (text.start[i] == ' ' && i >= blanks.from && i < blanks.to) {
            shown = "·";
        }
        // a difference may be inside a character of several bytes
        if (mark >= i && mark < i + length) {
            drawing->mark = drawing->columns;
        }
        fputs(shown, drawing->to);
        drawing->columns += character.columns;
        i += length;
    }
    if (mark == text.length) {
        drawing->mark = drawing->columns;
    }
}

void drawing_line(struct drawing *drawing, const struct pattern *pattern,
                  size_t line, size_t piece, struct range blanks, size_t mark)
{
    const struct line *drawn = &pattern->lines[line];
    for (size_t i = 0; i < drawn->count; i++) {
        const struct piece *part = &pattern->pieces[drawn->first + i];
        bool marked = i == piece;
        if (part->kind == PIECE_LITERAL) {
            drawing_text(drawing, part->text,
                         marked ? blanks : (struct range){0, 0},
                         marked ? mark : NO_MARK);
            continue;
        }
        const struct hole_definition *hole = &pattern->holes[part->hole];
        const char *type =
            part->kind == PIECE_HOLE ? hole_name(hole->type) : "";
        if (marked) {
            drawing->mark = drawing->columns;
        }
        // names and types are ASCII: a byte is a column
        int columns = fprintf(drawing->to, "{%.*s%s%s}", (int)hole->name.length,
                              hole->name.start, *type ? ":" : "", type);
        drawing->columns += (size_t)(columns > 0 ? columns : 0);
    }
    if (piece == drawn->count) {
        drawing->mark = drawing->columns;
    }
}

// Prints the columns FROM up to, not including, TO. What was drawn is safe.
static void print_columns(FILE *to, const char *text, size_t from, size_t end)
{
    struct text left = {text, strlen(text)};
    size_t column = 0;
    while (left.length > 0) {
        struct visible character;
        size_t length = visible_take(left, &character);
        if (column >= from && column < end) {
            fputs(character.shown, to);
        }
        column += character.columns;
        left = text_from(left, length);
    }
}

size_t drawing_print(struct drawing *drawing, FILE *to)
{
    size_t from = 0;
    size_t mark = drawing->mark;
    bool failed = fclose(drawing->to) != 0;
    if (failed) {
        fail_errno("cannot draw a line");
    } else if (drawing->columns <= WIDEST) {
        fputs(drawing->text, to);
    } else {
        from = mark > BEFORE_MARK ? mark - BEFORE_MARK : 0;
        fputs(from > 0 ? "…" : "", to);
        print_columns(to, drawing->text, from, from + WIDEST);
        fputs(from + WIDEST < drawing->columns ? "…" : "", to);
    }
    fputc('\n', to);
    free(drawing->text);
    return mark - from + (from > 0);
}
