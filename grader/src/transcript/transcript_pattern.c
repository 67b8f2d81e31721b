// transcript_pattern.c - reads an expected output, see transcript_pattern.h.
//
// A pattern that could never match, or only by luck, is refused here: a hole
// that would swallow the text behind it, a value used where it may not be set.
// SPDX-License-Identifier: MIT
#include "transcript_pattern.h"

#include "cleanup.h"
#include "fail.h"
#include "slurp.h"
#include "transcript_line.h"

static int begin_block(struct reader *reader, enum item_kind kind)
{
    struct pattern *pattern = reader->pattern;
    if (reader->block) {
        return reader_fail(reader, "a block inside a block");
    }
    if (reader_item(reader, kind) == -1) {
        return -1;
    }
    reader->block = &pattern->items[pattern->item_count - 1];
    return 0;
}

static int end_block(struct reader *reader)
{
    if (!reader->block) {
        return reader_fail(reader, "'@end' without a block");
    }
    if (reader->block->count == 0) {
        return reader_fail(reader, "a block without lines");
    }
    reader->block = NULL;
    return 0;
}

static int allow_more(struct reader *reader)
{
    if (!reader->block || reader->block->kind != ITEM_ANY_ORDER) {
        return reader_fail(reader, "'@more' outside of '@any-order'");
    }
    reader->block->more = true;
    return 0;
}

static int add_skip(struct reader *reader)
{
    if (reader->block) {
        return reader_fail(reader, "'@skip' inside a block");
    }
    return reader_item(reader, ITEM_SKIP);
}

static int read_instruction(struct reader *reader, struct text row)
{
    if (row.length > 1 && row.start[1] == '#') {
        return 0;
    }
    if (text_is(row, "@any-order")) {
        return begin_block(reader, ITEM_ANY_ORDER);
    }
    if (text_is(row, "@optional")) {
        return begin_block(reader, ITEM_OPTIONAL);
    }
    if (text_is(row, "@more")) {
        return allow_more(reader);
    }
    if (text_is(row, "@end")) {
        return end_block(reader);
    }
    if (text_is(row, "@skip")) {
        return add_skip(reader);
    }
    return reader_fail(reader, "unknown instruction '%.*s'", (int)row.length,
                       row.start);
}

static int read_row(struct reader *reader, struct text row)
{
    if (row.length > 0 && row.start[row.length - 1] == '\r') {
        row.length--;
    }
    row = text_trim_end(row);
    if (row.length > 0 && row.start[0] == '@') {
        if (row.length == 1 || row.start[1] != '@') {
            return read_instruction(reader, row);
        }
        row = text_from(row, 1);
    }
    return reader_line(reader, row);
}

int pattern_parse(const char *path, const char *bytes, size_t length,
                  struct pattern **pattern)
{
    *pattern = calloc(1, sizeof(**pattern));
    if (!*pattern || !((*pattern)->bytes = malloc(length + 1))) {
        return fail_errno("cannot read '%s'", path);
    }
    memcpy((*pattern)->bytes, bytes, length);
    struct reader reader = {.pattern = *pattern, .path = path};
    struct text left = {(*pattern)->bytes, length};
    while (left.length > 0) {
        const char *newline = memchr(left.start, '\n', left.length);
        size_t row = newline ? (size_t)(newline - left.start) : left.length;
        reader.row++;
        if (read_row(&reader, (struct text){left.start, row}) == -1) {
            return -1;
        }
        left = text_from(left, row + (newline != NULL));
    }
    if (reader.block) {
        return reader_fail(&reader, "a block without '@end'");
    }
    return 0;
}

int pattern_read(const char *path, struct pattern **pattern)
{
    CLEANUP(free_text) char *bytes = NULL;
    size_t length;
    bool more;
    *pattern = NULL;
    if (slurp(path, PATTERN_BYTES, &bytes, &length, &more) == -1) {
        return -1;
    }
    if (more) {
        return fail("'%s' is larger than %d KiB", path, PATTERN_BYTES / 1024);
    }
    return pattern_parse(path, bytes, length, pattern);
}

void pattern_free(struct pattern *pattern)
{
    if (pattern) {
        free(pattern->bytes);
        free(pattern);
    }
}

const struct hole_definition *pattern_hole(const struct pattern *pattern,
                                           struct text name)
{
    for (size_t i = 0; i < pattern->hole_count; i++) {
        if (text_equal(pattern->holes[i].name, name)) {
            return &pattern->holes[i];
        }
    }
    return NULL;
}
