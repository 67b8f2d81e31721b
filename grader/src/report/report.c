// report.c - renders a results.json for people and for other programs.
//
//     report text RESULTS.json [--color=auto|always|never]
//
// A further format is a further row of the table of formats.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "fail.h"
#include "report_text.h"

#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

enum { DONE = 0, WRONG_USAGE = 2, BROKEN = 4 };

struct format {
    const char *name;
    const char *summary;
    void (*render)(FILE *to, bool color, const struct results *results);
};

static const struct format formats[] = {
    {"text", "for a terminal", report_text},
};
#define FORMATS (sizeof(formats) / sizeof(*formats))

static int usage(FILE *to, int status)
{
    fputs("usage: report FORMAT RESULTS.json [--color=auto|always|never]\n\n",
          to);
    for (size_t i = 0; i < FORMATS; i++) {
        fprintf(to, "%-8s%s\n", formats[i].name, formats[i].summary);
    }
    return status;
}

static const struct format *find_format(const char *name)
{
    for (size_t i = 0; i < FORMATS; i++) {
        if (strcmp(formats[i].name, name) == 0) {
            return &formats[i];
        }
    }
    fail("unknown format '%s'", name);
    return NULL;
}

// "auto" is a terminal that can, unless the user said otherwise.
static int choose_color(const char *when, bool *color)
{
    const char *no_color = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    if (strcmp(when, "auto") == 0) {
        *color = isatty(STDOUT_FILENO) && !(no_color && *no_color) &&
                 terminal && strcmp(terminal, "dumb") != 0;
        return 0;
    }
    *color = strcmp(when, "always") == 0;
    return *color || strcmp(when, "never") == 0
               ? 0
               : fail("unknown colour choice '%s'", when);
}

static int render(const struct format *format, const char *path, bool color)
{
    struct results results;
    int status = WRONG_USAGE;
    if (results_read(path, &results) == 0) {
        status = DONE;
        format->render(stdout, color, &results);
        if (fflush(stdout) != 0) {
            fail_errno("cannot write the report");
            status = BROKEN;
        }
    }
    results_free(&results);
    return status;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {
        {"color", required_argument, NULL, 'c'},
        {"help", no_argument, NULL, 'h'},
        {0},
    };
    const char *when = "auto";
    int option;
    while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
        if (option == 'h') {
            return usage(stdout, DONE);
        }
        if (option != 'c') {
            return usage(stderr, WRONG_USAGE);
        }
        when = optarg;
    }
    bool color;
    if (argc - optind != 2) {
        return usage(stderr, WRONG_USAGE);
    }
    const struct format *format = find_format(argv[optind]);
    if (!format || choose_color(when, &color) == -1) {
        return WRONG_USAGE;
    }
    return render(format, argv[optind + 1], color);
}
