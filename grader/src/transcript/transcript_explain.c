// transcript_explain.c - tells a student why an output does not fit, see
// transcript_explain.h.
//
//     expected line 5:  Child1 Process PID: 1
//     seen line 5:      Child1 Process PID: 43157
//                                           ^ column 21
//                       expected '1', seen '43157'
// SPDX-License-Identifier: MIT
#include "transcript_explain.h"

#include "transcript_block.h"
#include "transcript_reason.h"
#include "visible.h"

#define LONGEST_LIST 8 // lines of a block that are shown
#define LONGEST_COMMAND 200

// The line that was expected in the place of the one that was seen.
static int expected_line(const struct block *block)
{
    const struct mismatch *why = &block->match->mismatch;
    struct text seen = block->match->output->lines[why->seen];
    struct difference differs = reason_difference(block->match, seen);
    struct range nowhere = {0, 0};
    return block_expected(block, why->line, why->miss.piece,
                          differs.blank ? differs.expected : nowhere,
                          why->miss.within);
}

// The two lines and the mark below them; NAME tells which line was seen.
static int explain_line(const struct block *block, const char *name)
{
    const struct mismatch *why = &block->match->mismatch;
    struct text seen = block->match->output->lines[why->seen];
    struct difference differs = reason_difference(block->match, seen);
    struct range nowhere = {0, 0};
    block_label(block, "expected line %zu:", why->line + 1);
    if (expected_line(block) == -1) {
        return -1;
    }
    block_label(block, "%s line %zu:", name, why->seen + 1);
    int mark = block_seen(block, seen, differs.blank ? differs.seen : nowhere,
                          why->miss.at);
    if (mark == -1) {
        return -1;
    }
    // of an empty line there is nothing to point at
    if (seen.length > 0) {
        size_t before =
            visible_columns((struct text){seen.start, why->miss.at});
        fprintf(block->to, "%*s^ column %zu\n", block->left + mark, "",
                before + 1);
        block_label(block, "%s", "");
        reason_print(block->to, block->match, seen);
        fputc('\n', block->to);
    }
    return 0;
}

// How many lines must still come: the rest of the item that broke off, and no
// @optional ones behind it.
static size_t count_missing(const struct match *match)
{
    const struct pattern *pattern = match->pattern;
    const struct item *item = &pattern->items[match->mismatch.item];
    size_t count = item->first + item->count - match->mismatch.line;
    for (size_t i = match->mismatch.item + 1; i < pattern->item_count; i++) {
        if (pattern->items[i].kind != ITEM_OPTIONAL) {
            count += pattern->items[i].count;
        }
    }
    return count;
}

static int explain_end(const struct block *block)
{
    block_label(block, "expected line %zu:", block->match->mismatch.line + 1);
    if (block_expected_plain(block, block->match->mismatch.line) == -1) {
        return -1;
    }
    block_label(block, "seen:");
    block_output_end(block);
    size_t missing = count_missing(block->match);
    fprintf(block->to, "; %zu line%s missing\n", missing,
            missing == 1 ? " is" : "s are");
    return 0;
}

static void expected_end(const struct block *block)
{
    fputs("the end of the output\n", block->to);
}

static int explain_extra(const struct block *block)
{
    const struct output *output = block->match->output;
    size_t seen = block->match->mismatch.seen;
    size_t extra = output->count - seen;
    block_label(block, "expected:");
    expected_end(block);
    block_label(block, "seen line %zu:", seen + 1);
    if (block_seen_plain(block, output->lines[seen]) == -1) {
        return -1;
    }
    block_label(block, "%s", "");
    fprintf(block->to, "%zu line%s too many\n", extra, extra == 1 ? "" : "s");
    return 0;
}

static int print_unseen(const struct block *block, const struct item *item)
{
    size_t shown = 0;
    size_t hidden = 0;
    for (size_t i = item->first; i < item->first + item->count; i++) {
        if (block->match->seen_at[i] > 0) {
            continue;
        }
        if (shown == LONGEST_LIST) {
            hidden++;
            continue;
        }
        shown++;
        block_label(block, "%s", "");
        if (block_expected_plain(block, i) == -1) {
            return -1;
        }
    }
    if (hidden > 0) {
        block_label(block, "%s", "");
        fprintf(block->to, "… and %zu more\n", hidden);
    }
    return 0;
}

static int explain_any_order(const struct block *block)
{
    const struct match *match = block->match;
    const struct mismatch *why = &match->mismatch;
    const struct item *item = &match->pattern->items[why->item];
    fprintf(block->to,
            "expected lines %zu to %zu come in any order; not seen yet:\n",
            item->first + 1, item->first + item->count);
    if (print_unseen(block, item) == -1) {
        return -1;
    }
    if (why->seen == match->output->count) {
        block_label(block, "seen:");
        block_output_end(block);
        fputc('\n', block->to);
        return 0;
    }
    block_label(block, "seen line %zu:", why->seen + 1);
    if (block_seen_plain(block, match->output->lines[why->seen]) == -1) {
        return -1;
    }
    block_label(block, "%s", "");
    fputs("which is none of them\n", block->to);
    return 0;
}

static int explain_skip(const struct block *block)
{
    const struct match *match = block->match;
    const struct mismatch *why = &match->mismatch;
    if (why->seen < match->output->count) {
        if (explain_line(block, "closest") == -1) {
            return -1;
        }
    } else {
        block_label(block, "expected line %zu:", why->line + 1);
        if (block_expected_plain(block, why->line) == -1) {
            return -1;
        }
    }
    block_label(block, "seen:");
    if (why->from == match->output->count) {
        block_output_end(block);
        fputc('\n', block->to);
    } else {
        fprintf(block->to, "no such line, from line %zu to the end\n",
                why->from + 1);
    }
    return 0;
}

static int digits(size_t number)
{
    return snprintf(NULL, 0, "%zu", number);
}

int explain(FILE *to, const struct match *match, const char *command)
{
    const struct mismatch *why = &match->mismatch;
    int expected = (int)strlen("expected line :  ") + digits(why->line + 1);
    int seen = (int)strlen("closest line :  ") + digits(why->seen + 1);
    struct block block = {to, match, expected > seen ? expected : seen};
    int done = -1;
    if (command) {
        block_label(&block, "command:");
        visible_print(to, (struct text){command, strlen(command)},
                      LONGEST_COMMAND);
        fputc('\n', to);
    }
    switch (why->kind) {
    case MISMATCH_LINE:
        done = explain_line(&block, "seen");
        break;
    case MISMATCH_END:
        done = explain_end(&block);
        break;
    case MISMATCH_EXTRA:
        done = explain_extra(&block);
        break;
    case MISMATCH_ANY_ORDER:
        done = explain_any_order(&block);
        break;
    case MISMATCH_SKIP:
        done = explain_skip(&block);
        break;
    }
    if (done == 0) {
        explain_hint(to, match, block.left);
    }
    return done;
}

int explain_place(FILE *to, const struct match *match, size_t *line)
{
    const struct mismatch *why = &match->mismatch;
    const struct block block = {.to = to, .match = match};
    *line = 0;
    switch (why->kind) {
    case MISMATCH_LINE:
        *line = why->seen + 1;
        return expected_line(&block);
    case MISMATCH_END:
        *line = match->output->count > 0 ? why->seen + 1 : 0;
        return block_expected_plain(&block, why->line);
    case MISMATCH_EXTRA:
        *line = why->seen + 1;
        expected_end(&block);
        break;
    case MISMATCH_ANY_ORDER:
        *line = why->seen < match->output->count ? why->seen + 1 : 0;
        break;
    case MISMATCH_SKIP:
        break;
    }
    return 0;
}
