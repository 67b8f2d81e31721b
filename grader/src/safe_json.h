// safe_json.h - JSON from the machine, whose strings came from a student, as
// JSON that is safe to show and bounded in size. jansson's API reference.
// SPDX-License-Identifier: MIT
#pragma once
#include "text.h"

#include <jansson.h>

enum {
    SAFE_JSON_STRING = 8 * 1024,         // bytes of a string
    SAFE_JSON_DEPTH = 64,                // gojq reads 10000
    SAFE_JSON_MEMORY = 160 * 1024 * 1024 // for all values at once
};

// Bounds what jansson takes, once, before its first use: "[{},{},{}" needs
// seventy times its size.
void safe_json_begin(void);

// The value in TEXT, its strings and keys as visible.h shows them; NULL where
// there is none. Sets *CUT when a string or what is nested deeper was cut.
json_t *safe_json_parse(struct text text, bool *cut);

// The value as text of at most MOST bytes, from malloc(3). Where it would be
// longer, the ends of its longest arrays are left out, and *CUT is set; NULL
// when that is not enough.
char *safe_json_print(json_t *value, size_t most, bool *cut);
