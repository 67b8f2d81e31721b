// kernel_file.h - small files and links of procfs and cgroupfs.
// SPDX-License-Identifier: MIT
#pragma once
#include <jansson.h>
#include <stddef.h>
#include <sys/types.h>

// A descriptor of /proc/PID, by which its files are read as long as it lives,
// and nobody else's; -1 without a message when there is no such process.
int kernel_process_open(pid_t pid);

// Reads at most size-1 bytes of the file and ends them with a zero byte. One
// read is enough: these files come whole or as far as there is room.
// Returns how many, or -1 without a message: the file may well be gone.
ssize_t kernel_file_read(int directory, const char *name, char *text,
                         size_t size);

// The same for what a symbolic link says.
ssize_t kernel_file_link(int directory, const char *name, char *text,
                         size_t size);

// What a link says as a JSON string; JSON null when it cannot be read.
json_t *kernel_file_link_text(int directory, const char *name);
