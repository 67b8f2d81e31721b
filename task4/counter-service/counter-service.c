// counter-service.c - counts. Answers GET of three paths with a number:
//     /get_and_increment_counter   one more than before, and from now on
//     /get_counter                 as it is
//     /reset_counter               0, from now on
// stdatomic.h, README.md
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "../service/options.h"
#include "../service/service.h"
#include "counter.h"
#include <err.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

static void answer_number(struct answer *answer, unsigned long value)
{
    answer_set(answer, 200, "%lu", value);
}

static void get_and_increment(void *context, struct answer *answer)
{
    answer_number(answer, counter_increment(context));
}

static void get(void *context, struct answer *answer)
{
    answer_number(answer, counter_value(context));
}

static void reset(void *context, struct answer *answer)
{
    counter_reset(context);
    answer_number(answer, 0);
}

static const struct route routes[] = {
    {"/get_and_increment_counter", get_and_increment},
    {"/get_counter", get},
    {"/reset_counter", reset},
    {NULL, NULL},
};

static void usage(FILE *file)
{
    fputs(
        "usage: counter-service [--port N]\n"
        "Counts the requests for /get_and_increment_counter.\n\n"
        " -p, --port N  listen on this port (8080); 0: a free one\n"
        " -h, --help    say this\n\n"
        "Exit status: 0 after SIGTERM, 1 it could not start, 2 wrong usage.\n",
        file);
}

int main(int argc, char **argv)
{
    struct counter counter = {0};
    struct service service = {
        .name = "counter-service",
        .port = 8080,
        .routes = routes,
        .context = &counter,
    };
    int status = service_options(argc, argv, usage, &service);
    if (status >= 0) {
        return status;
    }
    if (optind < argc) {
        warnx("what is '%s'? There are no operands", argv[optind]);
        return 2;
    }
    return service_run(&service) < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
