// region_code.c - has somebody written code in a region? See region_text.h.
// SPDX-License-Identifier: MIT
#include "region_text.h"

#include <string.h>

enum state { CODE, QUOTED, LINE_COMMENT, BLOCK_COMMENT };

// Where the scan of a C body stands. Quotes matter because "/*" in a string
// opens no comment.
struct scan {
    enum state state;
    char quote;
    bool line_has_code;
    size_t count;
};

static void end_line(struct scan *scan)
{
    scan->count += scan->line_has_code;
    scan->line_has_code = false;
    if (scan->state != BLOCK_COMMENT) {
        scan->state = CODE;
    }
}

// Takes one token of code at TEXT and returns its length, at least 1.
static size_t scan_code(struct scan *scan, const char *text, size_t size)
{
    if (size > 1 && text[0] == '/' && (text[1] == '/' || text[1] == '*')) {
        scan->state = text[1] == '/' ? LINE_COMMENT : BLOCK_COMMENT;
        return 2;
    }
    if (text[0] == '"' || text[0] == '\'') {
        scan->state = QUOTED;
        scan->quote = text[0];
    }
    if (!strchr(" \t\r", text[0])) {
        scan->line_has_code = true;
    }
    return 1;
}

static size_t scan_quoted(struct scan *scan, const char *text, size_t size)
{
    scan->line_has_code = true;
    if (text[0] == '\\' && size > 1 && text[1] != '\n') {
        return 2;
    }
    if (text[0] == scan->quote) {
        scan->state = CODE;
    }
    return 1;
}

static size_t scan_block_comment(struct scan *scan, const char *text,
                                 size_t size)
{
    if (size > 1 && text[0] == '*' && text[1] == '/') {
        scan->state = CODE;
        return 2;
    }
    return 1;
}

static size_t count_c(const char *text, size_t size)
{
    struct scan scan = {.state = CODE};
    for (size_t i = 0; i < size;) {
        if (text[i] == '\n') {
            end_line(&scan);
            i++;
        } else if (scan.state == CODE) {
            i += scan_code(&scan, text + i, size - i);
        } else if (scan.state == QUOTED) {
            i += scan_quoted(&scan, text + i, size - i);
        } else if (scan.state == BLOCK_COMMENT) {
            i += scan_block_comment(&scan, text + i, size - i);
        } else {
            i++;
        }
    }
    return scan.count;
}

static size_t count_shell(const char *text, size_t size)
{
    size_t count = 0;
    bool at_start = true;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\n') {
            at_start = true;
        } else if (at_start && !strchr(" \t\r", text[i])) {
            count += text[i] != '#';
            at_start = false;
        }
    }
    return count;
}

size_t region_code_lines(const struct region_file *file,
                         const struct region *region)
{
    size_t start = file->starts[region->begin];
    const char *text = file->data + start;
    size_t size = file->starts[region->end - 1] - start;
    return region->shell ? count_shell(text, size) : count_c(text, size);
}

// A line without its white space at the end.
static const char *trimmed_line(const struct region_file *file, size_t line,
                                size_t *length)
{
    const char *text = region_file_line(file, line, length);
    while (*length > 0 && strchr(" \t\r\n", text[*length - 1])) {
        (*length)--;
    }
    return text;
}

bool region_same_body(const struct region_file *a, const struct region *in_a,
                      const struct region_file *b, const struct region *in_b)
{
    if (in_a->end - in_a->begin != in_b->end - in_b->begin) {
        return false;
    }
    for (size_t i = 1; i < in_a->end - in_a->begin; i++) {
        size_t a_length, b_length;
        const char *a_text = trimmed_line(a, in_a->begin + i, &a_length);
        const char *b_text = trimmed_line(b, in_b->begin + i, &b_length);
        if (a_length != b_length || memcmp(a_text, b_text, a_length) != 0) {
            return false;
        }
    }
    return true;
}
