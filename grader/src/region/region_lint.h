// region_lint.h - says what is wrong with the regions of a file, one message
// a finding: FILE:LINE: TEXT. The functions return 0, or -1 for any finding.
// SPDX-License-Identifier: MIT
#pragma once
#include "region_file.h"

// Takes a message; TO is whatever the caller wants.
typedef void region_say(void *to, const char *message);

// Says it on standard error.
void region_complain(void *to, const char *message);

// The problems of the file itself.
int region_lint(const struct region_file *file, region_say *say, void *to);

// Regions of the kit's file that FILE lacks or has in another order, and those
// that the kit does not know.
int region_lint_against(const struct region_file *kit,
                        const struct region_file *file, region_say *say,
                        void *to);
