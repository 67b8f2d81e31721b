// report_page.h - plain text for a terminal: wrapped, indented, maybe coloured.
// SPDX-License-Identifier: MIT
#pragma once
#include "text.h"

#include <stdio.h>

#define PAGE_COLUMNS 80

enum style {
    STYLE_PLAIN,
    STYLE_BOLD,
    STYLE_DIM,
    STYLE_GREEN,
    STYLE_RED,
    STYLE_YELLOW,
    STYLE_MAGENTA
};

struct page {
    FILE *to;
    bool color;
};

// Prints WORD in a style.
void page_word(const struct page *page, enum style style, const char *word);

// Prints TEXT in a style, in at most COLUMNS columns of one line, and fills
// them up.
void page_cell(const struct page *page, enum style style, struct text text,
               size_t columns);

// Prints TEXT as one paragraph, beginning at COLUMN where the page stands, its
// further lines indented by INDENT, and ends the line.
void page_paragraph(const struct page *page, struct text text, size_t column,
                    size_t indent);

// Prints TEXT line by line as it is, indented, at most LIMIT lines of it.
void page_lines(const struct page *page, struct text text, size_t indent,
                size_t limit);
