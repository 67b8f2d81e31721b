// watch.h - the run of one program from its start to the end of the last
// process that it left behind.
// SPDX-License-Identifier: MIT
#pragma once
#include "terminal.h"
#include "trace.h"
#include <stdbool.h>

struct watch {
    struct trace *trace;
    struct terminal *terminal;
    double limit; // seconds, 0 for none
    int inside;   // see strays_open()
    bool timeout; // set when the limit was met
};

// Follows until nothing is left and writes the event "end".
int watch_program(struct watch *watch);
