// transcript_match.c - compares an output with a pattern, see
// transcript_match.h.
// SPDX-License-Identifier: MIT
#include "transcript_match.h"

static size_t equal_bytes(struct text a, struct text b)
{
    size_t count = 0;
    while (count < a.length && count < b.length &&
           a.start[count] == b.start[count]) {
        count++;
    }
    return count;
}

static bool match_hole(const struct pattern *pattern, const struct piece *piece,
                       struct text left, struct text *values, size_t *taken)
{
    if (!hole_take(pattern->holes[piece->hole].type, left, taken)) {
        return false;
    }
    struct text found = {left.start, *taken};
    struct text *value = &values[piece->hole];
    if (piece->kind == PIECE_HOLE) {
        *value = found;
        return true;
    }
    return !value->start || text_equal(*value, found);
}

bool match_line(const struct pattern *pattern, size_t line, struct text seen,
                struct text *values, struct miss *miss)
{
    const struct piece *pieces = &pattern->pieces[pattern->lines[line].first];
    const size_t count = pattern->lines[line].count;
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        struct text left = text_from(seen, at);
        size_t taken = 0;
        *miss = (struct miss){.piece = i, .at = at};
        if (pieces[i].kind != PIECE_LITERAL) {
            if (!match_hole(pattern, &pieces[i], left, values, &taken)) {
                return false;
            }
        } else {
            taken = equal_bytes(pieces[i].text, left);
            if (taken < pieces[i].text.length) {
                miss->within = taken;
                miss->at += taken;
                return false;
            }
        }
        at += taken;
    }
    *miss = (struct miss){.piece = count, .at = at};
    return at == seen.length;
}

static bool at_end(const struct match *match)
{
    return match->next == match->output->count;
}

static bool fits(struct match *match, size_t line, struct miss *miss)
{
    return match_line(match->pattern, line, match->output->lines[match->next],
                      match->values, miss);
}

// The mismatch that got furthest explains most; of two, the later one does.
static bool mismatch(struct match *match, struct mismatch new)
{
    if (new.seen >= match->mismatch.seen) {
        match->mismatch = new;
    }
    return false;
}

static bool take_line(struct match *match, size_t item, size_t line)
{
    struct mismatch new = {
        .kind = MISMATCH_END, .item = item, .line = line, .seen = match->next};
    if (at_end(match)) {
        return mismatch(match, new);
    }
    new.kind = MISMATCH_LINE;
    if (!fits(match, line, &new.miss)) {
        return mismatch(match, new);
    }
    match->seen_at[line] = ++match->next;
    return true;
}

// All lines of the block, or none.
static bool take_optional(struct match *match, size_t index)
{
    const struct item *item = &match->pattern->items[index];
    size_t start = match->next;
    for (size_t i = 0; i < item->count; i++) {
        if (!take_line(match, index, item->first + i)) {
            match->next = start;
            memset(&match->seen_at[item->first], 0,
                   item->count * sizeof(*match->seen_at));
            break;
        }
    }
    return true;
}

// A line of ITEM that did not come yet and that the next line of the output
// fits: first one without holes, so that no hole takes what it is there for.
static bool find_unseen(struct match *match, const struct item *item,
                        size_t *line)
{
    struct miss miss;
    for (int holes = false; holes <= true; holes++) {
        for (size_t i = item->first; i < item->first + item->count; i++) {
            if (match->seen_at[i] == 0 &&
                match->pattern->lines[i].holes == holes &&
                fits(match, i, &miss)) {
                *line = i;
                return true;
            }
        }
    }
    return false;
}

// Whether the next line of the output could be the first of the items from
// INDEX on.
static bool begins(struct match *match, size_t index)
{
    const struct pattern *pattern = match->pattern;
    for (; index < pattern->item_count; index++) {
        const struct item *item = &pattern->items[index];
        size_t line;
        struct miss miss;
        switch (item->kind) {
        case ITEM_LINE:
            return fits(match, item->first, &miss);
        case ITEM_ANY_ORDER:
            return find_unseen(match, item, &line);
        case ITEM_OPTIONAL:
            if (fits(match, item->first, &miss)) {
                return true;
            }
            break;
        case ITEM_SKIP:
            break;
        }
    }
    return false;
}

static bool take_any_order(struct match *match, size_t index)
{
    const struct item *item = &match->pattern->items[index];
    size_t left = item->count;
    while ((left > 0 || item->more) && !at_end(match)) {
        size_t line;
        if (find_unseen(match, item, &line)) {
            match->seen_at[line] = ++match->next;
            left--;
        } else if (item->more && !begins(match, index + 1)) {
            match->next++;
        } else {
            break;
        }
    }
    struct mismatch new = {.kind = MISMATCH_ANY_ORDER,
                           .item = index,
                           .line = item->first,
                           .seen = match->next};
    return left == 0 || mismatch(match, new);
}

// The line of the output from FROM on that fits longest.
static bool no_such_line(struct match *match, size_t index, size_t from)
{
    struct mismatch new = {.kind = MISMATCH_SKIP,
                           .item = index,
                           .line = match->pattern->items[index].first,
                           .seen = match->output->count,
                           .from = from};
    for (match->next = from; !at_end(match); match->next++) {
        struct miss miss;
        fits(match, new.line, &miss);
        if (miss.at > new.miss.at) {
            new.miss = miss;
            new.seen = match->next;
        }
    }
    match->mismatch = new;
    return false;
}

static bool take_skip(struct match *match, size_t index)
{
    const struct pattern *pattern = match->pattern;
    size_t from = match->next;
    for (; !at_end(match); match->next++) {
        if (begins(match, index + 1)) {
            return true;
        }
    }
    while (++index < pattern->item_count) {
        enum item_kind kind = pattern->items[index].kind;
        if (kind == ITEM_LINE || kind == ITEM_ANY_ORDER) {
            return no_such_line(match, index, from);
        }
    }
    return true;
}

bool match_run(struct match *match, const struct pattern *pattern,
               const struct output *output)
{
    *match = (struct match){.pattern = pattern, .output = output};
    for (size_t i = 0; i < pattern->item_count; i++) {
        const struct item *item = &pattern->items[i];
        bool good = true;
        switch (item->kind) {
        case ITEM_LINE:
            good = take_line(match, i, item->first);
            break;
        case ITEM_OPTIONAL:
            good = take_optional(match, i);
            break;
        case ITEM_ANY_ORDER:
            good = take_any_order(match, i);
            break;
        case ITEM_SKIP:
            good = take_skip(match, i);
            break;
        }
        if (!good) {
            return false;
        }
    }
    struct mismatch extra = {.kind = MISMATCH_EXTRA, .seen = match->next};
    return at_end(match) || mismatch(match, extra);
}
