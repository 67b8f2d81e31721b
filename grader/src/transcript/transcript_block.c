// transcript_block.c - the rows of the block that explains a mismatch, see
// transcript_block.h.
// SPDX-License-Identifier: MIT
#include "transcript_block.h"

#include <stdarg.h>

void block_label(const struct block *block, const char *format, ...)
{
    char text[64];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    fprintf(block->to, "%-*s", block->left, text);
}

int block_expected(const struct block *block, size_t line, size_t piece,
                   struct range blanks, size_t mark)
{
    struct drawing drawing;
    if (block->match->pattern->lines[line].count == 0) {
        fputs("(an empty line)\n", block->to);
        return 0;
    }
    if (drawing_begin(&drawing) == -1) {
        return -1;
    }
    drawing_line(&drawing, block->match->pattern, line, piece, blanks, mark);
    drawing_print(&drawing, block->to);
    return 0;
}

int block_expected_plain(const struct block *block, size_t line)
{
    return block_expected(block, line, NO_MARK, (struct range){0, 0}, NO_MARK);
}

int block_seen(const struct block *block, struct text seen, struct range blanks,
               size_t mark)
{
    struct drawing drawing;
    if (seen.length == 0) {
        fputs("(an empty line)\n", block->to);
        return 0;
    }
    if (drawing_begin(&drawing) == -1) {
        return -1;
    }
    drawing_text(&drawing, seen, blanks, mark);
    return (int)drawing_print(&drawing, block->to);
}

void block_output_end(const struct block *block)
{
    size_t count = block->match->output->count;
    if (count == 0) {
        fputs("nothing, the output is empty", block->to);
    } else {
        fprintf(block->to, "the output ends after line %zu", count);
    }
}

int block_seen_plain(const struct block *block, struct text seen)
{
    return block_seen(block, seen, (struct range){0, 0}, NO_MARK);
}
