// terminal.h - the terminal of the program: what it writes goes to a file,
// what a file holds is typed.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct terminal {
    int master; // -1 when nothing more can come
    int slave;
    int out;
    size_t room; // bytes that OUT may still take
    bool truncated;
    unsigned long long written; // by the program, with what had no room
    bool failed;
    char *input; // typed when there is room for it
    size_t input_length;
    size_t typed;
};

// Opens a terminal of 80 columns and 24 lines that does not echo. With a
// target it is one of the terminals that process sees in its /dev/pts, where
// it has any. Descriptors are -1 when it fails.
int terminal_open(struct terminal *terminal, pid_t target);
void terminal_close(struct terminal *terminal);

// Takes what is to be typed from a file of at most 1 MiB.
int terminal_input(struct terminal *terminal, const char *path);

// Appends what the program writes to this file, at most so many bytes; what
// comes after is read and dropped.
int terminal_output(struct terminal *terminal, const char *path, size_t most);

// What poll(2) should wait for.
short terminal_events(const struct terminal *terminal);

// Reads and types without waiting; a program that never stops writing does not
// keep it here.
void terminal_pump(struct terminal *terminal);

// Reads what is left when the program has ended.
void terminal_drain(struct terminal *terminal);
