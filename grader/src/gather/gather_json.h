// gather_json.h - the JSON files of a recording, made safe and bounded.
//
// Both return text from malloc(3), at most MOST bytes of it, and set *CUT when
// something was left out; NULL after an error, see fail.h. FD is closed.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum {
    GATHER_EVENTS = 8000, // lines, besides the last
    GATHER_EVENT_BYTES = 64 * 1024,
    GATHER_VALUE_BYTES = 16 * 1024 * 1024, // of a file, white space and all
};

// A file that is one value; "null" when it is none.
char *gather_value(int fd, size_t most, bool *cut);

// A file of lines, as an array of those that are objects. The last one is kept
// whatever is left out before it: it says how the step ended.
char *gather_lines(int fd, size_t most, bool *cut);
