// unpack_reader.h - a submission while libarchive(3) reads it.
//
// Every byte that is unpacked counts, also of what is not taken: what is too
// large, damaged or never ends refuses the submission.
// SPDX-License-Identifier: MIT
#pragma once
#include "unpack_submission.h"

struct archive;
struct archive_entry;

enum {
    READER_SECONDS = 4,          // of the processor
    READER_ENTRIES = 20000,      // not counting .git
    READER_GIT_ENTRIES = 500000, // in .git
    READER_BYTES = 64 * 1024 * 1024,
    READER_GIT_BYTES = 512 * 1024 * 1024,
};

struct reader {
    struct archive *archive;
    struct submission *submission;
    bool directory;
    size_t prefix;    // bytes of an entry's path that lead to the directory
    unsigned deepest; // folders above a task folder, see place_find()
    size_t entries, git_entries;
    size_t bytes, git_bytes;
    unsigned char *buffer;
    size_t room; // of the buffer: a byte more than any file may have
};

// These return 0, or -1 when memory is short; each may refuse the submission.
int reader_refuse(struct reader *reader, const char *path, const char *what);
// Refuses with libarchive's last message.
int reader_broken(struct reader *reader);
// Counts one more entry.
int reader_count(struct reader *reader, bool git);
// Reads up to most bytes of the entry into the buffer; *size is how many.
int reader_bytes(struct reader *reader, bool git, size_t most, size_t *size);
// Reads what is left of the entry, unless it is a file of a directory.
int reader_rest(struct reader *reader, bool git);

// Takes, ignores or refuses the entry; *enter says whether a directory's
// entries are wanted (unpack_entry.c).
int entry_take(struct reader *reader, struct archive_entry *entry, bool *enter);
