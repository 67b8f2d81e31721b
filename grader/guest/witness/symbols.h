// symbols.h - where a program keeps a variable that it exports.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdint.h>

// The address of NAME, as the ELF file behind the descriptor gives it; 0 when
// there is none. The file may be anything.
uint64_t symbol_find(int file, const char *name);
