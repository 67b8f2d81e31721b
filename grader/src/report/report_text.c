// report_text.c - results as text for a terminal, see report_text.h.
//
//     Task 1               15/20
//       1a  pass           10/10  Child 1 in new UTS and PID namespaces
//       1b  fail            5/10  Child 2 joins both
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "report_text.h"

#include "fail.h"
#include "report_check.h"
#include "visible.h"

#include <stdlib.h>

#define WIDEST_ID 8
#define WIDEST_TITLE 60
#define VERDICT_COLUMNS 7

// Numbers are between 0 and some millions: results_read() sees to that.
struct points {
    char text[24];
};

// 10, 7.5, 6.67
static struct points points(double value)
{
    struct points points;
    int length = snprintf(points.text, sizeof(points.text), "%.2f", value);
    while (points.text[length - 1] == '0') {
        points.text[--length] = '\0';
    }
    if (points.text[length - 1] == '.') {
        points.text[length - 1] = '\0';
    }
    return points;
}

// The columns of the table.
struct table {
    size_t id;
    int score;
    int points;
};

static int wider(int columns, double value)
{
    int length = (int)strlen(points(value).text);
    return length > columns ? length : columns;
}

static struct table measure(const struct results *results)
{
    struct table table = {0};
    for (size_t i = 0; i < results->task_count; i++) {
        table.score = wider(table.score, results->tasks[i].score);
        table.points = wider(table.points, results->tasks[i].points);
    }
    for (size_t i = 0; i < results->stage_count; i++) {
        const struct stage *stage = &results->stages[i];
        size_t columns = visible_columns(stage->id);
        if (columns > table.id) {
            table.id = columns < WIDEST_ID ? columns : WIDEST_ID;
        }
        table.score = wider(table.score, stage->score);
        table.points = wider(table.points, stage->points);
    }
    return table;
}

static enum style verdict_style(enum verdict verdict)
{
    static const enum style styles[VERDICTS] = {
        [VERDICT_PASS] = STYLE_GREEN,    [VERDICT_FAIL] = STYLE_RED,
        [VERDICT_TODO] = STYLE_PLAIN,    [VERDICT_BLOCKED] = STYLE_YELLOW,
        [VERDICT_INFRA] = STYLE_MAGENTA,
    };
    return styles[verdict];
}

static void print_task(const struct page *page, const struct table *table,
                       const struct task *task)
{
    size_t columns = table->id + VERDICT_COLUMNS + 4;
    size_t title = visible_columns(task->title);
    if (title > columns) {
        columns = title < WIDEST_TITLE ? title : WIDEST_TITLE;
    }
    page_cell(page, STYLE_BOLD, task->title, columns);
    fprintf(page->to, "  %*s/%s\n", table->score, points(task->score).text,
            points(task->points).text);
}

static void print_stage(const struct page *page, const struct table *table,
                        const struct stage *stage)
{
    const char *verdict = verdict_name(stage->verdict);
    fputs("  ", page->to);
    page_cell(page, STYLE_PLAIN, stage->id, table->id);
    fputs("  ", page->to);
    page_cell(page, verdict_style(stage->verdict),
              (struct text){verdict, strlen(verdict)}, VERDICT_COLUMNS);
    fprintf(page->to, "  %*s/%-*s  ", table->score, points(stage->score).text,
            table->points, points(stage->points).text);
    size_t column = 2 + table->id + 2 + VERDICT_COLUMNS + 2 +
                    (size_t)(table->score + 1 + table->points) + 2;
    page_paragraph(page, stage->title, column, column);
}

// The stages of a task stand one after another, below its line.
static void print_table(const struct page *page, const struct results *results)
{
    struct table table = measure(results);
    for (size_t i = 0; i < results->stage_count; i++) {
        const struct stage *stage = &results->stages[i];
        bool first =
            i == 0 || !text_equal(results->stages[i - 1].task, stage->task);
        bool last = i + 1 == results->stage_count ||
                    !text_equal(results->stages[i + 1].task, stage->task);
        const struct task *task = results_task(results, stage->task);
        if (first && task) {
            print_task(page, &table, task);
        }
        print_stage(page, &table, stage);
        bool told = report_stage_checks(page, results, stage);
        if (told || last) {
            fputc('\n', page->to);
        }
    }
}

static void print_paragraph(const struct page *page, struct text text)
{
    if (text.length > 0) {
        page_paragraph(page, text, 0, 0);
        fputc('\n', page->to);
    }
}

static void print_remarks(const struct page *page,
                          const struct results *results)
{
    static const char tampered[] =
        "Something other than the recorder wrote to the evidence line. Its "
        "bytes are kept beside the evidence, in stray.bin: look at them before "
        "you rely on this result.";
    print_paragraph(page, results->output);
    for (size_t i = 0; i < results->note_count; i++) {
        print_paragraph(page, results->notes[i]);
    }
    if (results->tampered) {
        print_paragraph(page, (struct text){tampered, sizeof(tampered) - 1});
    }
}

static void print_part(FILE *to, const char *before, struct text text)
{
    if (text.length > 0) {
        fputs(before, to);
        fwrite(text.start, 1, text.length, to);
    }
}

// Whose result this is, and how it came about.
static void print_origin(const struct page *page, const struct results *results)
{
    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    if (!to) {
        fail_errno("cannot say where the result comes from");
        return;
    }
    print_part(to, "", results->submission);
    print_part(to, ", roll number ", results->roll);
    print_part(to, ", recorded with ", results->machine);
    if (results->seconds > 0) {
        fprintf(to, " in %s s", points(results->seconds).text);
    }
    print_part(to, ", seed ", results->seed);
    print_part(to, ", kit ", results->kit);
    if (fclose(to) == 0) {
        print_paragraph(page, (struct text){text, length});
    }
    free(text);
}

// The receipt that make submit printed, for comparing; it is never wrapped.
static void print_receipt(const struct page *page,
                          const struct results *results)
{
    static const char receipt[] = "Receipt: ";
    if (results->receipt.length > 0) {
        fputs(receipt, page->to);
        visible_print(page->to, results->receipt, PAGE_COLUMNS - 10);
        fputs("\n\n", page->to);
    }
}

static bool machine_failed(const struct results *results)
{
    for (size_t i = 0; i < results->stage_count; i++) {
        if (results->stages[i].verdict == VERDICT_INFRA) {
            return true;
        }
    }
    return false;
}

static void print_score(const struct page *page, const struct results *results)
{
    fprintf(page->to, "Score: %s/%s", points(results->score).text,
            points(results->scale).text);
    if (results->electives) {
        fprintf(page->to, " (+%s)", points(results->elective).text);
    }
    fputc('\n', page->to);
}

void report_text(FILE *to, bool color, const struct results *results)
{
    struct page page = {to, color};
    print_table(&page, results);
    report_other_checks(&page, results);
    print_remarks(&page, results);
    print_origin(&page, results);
    print_receipt(&page, results);
    if (machine_failed(results)) {
        fputs("No score: the machine failed, grade it again\n", to);
    } else {
        print_score(&page, results);
    }
}
