// region_options.c - see region_options.h; getopt_long(3).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "region_options.h"

#include "fail.h"
#include "region_marker.h"

#include <getopt.h>
#include <string.h>

static bool ids_valid(const char *ids)
{
    while (region_id_valid(ids, strcspn(ids, ","))) {
        ids += strcspn(ids, ",");
        if (*ids == '\0') {
            return true;
        }
        ids++;
    }
    return false;
}

int options_parse(struct options *options, int argc, char **argv)
{
    static const struct option names[] = {
        {"from", required_argument, NULL, FROM},
        {"id", required_argument, NULL, ID},
        {"kit", required_argument, NULL, KIT},
        {"src", required_argument, NULL, SRC},
        {"given", required_argument, NULL, GIVEN},
        {NULL, 0, NULL, 0},
    };
    optind = 2;
    for (int c; (c = getopt_long(argc, argv, "", names, NULL)) != -1;) {
        if (c == '?' || options->values[c]) {
            return -1; // unknown, or there already
        }
        options->values[c] = optarg;
    }
    options->operands = argv + optind;
    options->count = argc - optind;
    const char *ids = options->values[ID];
    return ids && !ids_valid(ids) ? fail("bad id in '%s'", ids) : 0;
}

bool options_fit(const struct options *options, const struct command *command)
{
    unsigned given = 0;
    for (unsigned i = 0; i < OPTIONS; i++) {
        given |= (unsigned)(options->values[i] != NULL) << i;
    }
    return options->count >= command->least &&
           options->count <= command->most &&
           (given & ~command->allowed) == command->needed;
}
