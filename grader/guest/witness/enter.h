// enter.h - starts the program on its terminal, inside or outside the
// namespaces of another process.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdbool.h>
#include <sys/types.h>

struct enter {
    pid_t target;          // whose namespaces and root, 0 for none
    const char *directory; // where to start, NULL for / or where we are
    char *const *command;
    int slave; // of the terminal
};

// A program that waits to go, and the leader of its session, which stays
// outside as long as go is open: when a session leader ends, its terminal is
// hung up and what the program left behind would be killed.
struct entered {
    pid_t leader;
    pid_t program;
    int go;     // a byte written here lets the program go
    int report; // see filter_install()
};

int enter_start(const struct enter *enter, struct entered *entered);
void enter_go(const struct entered *entered);

// Lets the session end, and waits for its leader when the program has ended:
// until then the leader does not.
void enter_finish(struct entered *entered, bool ended);
