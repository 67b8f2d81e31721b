// transcript.c - compares the output of a program with the expected one.
//
//     transcript match FILE.t OUTPUT [--command TEXT]
//     transcript get FILE.t OUTPUT NAME
//     transcript facts --expected DIR --evidence DIR [FACT PATTERN STEP
//     FROM]...
//
// The format of FILE.t is described in grader/FORMATS.md, "Transcripts".
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "cleanup.h"
#include "fail.h"
#include "transcript_explain.h"
#include "transcript_facts.h"
#include "visible.h"

#include <getopt.h>
#include <stdint.h>

enum { DONE = 0, DIFFERS = 1, WRONG_USAGE = 2, BROKEN = 4 };

static int usage(FILE *to, int status)
{
    fputs(
        "usage: transcript match FILE.t OUTPUT [--command TEXT]\n"
        "       transcript get FILE.t OUTPUT NAME\n"
        "       transcript facts --expected DIR --evidence DIR\n"
        "                        [FACT PATTERN STEP FROM]...\n"
        "\n"
        "match   0 when OUTPUT fits FILE.t, else 1 and the first difference\n"
        "get     prints what the hole NAME captured; 1 when nothing\n"
        "facts   prints as JSON, for each FACT, how the output of STEP, from\n"
        "        the first line with FROM on, fits PATTERN\n"
        "\n"
        "--command TEXT   say that TEXT printed OUTPUT\n",
        to);
    return status;
}

static int get(const struct match *match, const char *name)
{
    const struct pattern *pattern = match->pattern;
    const struct hole_definition *hole =
        pattern_hole(pattern, (struct text){name, strlen(name)});
    if (!hole) {
        fail("no hole '%s'", name);
        return WRONG_USAGE;
    }
    if (match->seen_at[hole->line] == 0) {
        fail("the output has no line for '{%s}'", name);
        return DIFFERS;
    }
    visible_print(stdout, match->values[hole - pattern->holes], SIZE_MAX);
    putchar('\n');
    return DONE;
}

struct request {
    const char *pattern;
    const char *output;
    const char *name; // of get
    const char *command;
};

static int run(const struct request *request)
{
    struct pattern *pattern = NULL;
    struct output output = {0};
    struct match *match = calloc(1, sizeof(*match));
    int status = WRONG_USAGE;
    if (!match) {
        fail_errno("cannot compare '%s'", request->output);
        status = BROKEN;
    } else if (pattern_read(request->pattern, &pattern) == 0 &&
               output_read(request->output, &output) == 0) {
        bool fits = match_run(match, pattern, &output);
        if (request->name) {
            status = get(match, request->name);
        } else if (fits) {
            status = DONE;
        } else {
            status = explain(stdout, match, request->command) == -1 ? BROKEN
                                                                    : DIFFERS;
        }
    }
    pattern_free(pattern);
    output_free(&output);
    free(match);
    return status;
}

// What follows the options, by the command that comes first; -1 when it is no
// use.
static int run_command(struct request *request, struct facts_request *facts,
                       int argc, char **argv)
{
    const char *name = argc > 0 ? argv[0] : "";
    if (strcmp(name, "facts") == 0) {
        facts->words = argv + 1;
        facts->count = argc - 1;
        return facts->expected && facts->evidence && facts->count % 4 == 0 &&
                       !request->command
                   ? transcript_facts(facts)
                   : -1;
    }
    bool is_get = strcmp(name, "get") == 0 && !request->command;
    if (facts->expected || facts->evidence || argc != (is_get ? 4 : 3) ||
        (!is_get && strcmp(name, "match") != 0)) {
        return -1;
    }
    request->pattern = argv[1];
    request->output = argv[2];
    request->name = is_get ? argv[3] : NULL;
    return run(request);
}

int main(int argc, char **argv)
{
    static const struct option options[] = {
        {"command", required_argument, NULL, 'c'},
        {"evidence", required_argument, NULL, 'e'},
        {"expected", required_argument, NULL, 'x'},
        {"help", no_argument, NULL, 'h'},
        {0},
    };
    struct request request = {0};
    struct facts_request facts = {0};
    int option;
    while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
        switch (option) {
        case 'c':
            request.command = optarg;
            break;
        case 'e':
            facts.evidence = optarg;
            break;
        case 'x':
            facts.expected = optarg;
            break;
        case 'h':
            return usage(stdout, DONE);
        default:
            return usage(stderr, WRONG_USAGE);
        }
    }
    int status = run_command(&request, &facts, argc - optind, argv + optind);
    if (status == -1) {
        return usage(stderr, WRONG_USAGE);
    }
    return fail_unwritten() == -1 ? BROKEN : status;
}
