// report_page.c - plain text for a terminal, see report_page.h;
// console_codes(4).
// SPDX-License-Identifier: MIT
#include "report_page.h"

#include "visible.h"

#define LONGEST_PARAGRAPH 4000 // bytes
#define LONGEST_LINE 200       // columns of a line that is not wrapped
#define TAB_COLUMNS 8

static const char *style_code(const struct page *page, enum style style)
{
    static const char *const codes[] = {
        [STYLE_PLAIN] = "",           [STYLE_BOLD] = "\033[1m",
        [STYLE_DIM] = "\033[2m",      [STYLE_GREEN] = "\033[32m",
        [STYLE_RED] = "\033[31m",     [STYLE_YELLOW] = "\033[33m",
        [STYLE_MAGENTA] = "\033[35m",
    };
    return page->color ? codes[style] : "";
}

void page_cell(const struct page *page, enum style style, struct text text,
               size_t columns)
{
    const char *code = style_code(page, style);
    fputs(code, page->to);
    size_t printed = visible_print(page->to, text, columns);
    fputs(*code ? "\033[0m" : "", page->to);
    fprintf(page->to, "%*s", (int)(columns - printed), "");
}

void page_word(const struct page *page, enum style style, const char *word)
{
    struct text text = {word, strlen(word)};
    page_cell(page, style, text, text.length);
}

static bool is_space(char c)
{
    return c == '\n' || c == '\r' || is_blank(c);
}

// Cuts TEXT at COUNT bytes, or a few less: not inside a character.
static struct text cut(struct text text, size_t count)
{
    if (text.length > count) {
        while (count > 0 && ((unsigned char)text.start[count] & 0xc0) == 0x80) {
            count--;
        }
        text.length = count;
    }
    return text;
}

// The next word of TEXT, which is empty after the last, and removes it there.
static struct text next_word(struct text *text)
{
    size_t start = 0;
    while (start < text->length && is_space(text->start[start])) {
        start++;
    }
    size_t end = start;
    while (end < text->length && !is_space(text->start[end])) {
        end++;
    }
    struct text word = {text->start + start, end - start};
    *text = text_from(*text, end);
    return word;
}

void page_paragraph(const struct page *page, struct text text, size_t column,
                    size_t indent)
{
    struct text left = cut(text, LONGEST_PARAGRAPH);
    bool cut_off = left.length < text.length;
    bool first = true;
    for (struct text word; (word = next_word(&left)).length > 0;
         first = false) {
        size_t columns = visible_columns(word);
        if (!first && column + 1 + columns > PAGE_COLUMNS) {
            fprintf(page->to, "\n%*s", (int)indent, "");
            column = indent;
        } else if (!first) {
            fputc(' ', page->to);
            column++;
        }
        column += visible_print(page->to, word, columns);
    }
    fputs(cut_off ? " …\n" : "\n", page->to);
}

// Prints one line, its tabs as the spaces that they stand for.
static void print_line(const struct page *page, struct text line, size_t indent)
{
    static const char spaces[TAB_COLUMNS + 1] = "        ";
    size_t column = 0;
    fprintf(page->to, "%*s", (int)indent, "");
    while (line.length > 0) {
        struct visible character;
        size_t length = visible_take(line, &character);
        const char *shown = character.shown;
        if (line.start[0] == '\t') {
            shown = spaces + column % TAB_COLUMNS;
            character.columns = strlen(shown);
        }
        if (column + character.columns > LONGEST_LINE) {
            fputs("…", page->to);
            break;
        }
        fputs(shown, page->to);
        column += character.columns;
        line = text_from(line, length);
    }
    fputc('\n', page->to);
}

void page_lines(const struct page *page, struct text text, size_t indent,
                size_t limit)
{
    size_t count = 0;
    while (text.length > 0) {
        const char *newline = memchr(text.start, '\n', text.length);
        size_t length = newline ? (size_t)(newline - text.start) : text.length;
        struct text line = {text.start, length};
        // a terminal's lines end in \r\n
        if (line.length > 0 && line.start[line.length - 1] == '\r') {
            line.length--;
        }
        if (count++ < limit) {
            print_line(page, text_trim_end(line), indent);
        }
        text = text_from(text, length + (newline != NULL));
    }
    if (count > limit) {
        fprintf(page->to, "%*s… %zu more line%s\n", (int)indent, "",
                count - limit, count - limit == 1 ? "" : "s");
    }
}
