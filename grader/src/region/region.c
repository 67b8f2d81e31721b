// region.c - works with the marked places where students write: strips them,
// fills them, lists them, checks them. See "Regions" in grader/FORMATS.md.
// Exit status: 0 done, 1 the file differs or is not as it should be, 2 trouble.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "cleanup.h"
#include "fail.h"
#include "region_diff.h"
#include "region_file.h"
#include "region_lint.h"
#include "region_options.h"
#include "region_survey.h"
#include "region_text.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

enum { DONE = 0, FOUND = 1, TROUBLE = 2 };

static int load(struct region_file *file, const char *name)
{
    if (region_file_read(file, name) == 0) {
        return DONE;
    }
    return errno == EFBIG ? FOUND : TROUBLE;
}

// The kit's own file, which has to be in order.
static int load_kit(struct region_file *kit, const char *name)
{
    return load(kit, name) != DONE ||
                   region_lint(kit, region_complain, NULL) == -1
               ? -1
               : 0;
}

static int command_strip(const struct options *options)
{
    CLEANUP(region_file_free) struct region_file file = {0};
    int status = load(&file, options->operands[0]);
    if (status != DONE) {
        return status;
    }
    // a marker that is wrong would leave a piece of the solution standing
    if (region_lint(&file, region_complain, NULL) == -1) {
        return FOUND;
    }
    region_strip(&file, stdout);
    return DONE;
}

static int command_splice(const struct options *options)
{
    CLEANUP(region_file_free) struct region_file file = {0};
    CLEANUP(region_file_free) struct region_file solution = {0};
    int status = load(&file, options->operands[0]);
    if (status == DONE) {
        status = load(&solution, options->values[FROM]);
    }
    if (status != DONE) {
        return status;
    }
    return region_splice(&file, &solution, options->values[ID], stdout) == -1
               ? FOUND
               : DONE;
}

static int command_list(const struct options *options)
{
    CLEANUP(region_file_free) struct region_file file = {0};
    CLEANUP(region_file_free) struct region_file kit = {0};
    int status = load(&file, options->operands[0]);
    if (status != DONE) {
        return status;
    }
    if (options->count > 1 && load_kit(&kit, options->operands[1]) == -1) {
        return TROUBLE;
    }
    for (size_t i = 0; i < file.region_count; i++) {
        const struct region *region = &file.regions[i];
        const struct region *own = region_file_find(&kit, region->id);
        bool untouched = own && region_same_body(&file, region, &kit, own);
        printf("%s\t%zu\t%zu\t%zu\n", region->id, region->begin, region->end,
               untouched ? 0 : region_code_lines(&file, region));
    }
    return region_lint(&file, region_complain, NULL) == -1 ? FOUND : DONE;
}

static int command_at(const struct options *options)
{
    char *end;
    errno = 0;
    unsigned long line = strtoul(options->operands[1], &end, 10);
    if (errno || *end || options->operands[1][0] < '0' ||
        options->operands[1][0] > '9') {
        fail("bad line number '%s'", options->operands[1]);
        return TROUBLE;
    }
    CLEANUP(region_file_free) struct region_file file = {0};
    int status = load(&file, options->operands[0]);
    if (status != DONE) {
        return status;
    }
    const struct region *region = region_file_at(&file, line);
    if (!region) {
        return FOUND;
    }
    printf("%s\n", region->id);
    return DONE;
}

static int command_lint(const struct options *options)
{
    CLEANUP(region_file_free) struct region_file file = {0};
    CLEANUP(region_file_free) struct region_file kit = {0};
    int status = load(&file, options->operands[0]);
    if (status != DONE) {
        return status;
    }
    if (region_lint(&file, region_complain, NULL) == -1) {
        status = FOUND;
    }
    if (options->count == 1) {
        return status;
    }
    if (load_kit(&kit, options->operands[1]) == -1) {
        return TROUBLE;
    }
    return region_lint_against(&kit, &file, region_complain, NULL) == -1
               ? FOUND
               : status;
}

static int command_diff(const struct options *options)
{
    CLEANUP(region_file_free) struct region_file kit = {0};
    CLEANUP(region_file_free) struct region_file file = {0};
    bool differs = false;
    if (load_kit(&kit, options->operands[0]) == -1 ||
        load(&file, options->operands[1]) != DONE ||
        region_diff(&kit, &file, stdout, &differs) == -1) {
        return TROUBLE;
    }
    return differs ? FOUND : DONE;
}

static int command_survey(const struct options *options)
{
    const struct survey survey = {.src = options->values[SRC],
                                  .kit = options->values[KIT],
                                  .given = options->values[GIVEN]};
    return region_survey(&survey, options->operands, options->count) == -1
               ? TROUBLE
               : DONE;
}

static const struct command commands[] = {
    {"strip", "strip FILE", 1, 1, 0, 0, command_strip},
    {"splice", "splice --from SOLUTION --id ID[,ID]... FILE", 1, 1,
     1U << FROM | 1U << ID, 0, command_splice},
    {"list", "list FILE [KITFILE]", 1, 2, 0, 0, command_list},
    {"at", "at FILE LINE", 2, 2, 0, 0, command_at},
    {"lint", "lint FILE [KITFILE]", 1, 2, 0, 0, command_lint},
    {"diff", "diff KITFILE FILE", 2, 2, 0, 0, command_diff},
    {"survey", "survey --kit DIR --src DIR [--given DIR] PATH...", 0, INT_MAX,
     1U << KIT | 1U << SRC, 1U << GIVEN, command_survey},
};

static const size_t command_count = sizeof(commands) / sizeof(*commands);

static int usage(FILE *out)
{
    fputs("usage:\n", out);
    for (size_t i = 0; i < command_count; i++) {
        fprintf(out, "  region %s\n", commands[i].usage);
    }
    return out == stdout ? DONE : TROUBLE;
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        return usage(stdout);
    }
    const struct command *command = commands;
    while (command < commands + command_count &&
           strcmp(command->name, name) != 0) {
        command++;
    }
    struct options options = {.count = 0};
    if (command == commands + command_count ||
        options_parse(&options, argc, argv) == -1 ||
        !options_fit(&options, command)) {
        return usage(stderr);
    }
    int status = command->run(&options);
    return fail_unwritten() == -1 ? TROUBLE : status;
}
