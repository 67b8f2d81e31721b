// unpack_json.h - what unpack.json says, see grader/FORMATS.md.
// SPDX-License-Identifier: MIT
#pragma once
#include "unpack_submission.h"

// The text of unpack.json, to be freed; name is what the submission is called.
// NULL when memory is short.
char *json_describe(const struct submission *submission, const char *name);
