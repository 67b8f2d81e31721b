// evidence_source.h - the directory whose files evidence-send ships.
// SPDX-License-Identifier: MIT
#pragma once
#include "evidence_line.h"

struct source_file {
    char *name;
    uint64_t sent; // bytes of it
    bool begun;    // at least one frame of it was sent
    bool told;     // what is wrong with it was said
};

struct evidence_source {
    const char *path;
    int fd;
    int changes; // an inotify descriptor: readable when a sweep is due
    struct source_file *files;
    size_t count;
    bool full; // there are more files than are followed, which was said
};

int evidence_source_open(struct evidence_source *source, const char *path);
void evidence_source_close(struct evidence_source *source);

// Ships what was appended to the files since the last sweep. A file that
// cannot be read does no harm to the others: -1 means that the line is broken.
int evidence_source_sweep(struct evidence_source *source,
                          struct evidence_line *line);
