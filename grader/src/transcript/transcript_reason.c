// transcript_reason.c - says in words what is wrong with a line, see
// transcript_reason.h.
// SPDX-License-Identifier: MIT
#include "transcript_reason.h"

#include "visible.h"

#define LONGEST_QUOTE 40 // columns of a quoted word

static const struct piece *missed_piece(const struct match *match)
{
    const struct mismatch *why = &match->mismatch;
    const struct line *line = &match->pattern->lines[why->line];
    return why->miss.piece < line->count
               ? &match->pattern->pieces[line->first + why->miss.piece]
               : NULL;
}

// Whether the two texts go on alike behind their white space, as far as the
// expected one can tell.
static bool alike_behind(struct text expected, size_t at, struct text seen,
                         size_t seen_at)
{
    return at == expected.length ||
           (seen_at < seen.length && expected.start[at] == seen.start[seen_at]);
}

struct difference reason_difference(const struct match *match, struct text seen)
{
    const struct miss *miss = &match->mismatch.miss;
    const struct piece *piece = missed_piece(match);
    struct difference differs = {0};
    if (!piece || miss->at == seen.length) {
        return differs;
    }
    differs.blank = is_blank(seen.start[miss->at]);
    differs.seen = blank_run(seen, miss->at);
    if (piece->kind == PIECE_LITERAL) {
        struct text literal = piece->text;
        differs.expected = blank_run(literal, miss->within);
        differs.blank |= is_blank(literal.start[miss->within]);
        differs.blank &=
            alike_behind(literal, differs.expected.to, seen, differs.seen.to);
    }
    return differs;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void print_blanks(FILE *to, struct text text, struct range run)
{
    size_t tabs = 0;
    size_t count = run.to - run.from;
    for (size_t i = run.from; i < run.to; i++) {
        tabs += text.start[i] == '\t';
    }
    if (count == 0) {
        fputs("no white space", to);
    } else if (tabs == 0) {
        fprintf(to, "%zu space%s", count, plural(count));
    } else if (tabs == count) {
        fprintf(to, "%zu tab%s", count, plural(count));
    } else {
        fprintf(to, "%zu blanks, %zu of them tab%s", count, tabs, plural(tabs));
    }
}

static void print_quoted(FILE *to, struct text text)
{
    fputc('\'', to);
    visible_print(to, text, LONGEST_QUOTE);
    fputc('\'', to);
}

// Prints the word that byte AT of TEXT belongs to, from its byte FROM on, or
// the white space there.
static void print_word(FILE *to, struct text text, size_t from, size_t at)
{
    size_t start = at;
    size_t end = at;
    while (start > from && !is_blank(text.start[start - 1])) {
        start--;
    }
    while (end < text.length && !is_blank(text.start[end])) {
        end++;
    }
    if (start == end) {
        print_blanks(to, text, blank_run(text, at));
    } else {
        print_quoted(to, (struct text){text.start + start, end - start});
    }
}

static void print_literal(FILE *to, const struct match *match, struct text seen)
{
    const struct miss *miss = &match->mismatch.miss;
    struct text literal = missed_piece(match)->text;
    struct difference differs = reason_difference(match, seen);
    fputs("expected ", to);
    if (differs.blank) {
        print_blanks(to, literal, differs.expected);
        fputs(", seen ", to);
        print_blanks(to, seen, differs.seen);
        return;
    }
    // whole words read best, but this literal knows only of its own part
    print_word(to, literal, 0, miss->within);
    fputs(", seen ", to);
    print_word(to, seen, miss->at - miss->within, miss->at);
}

static void print_hole(FILE *to, const struct match *match, struct text seen)
{
    const struct piece *piece = missed_piece(match);
    const struct hole_definition *hole = &match->pattern->holes[piece->hole];
    size_t seen_at = match->seen_at[hole->line];
    if (piece->kind == PIECE_HOLE) {
        fprintf(to, "expected %s", hole_wants(hole->type));
    } else {
        fprintf(to, "{%.*s} was '", (int)hole->name.length, hole->name.start);
        visible_print(to, match->values[piece->hole], LONGEST_QUOTE);
        fputc('\'', to);
        if (seen_at > 0) {
            fprintf(to, " in line %zu", seen_at);
        }
    }
    fputs(", seen ", to);
    print_word(to, seen, match->mismatch.miss.at, match->mismatch.miss.at);
}

void reason_print(FILE *to, const struct match *match, struct text seen)
{
    const struct piece *piece = missed_piece(match);
    size_t at = match->mismatch.miss.at;
    if (!piece) {
        fputs("the line should end here, seen ", to);
        print_quoted(to, text_from(seen, at));
    } else if (at == seen.length) {
        fputs("the line ends here, too early", to);
    } else if (piece->kind == PIECE_LITERAL) {
        print_literal(to, match, seen);
    } else {
        print_hole(to, match, seen);
    }
}
