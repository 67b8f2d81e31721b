// unpack_write.h - puts what was taken into a new directory.
// SPDX-License-Identifier: MIT
#pragma once
#include "unpack_submission.h"

// Makes the directory destination with the files in src/ and text as
// unpack.json. 0 or -1.
int write_submission(const struct submission *submission, const char *text,
                     const char *destination);
