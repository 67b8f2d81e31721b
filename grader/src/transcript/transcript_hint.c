// transcript_hint.c - hints for the commonest mistakes, see
// transcript_explain.h. Each is counted or compared first, so it is true.
// SPDX-License-Identifier: MIT
#include "transcript_explain.h"

// Whether SEEN fits the line, with the values captured so far and any others
// for the rest.
static bool could_be(const struct match *match, size_t line, struct text seen)
{
    struct text values[PATTERN_HOLES];
    struct miss miss;
    for (size_t i = 0; i < match->pattern->hole_count; i++) {
        bool known = match->seen_at[match->pattern->holes[i].line] > 0;
        values[i] = known ? match->values[i] : (struct text){0};
    }
    return match_line(match->pattern, line, seen, values, &miss);
}

// Whether the pattern leaves room for lines it does not name.
static bool has_gaps(const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->item_count; i++) {
        if (pattern->items[i].kind == ITEM_SKIP || pattern->items[i].more) {
            return true;
        }
    }
    return false;
}

// The line comes more often in all than the expected output has room for.
static bool hint_twice(FILE *to, const struct match *match, int indent)
{
    const struct output *output = match->output;
    size_t at = match->mismatch.seen;
    struct text seen = output->lines[at];
    size_t first = at;
    size_t count = 0;
    size_t room = 0;
    if (seen.length == 0 || has_gaps(match->pattern)) {
        return false;
    }
    for (size_t i = output->count; i-- > 0;) {
        if (text_equal(output->lines[i], seen)) {
            first = i;
            count++;
        }
    }
    for (size_t i = 0; i < match->pattern->line_count; i++) {
        room += could_be(match, i, seen);
    }
    if (first == at || room == 0 || count <= room) {
        return false;
    }
    fprintf(to,
            "%*shint: this line already came at line %zu.\n"
            "%*sIt comes %zu times, %zu %s expected. Text printed twice\n"
            "%*sis often stdio's buffer, copied by fork or clone.\n",
            indent, "", first + 1, indent, "", count, room,
            room == 1 ? "is" : "are", indent, "");
    return true;
}

// A line of dashes fits too often to mean anything.
static bool is_telling(struct text seen)
{
    for (size_t i = 0; i < seen.length; i++) {
        char c = seen.start[i];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            return true;
        }
    }
    return false;
}

// The expected line comes, but later.
static bool hint_later(FILE *to, const struct match *match, int indent)
{
    const struct output *output = match->output;
    for (size_t i = match->mismatch.seen + 1; i < output->count; i++) {
        if (is_telling(output->lines[i]) &&
            could_be(match, match->mismatch.line, output->lines[i])) {
            fprintf(to, "%*shint: this expected line does come, at line %zu\n",
                    indent, "", i + 1);
            return true;
        }
    }
    return false;
}

// The line that was seen is expected, but later.
static void hint_missing(FILE *to, const struct match *match, int indent)
{
    struct text seen = match->output->lines[match->mismatch.seen];
    for (size_t i = match->mismatch.line + 1; i < match->pattern->line_count;
         i++) {
        if (is_telling(seen) && could_be(match, i, seen)) {
            fprintf(to, "%*shint: seen line %zu fits expected line %zu\n",
                    indent, "", match->mismatch.seen + 1, i + 1);
            return;
        }
    }
}

// When a value is wrong, the line is the right one.
static bool literal_differs(const struct match *match)
{
    const struct mismatch *why = &match->mismatch;
    const struct line *line = &match->pattern->lines[why->line];
    return why->kind == MISMATCH_LINE && why->miss.piece < line->count &&
           match->pattern->pieces[line->first + why->miss.piece].kind ==
               PIECE_LITERAL;
}

void explain_hint(FILE *to, const struct match *match, int indent)
{
    if (match->mismatch.kind == MISMATCH_SKIP ||
        match->mismatch.seen == match->output->count ||
        hint_twice(to, match, indent)) {
        return;
    }
    if (literal_differs(match) && !hint_later(to, match, indent)) {
        hint_missing(to, match, indent);
    }
}
