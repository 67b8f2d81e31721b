// region_diff.h - what a submitted file changed outside its regions.
// SPDX-License-Identifier: MIT
#pragma once
#include "region_file.h"

#include <stdio.h>

// Writes what FILE changed outside its regions: hunks without context, as in a
// unified diff, with the line numbers of the two files. Other line ends and a
// byte order mark are one sentence each. Sets *differs.
int region_diff(const struct region_file *kit, const struct region_file *file,
                FILE *out, bool *differs);
