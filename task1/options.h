// options.h - the command line of `container`.
// SPDX-License-Identifier: MIT
#pragma once
#include "container.h"

// Fills C from the command line. Returns 0, 1 when only help was asked for, or
// -1 after saying what is wrong.
int options_parse(int argc, char **argv, struct container *c);

// Sets c->image to the absolute path of IMAGE as it was typed.
int options_image(struct container *c, const char *image);
