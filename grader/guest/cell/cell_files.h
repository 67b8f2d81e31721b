// cell_files.h - the few files that the cell is given.
// SPDX-License-Identifier: MIT
#pragma once

// Copies what lies below the directory FROM to the existing directory TO:
// regular files and directories, with their modes.
int files_copy(const char *from, const char *to);

// Copies one file with its mode; what was there is replaced.
int file_copy(const char *from, const char *to);

// Writes TEXT as a file of mode 644.
int file_write(const char *path, const char *text);
