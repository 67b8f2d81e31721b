// unpack_roll.h - whose submission it is, guessed from names.
// SPDX-License-Identifier: MIT
#pragma once
#include "unpack_submission.h"

// The roll number in the top folder, or else in the name of the file or
// directory: "22m0789" of 22m0789_assignment3.tar.gz. A folder's name, which
// may be anything, must be one by the course's pattern. Sets *roll, to NULL
// when neither looks like one. 0, or -1 when memory is short.
int roll_guess(const struct submission *submission, const char *name,
               char **roll);
