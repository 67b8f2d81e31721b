// steps_tail.h - shows the steps of a recording as they are done.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct steps_tail {
    char line[8192];
    size_t length;
    bool overlong; // the line that is being read does not fit and is passed by
};

// Takes what was appended to steps.jsonl and prints "STEP: status N" on
// standard error for each line that it completes. The lines come from the
// machine: what is no step is passed by in silence.
void steps_tail_feed(struct steps_tail *tail, const uint8_t *bytes,
                     size_t length);
