// unpack_archive.h - reads a submission into memory with libarchive(3).
//
// An archive that is broken, hostile or too large is no failure of these
// functions: they return 0 and submission->refused says why. They return -1
// when memory is short.
// SPDX-License-Identifier: MIT
#pragma once
#include "unpack_submission.h"

// A tar or zip archive in an open file, or in memory.
int archive_take_file(struct submission *submission, int fd);
int archive_take_memory(struct submission *submission, const void *bytes,
                        size_t size);
// A directory, given by an absolute path that goes through no link.
int archive_take_directory(struct submission *submission, const char *path);
