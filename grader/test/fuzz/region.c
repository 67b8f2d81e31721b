// region.c - libFuzzer target for the parser of files with regions, and for
// what is made from them. The input up to the first form feed is a solution,
// what follows is a file that somebody sent in.
//
// Any bytes must be read without harm. Where the markers are right, strip and
// splice must also undo each other.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "cleanup.h"
#include "fail.h"
#include "region_lint.h"
#include "region_text.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most,
                               unsigned seed);

// fail.c would write a line for nearly every input
int fail(const char *format, ...)
{
    (void)format;
    return -1;
}

int fail_errno(const char *format, ...)
{
    (void)format;
    return -1;
}

static void require(bool holds)
{
    if (!holds) {
        __builtin_trap();
    }
}

static void parse(struct region_file *file, const void *text, size_t size)
{
    char *copy = malloc(size + 1);
    require(copy != NULL);
    if (size > 0) {
        memcpy(copy, text, size);
    }
    require(region_file_parse(file, "input", copy, size) == 0);
    require(file->starts[file->line_count] == size);
    size_t last = 0;
    for (size_t i = 0; i < file->region_count; i++) {
        const struct region *region = &file->regions[i];
        require(last < region->begin && region->begin < region->end);
        require(region_file_at(file, region->end) == region);
        require(region_same_body(file, region, file, region));
        require(region_code_lines(file, region) < region->end - region->begin);
        last = region->end;
    }
    require(last <= file->line_count);
}

static void strip(const struct region_file *file, struct region_file *skeleton)
{
    CLEANUP(free_text) char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    region_strip(file, out);
    fclose(out);
    parse(skeleton, text, size);
}

// Takes all regions of SOLUTION.
static int splice(const struct region_file *file,
                  const struct region_file *solution,
                  struct region_file *result)
{
    char ids[REGIONS_MAX * (REGION_ID_MAX + 1) + 1] = "";
    for (size_t i = 0; i < solution->region_count; i++) {
        strcat(strcat(ids, i ? "," : ""), solution->regions[i].id);
    }
    CLEANUP(free_text) char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    int status = region_splice(file, solution, ids, out);
    fclose(out);
    parse(result, text, size);
    return status;
}

static bool same(const struct region_file *a, const struct region_file *b)
{
    size_t size = a->starts[a->line_count];
    return size == b->starts[b->line_count] &&
           memcmp(a->data, b->data, size) == 0;
}

static void check_round_trip(const struct region_file *solution)
{
    CLEANUP(region_file_free) struct region_file skeleton = {0};
    CLEANUP(region_file_free) struct region_file spliced = {0};
    CLEANUP(region_file_free) struct region_file stripped = {0};
    strip(solution, &skeleton);
    require(skeleton.problem_count == 0);
    require(region_lint_against(solution, &skeleton, region_complain, NULL) ==
            0);
    require(splice(&skeleton, solution, &spliced) == 0);
    require(same(&spliced, solution));
    strip(&spliced, &stripped);
    require(same(&stripped, &skeleton));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *feed = size ? memchr(data, '\f', size) : NULL;
    size_t length = feed ? (size_t)(feed - data) : size;
    CLEANUP(region_file_free) struct region_file solution = {0};
    parse(&solution, data, length);
    if (solution.problem_count == 0) {
        check_round_trip(&solution);
    }
    if (!feed) {
        return 0;
    }
    CLEANUP(region_file_free) struct region_file file = {0};
    CLEANUP(region_file_free) struct region_file result = {0};
    parse(&file, feed + 1, size - length - 1);
    region_lint_against(&solution, &file, region_complain, NULL);
    if (splice(&file, &solution, &result) == 0 && file.problem_count == 0) {
        require(result.region_count == file.region_count);
    }
    return 0;
}

// Chance alone never writes a whole region: every other mutation puts a line
// with a meaning somewhere.
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most,
                               unsigned seed)
{
    static const char *const lines[] = {
        "\n//@ begin 1a\n",
        "\n//@ end 1a\n",
        "\n#@ begin 0 x\r\n",
        "\n#@ end 0\r\n",
        "\n\t//@ begin x1-b\n",
        "\n\t//@ end x1-b\n",
        "\n  //@| code();\n",
        "\n#@|\r\n",
        "\"/*\" // */\n",
        "/* not \n code */ x\n",
        "\f",
    };
    const char *line = lines[seed / 2 % (sizeof(lines) / sizeof(*lines))];
    size_t length = strlen(line);
    if (seed % 2 == 0 || size + length > most) {
        return LLVMFuzzerMutate(data, size, most);
    }
    size_t at = seed / 64 % (size + 1);
    memmove(data + at + length, data + at, size - at);
    memcpy(data + at, line, length);
    return size + length;
}
