// control.h - what a program prints for a terminal and not for a reader.
// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>

// Removes carriage returns and control sequences (colours, cursor movements,
// character sets) from BYTES, in place; returns how many bytes are left.
size_t control_remove(char *bytes, size_t length);
