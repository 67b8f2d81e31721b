// external-service.c - what the outside sees: GET / asks a counter-service for
// the next number and answers with it, in a sentence.
// curl_global_init(3), README.md
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "../service/options.h"
#include "../service/service.h"
#include "remote_counter.h"
#include <curl/curl.h>
#include <err.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

static void visit(void *context, struct answer *answer)
{
    unsigned long number;
    char why[160];
    if (remote_counter_increment(context, &number, why, sizeof(why)) == 0) {
        answer_set(answer, 200, "You are visitor number %lu.", number);
    } else {
        answer_set(answer, 502, "The counter service gives no number: %s", why);
    }
}

static const struct route routes[] = {
    {"/", visit},
    {NULL, NULL},
};

static void usage(FILE *file)
{
    fputs(
        "usage: external-service [--port N] URL\n"
        "Tells visitors how many they are. URL is where a counter-service\n"
        "listens, such as http://192.168.2.2:8080/\n\n"
        " -p, --port N  listen on this port (8080); 0: a free one\n"
        " -h, --help    say this\n\n"
        "Exit status: 0 after SIGTERM, 1 it could not start, 2 wrong usage.\n",
        file);
}

int main(int argc, char **argv)
{
    struct remote_counter counter;
    struct service service = {
        .name = "external-service",
        .port = 8080,
        .routes = routes,
        .context = &counter,
    };
    int status = service_options(argc, argv, usage, &service);
    if (status >= 0) {
        return status;
    }
    if (argc - optind != 1) {
        warnx("exactly one URL is needed, that of the counter service");
        return 2;
    }
    if (remote_counter_at(&counter, argv[optind]) < 0) {
        return 2;
    }
    // before there are threads
    if (curl_global_init(CURL_GLOBAL_NOTHING) != CURLE_OK) {
        warnx("libcurl cannot start");
        return EXIT_FAILURE;
    }
    status = service_run(&service) < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
    curl_global_cleanup();
    return status;
}
