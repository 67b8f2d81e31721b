// settings.h - what the kernel's command line tells process 1.
// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>

struct settings {
    char input[256];
    char output[256];
    char status[256];
    char command[4096]; // arguments, each ended by NUL
    size_t command_length;
};

void read_settings(struct settings *settings);
