// report_check.c - the checks of a stage, told to a student, see
// report_check.h.
// SPDX-License-Identifier: MIT
#include "report_check.h"

#include "visible.h"

#define CHECK_COLUMN 6 // a check's sentence
#define LABEL_COLUMN 8
#define FIELD_COLUMN 18
#define LINES_COLUMN 10 // more than one line that was seen
#define MOST_LINES 15
#define MOST_BRIEF 10      // further failed checks
#define MOST_BRIEF_LINES 5 // a command, two lines, a mark and its reason

static struct text literal(const char *text)
{
    return (struct text){text, strlen(text)};
}

static void indent(const struct page *page, size_t columns)
{
    fprintf(page->to, "%*s", (int)columns, "");
}

// Prints a label and stands behind it, at FIELD_COLUMN.
static void print_label(const struct page *page, const char *label)
{
    indent(page, LABEL_COLUMN);
    page_word(page, STYLE_DIM, label);
    indent(page, FIELD_COLUMN - LABEL_COLUMN - strlen(label));
}

static void print_field(const struct page *page, const char *label,
                        struct text text)
{
    if (text.length > 0) {
        print_label(page, label);
        page_paragraph(page, text, FIELD_COLUMN, FIELD_COLUMN);
    }
}

static struct text without_end(struct text text)
{
    while (text.length > 0 && strchr("\r\n", text.start[text.length - 1]) &&
           text.start[text.length - 1] != '\0') {
        text.length--;
    }
    return text;
}

// What was seen is kept as it was, at most LIMIT lines of it, but one long line
// is wrapped.
static void print_seen(const struct page *page, struct text seen, size_t limit)
{
    seen = without_end(seen);
    if (seen.length == 0) {
        return;
    }
    bool one_line = memchr(seen.start, '\n', seen.length) == NULL;
    size_t columns = visible_columns(seen);
    if (one_line && columns > PAGE_COLUMNS - FIELD_COLUMN) {
        print_field(page, "seen", seen);
    } else if (one_line) {
        print_label(page, "seen");
        page_lines(page, seen, 0, 1);
    } else {
        indent(page, LABEL_COLUMN);
        page_word(page, STYLE_DIM, "seen");
        fputc('\n', page->to);
        page_lines(page, seen, LINES_COLUMN, limit);
    }
}

// What a check has to say first: the mistake that is known, or else its name.
static struct text headline(const struct check *check)
{
    return check->say.length > 0 ? check->say : check->name;
}

static void print_full(const struct page *page, const struct check *check)
{
    indent(page, CHECK_COLUMN);
    page_paragraph(page, headline(check), CHECK_COLUMN, CHECK_COLUMN);
    if (check->say.length > 0) {
        print_field(page, "check", check->name);
    }
    print_field(page, "required", check->required);
    print_seen(page, check->seen, MOST_LINES);
    print_field(page, "why", check->why);
    print_field(page, "look at", check->look);
    if (check->required.length == 0 && check->seen.length == 0) {
        page_lines(page, without_end(check->output), LABEL_COLUMN, MOST_LINES);
    }
}

// What was required in one line, what was seen in a few, and no more.
static void print_brief(const struct page *page, const struct check *check)
{
    static const char also[] = "also: ";
    indent(page, CHECK_COLUMN);
    fputs(also, page->to);
    page_paragraph(page, headline(check), CHECK_COLUMN + strlen(also),
                   CHECK_COLUMN + strlen(also));
    if (check->required.length > 0) {
        print_label(page, "required");
        visible_print(page->to, check->required, PAGE_COLUMNS - FIELD_COLUMN);
        fputc('\n', page->to);
    }
    print_seen(page, check->seen, MOST_BRIEF_LINES);
}

static bool has_failed(const struct check *check)
{
    return check->verdict == VERDICT_FAIL || check->verdict == VERDICT_INFRA;
}

static void print_failed(const struct page *page, const struct results *results,
                         struct text stage)
{
    size_t failed = 0;
    for (size_t i = 0; i < results->check_count; i++) {
        const struct check *check = &results->checks[i];
        if (!text_equal(check->stage, stage) || !has_failed(check)) {
            continue;
        }
        if (failed == 0) {
            print_full(page, check);
        } else if (failed <= MOST_BRIEF) {
            fputc('\n', page->to);
            print_brief(page, check);
        }
        failed++;
    }
    if (failed > MOST_BRIEF + 1) {
        fprintf(page->to, "\n%*s… and %zu more failed\n", CHECK_COLUMN, "",
                failed - MOST_BRIEF - 1);
    }
}

// What a stage is, as far as its checks tell.
struct tally {
    size_t failed;
    size_t blocked;
    const struct check *first_blocked;
};

static struct tally count_checks(const struct results *results,
                                 struct text stage)
{
    struct tally tally = {0};
    for (size_t i = 0; i < results->check_count; i++) {
        const struct check *check = &results->checks[i];
        if (!text_equal(check->stage, stage)) {
            continue;
        }
        tally.failed += has_failed(check);
        if (check->verdict == VERDICT_BLOCKED && tally.blocked++ == 0) {
            tally.first_blocked = check;
        }
    }
    return tally;
}

static void print_sentence(const struct page *page, const char *sentence)
{
    indent(page, CHECK_COLUMN);
    page_paragraph(page, literal(sentence), CHECK_COLUMN, CHECK_COLUMN);
}

static void print_stand_in(const struct page *page, struct text stand_in)
{
    char sentence[160];
    // the id of a stage; anything longer is none
    snprintf(sentence, sizeof(sentence),
             "Recorded with the solution's %.*s in the place of the submitted "
             "one.",
             (int)(stand_in.length < 40 ? stand_in.length : 40),
             stand_in.start);
    print_sentence(page, sentence);
}

static void print_blocked(const struct page *page, const struct tally *tally)
{
    static const char waits[] = "waits: ";
    const struct check *check = tally->first_blocked;
    if (tally->failed == 0) {
        struct text reason = check->seen.length ? check->seen : check->output;
        indent(page, CHECK_COLUMN);
        fputs(waits, page->to);
        page_paragraph(page, reason, CHECK_COLUMN + strlen(waits),
                       CHECK_COLUMN + strlen(waits));
    } else {
        fprintf(page->to, "\n%*s%zu more check%s for this one\n", CHECK_COLUMN,
                "", tally->blocked, tally->blocked == 1 ? " waits" : "s wait");
    }
}

bool report_stage_checks(const struct page *page, const struct results *results,
                         const struct stage *stage)
{
    struct tally tally = count_checks(results, stage->id);
    // what nobody has begun is one line
    if (stage->verdict == VERDICT_TODO) {
        return false;
    }
    if (stage->stand_in.length > 0) {
        print_stand_in(page, stage->stand_in);
    }
    if (stage->verdict == VERDICT_INFRA) {
        print_sentence(page, "The machine failed here, not the submission. "
                             "That must not cost marks: grade it again.");
    }
    if (tally.failed > 0) {
        fputc('\n', page->to);
        print_failed(page, results, stage->id);
    }
    if (tally.blocked > 0) {
        print_blocked(page, &tally);
    }
    return tally.failed > 0;
}

static bool has_stage(const struct results *results, struct text id)
{
    for (size_t i = 0; i < results->stage_count; i++) {
        if (text_equal(results->stages[i].id, id)) {
            return true;
        }
    }
    return false;
}

void report_other_checks(const struct page *page, const struct results *results)
{
    for (size_t i = 0; i < results->check_count; i++) {
        const struct check *check = &results->checks[i];
        if (check->verdict != VERDICT_PASS && check->verdict != VERDICT_TODO &&
            !has_stage(results, check->stage)) {
            print_full(page, check);
            fputc('\n', page->to);
        }
    }
}
