// transcript_line.c - reads one line of a .t file, see transcript_line.h.
// SPDX-License-Identifier: MIT
#include "transcript_line.h"

#define LONGEST_NAME 32

static bool is_name(struct text name)
{
    if (name.length == 0 || name.length > LONGEST_NAME || name.start[0] < 'a' ||
        name.start[0] > 'z') {
        return false;
    }
    for (size_t i = 0; i < name.length; i++) {
        char c = name.start[i];
        if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' &&
            c != '_') {
            return false;
        }
    }
    return true;
}

// The piece before the one that is added next, in the same line, or NULL.
static const struct piece *piece_before(const struct pattern *pattern)
{
    const struct line *line = &pattern->lines[pattern->line_count - 1];
    return line->count ? &pattern->pieces[pattern->piece_count - 1] : NULL;
}

static int add_piece(struct reader *reader, struct piece piece)
{
    struct pattern *pattern = reader->pattern;
    const struct piece *before = piece_before(pattern);
    if (before && before->kind != PIECE_LITERAL) {
        const struct hole_definition *hole = &pattern->holes[before->hole];
        if (piece.kind != PIECE_LITERAL) {
            return reader_fail(reader, "two holes without text between");
        }
        // a hole gives nothing back, so this would never match
        if (hole_swallows(hole->type, piece.text.start[0])) {
            return reader_fail(reader,
                               "'{%.*s}' takes the text behind it as well",
                               (int)hole->name.length, hole->name.start);
        }
    }
    if (pattern->piece_count == PATTERN_PIECES) {
        return reader_fail(reader, "more than %d texts and holes",
                           PATTERN_PIECES);
    }
    pattern->pieces[pattern->piece_count++] = piece;
    struct line *line = &pattern->lines[pattern->line_count - 1];
    line->count++;
    line->holes |= piece.kind != PIECE_LITERAL;
    return 0;
}

// {NAME:TYPE}
static int add_hole(struct reader *reader, struct text name, struct text type)
{
    struct pattern *pattern = reader->pattern;
    struct hole_definition hole = {.name = name,
                                   .line = pattern->line_count - 1,
                                   .item = pattern->item_count - 1};
    if (!hole_find(type, &hole.type)) {
        return reader_fail(reader, "unknown type '%.*s'", (int)type.length,
                           type.start);
    }
    if (pattern_hole(pattern, name)) {
        return reader_fail(reader, "'{%.*s}' has a type already",
                           (int)name.length, name.start);
    }
    if (pattern->hole_count == PATTERN_HOLES) {
        return reader_fail(reader, "more than %d holes", PATTERN_HOLES);
    }
    pattern->holes[pattern->hole_count++] = hole;
    return add_piece(reader, (struct piece){.kind = PIECE_HOLE,
                                            .hole = pattern->hole_count - 1});
}

// {NAME}, whose value must be known wherever this line is compared
static int add_same(struct reader *reader, struct text name)
{
    struct pattern *pattern = reader->pattern;
    const struct hole_definition *hole = pattern_hole(pattern, name);
    if (!hole) {
        return reader_fail(reader, "'{%.*s}' has no type yet", (int)name.length,
                           name.start);
    }
    enum item_kind kind = pattern->items[hole->item].kind;
    bool same_item = hole->item == pattern->item_count - 1;
    bool same_line = hole->line == pattern->line_count - 1;
    if ((kind == ITEM_OPTIONAL && !same_item) ||
        (kind == ITEM_ANY_ORDER && same_item && !same_line)) {
        return reader_fail(reader, "'{%.*s}' may have no value here",
                           (int)name.length, name.start);
    }
    return add_piece(reader,
                     (struct piece){.kind = PIECE_SAME,
                                    .hole = (size_t)(hole - pattern->holes)});
}

// The hole at the beginning of ROW, which begins with '{'.
static int read_hole(struct reader *reader, struct text row, size_t *taken)
{
    const char *close = memchr(row.start, '}', row.length);
    if (!close) {
        return reader_fail(reader, "'{' without '}' (write '{{' for a brace)");
    }
    struct text inside = {row.start + 1, (size_t)(close - row.start) - 1};
    const char *colon = memchr(inside.start, ':', inside.length);
    struct text name = inside;
    if (colon) {
        name.length = (size_t)(colon - inside.start);
    }
    if (!is_name(name)) {
        return reader_fail(reader, "'%.*s' is no name for a hole",
                           (int)name.length, name.start);
    }
    *taken = inside.length + 2;
    return colon ? add_hole(reader, name, text_from(inside, name.length + 1))
                 : add_same(reader, name);
}

static int read_literal(struct reader *reader, struct text row, size_t *taken)
{
    const char *brace = memchr(row.start, '{', row.length);
    struct text text = row;
    *taken = row.length;
    if (brace) {
        text.length = (size_t)(brace - row.start);
        *taken = text.length;
        if (text.length + 1 < row.length && brace[1] == '{') {
            // the first brace of two belongs to this text
            text.length += 1;
            *taken += 2;
        }
    }
    return add_piece(reader, (struct piece){PIECE_LITERAL, text, 0});
}

int reader_line(struct reader *reader, struct text row)
{
    struct pattern *pattern = reader->pattern;
    if (!reader->block && reader_item(reader, ITEM_LINE) == -1) {
        return -1;
    }
    if (pattern->line_count == PATTERN_LINES) {
        return reader_fail(reader, "more than %d lines", PATTERN_LINES);
    }
    pattern->items[pattern->item_count - 1].count++;
    pattern->lines[pattern->line_count++] =
        (struct line){.first = pattern->piece_count};
    while (row.length > 0) {
        size_t taken = 0;
        bool hole =
            row.start[0] == '{' && (row.length == 1 || row.start[1] != '{');
        if ((hole ? read_hole(reader, row, &taken)
                  : read_literal(reader, row, &taken)) == -1) {
            return -1;
        }
        row = text_from(row, taken);
    }
    return 0;
}
