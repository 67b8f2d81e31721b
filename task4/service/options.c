// options.c - the command line that all services share.
// getopt_long(3)
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "options.h"
#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>

static int parse_port(const char *text, uint16_t *port)
{
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || value < 0 ||
        value > UINT16_MAX) {
        warnx("bad port '%s': a number up to 65535 is needed", text);
        return -1;
    }
    *port = (uint16_t)value;
    return 0;
}

int service_options(int argc, char **argv, void (*usage)(FILE *file),
                    struct service *service)
{
    static const struct option options[] = {
        {"port", required_argument, NULL, 'p'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int option;
    while ((option = getopt_long(argc, argv, "p:h", options, NULL)) != -1) {
        switch (option) {
        case 'h':
            usage(stdout);
            return 0;
        case 'p':
            if (parse_port(optarg, &service->port) < 0) {
                return 2;
            }
            break;
        default: // getopt has said why
            usage(stderr);
            return 2;
        }
    }
    return -1;
}
