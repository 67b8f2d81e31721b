// files.h - the small files of the kernel.
// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>

// Prints "init: cannot WHAT 'OBJECT': why" to the console.
void complain(const char *what, const char *object);

// The text of a file without its last newline; empty when it cannot be read.
void read_file(const char *path, char *text, size_t size);

void write_file(const char *path, const char *text);
