// region_options.h - the commands of region, and what each of them takes.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdbool.h>

enum option_name { FROM, ID, KIT, SRC, GIVEN, OPTIONS };

struct options {
    const char *values[OPTIONS];
    char **operands;
    int count;
};

struct command {
    const char *name;
    const char *usage;
    int least, most;          // operands
    unsigned needed, allowed; // options, a bit each
    int (*run)(const struct options *options);
};

// Everything after the command's name. Returns 0, or -1 if that is no use.
int options_parse(struct options *options, int argc, char **argv);
bool options_fit(const struct options *options, const struct command *command);
