// evidence_dir.h - the directory that evidence-receive rebuilds.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct evidence_dir {
    int fd;
    uint64_t max_bytes;
    uint64_t bytes;       // written to files
    uint64_t stray_bytes; // seen; stray.bin keeps the first of them
    int files;
    bool truncated; // a limit was met, what followed was dropped
    bool failed;    // this host could not write, what followed was dropped
};

// Opens PATH, which is made when it is missing.
int evidence_dir_open(struct evidence_dir *dir, const char *path,
                      uint64_t max_bytes);

// Appends to the file whose (valid) name the first byte of PAYLOAD counts and
// the next ones spell. A failure is noted in dir->failed.
void evidence_dir_append(struct evidence_dir *dir, const uint8_t *payload,
                         size_t length);
void evidence_dir_stray(struct evidence_dir *dir, const uint8_t *bytes,
                        size_t length);

// How the line went, for line.json.
struct line_report {
    uint64_t frames, lost;
    bool tampered;
    int status; // -1 when no last frame came
};

int evidence_dir_report(struct evidence_dir *dir,
                        const struct line_report *report);
