// unpack_manifest.c - reads the list of files; getline(3), strsep(3).
//
// The file is the kit's own, but a slip in it would decide what is taken from
// every student, so each field is checked.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "unpack_manifest.h"

#include "cleanup.h"
#include "fail.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_plain_name(const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    return name[0] && name[0] != '.' && !name[strspn(name, plain)];
}

// Copies "folder/name"; returns the length of the folder, or 0.
static size_t parse_path(char path[MANIFEST_PATH + 1], char *field)
{
    char *slash = strchr(field, '/');
    if (strlen(field) > MANIFEST_PATH || !slash) {
        return 0;
    }
    memcpy(path, field, strlen(field) + 1);
    *slash = '\0';
    bool plain = is_plain_name(field) && is_plain_name(slash + 1);
    return plain ? (size_t)(slash - field) : 0;
}

static bool parse_line(struct wanted *wanted, char *line)
{
    char *path = strsep(&line, "\t");
    char *task = strsep(&line, "\t");
    char *limit = strsep(&line, "\t");
    char *needed = strsep(&line, "\t");
    char *called = line;
    if (!called || !is_plain_name(task) || strlen(task) > MANIFEST_TASK) {
        return false;
    }
    wanted->folder = parse_path(wanted->path, path);
    if (wanted->folder == 0 ||
        parse_path(wanted->called, called) != wanted->folder ||
        strncmp(wanted->called, wanted->path, wanted->folder) != 0) {
        return false;
    }
    memcpy(wanted->task, task, strlen(task) + 1);
    char *end;
    unsigned long kib = strtoul(limit, &end, 10);
    if (*end || kib < 1 || kib > MANIFEST_KIB) {
        return false;
    }
    wanted->limit = kib * 1024;
    wanted->needed = strcmp(needed, "yes") == 0;
    return wanted->needed || strcmp(needed, "no") == 0;
}

int manifest_read(struct manifest *manifest, const char *file)
{
    CLEANUP(close_file) FILE *stream = fopen(file, "re");
    CLEANUP(free_text) char *line = NULL;
    size_t room = 0;
    ssize_t length;

    manifest->count = 0;
    if (!stream) {
        return fail_errno("cannot open '%s'", file);
    }
    for (unsigned number = 1; (length = getline(&line, &room, stream)) != -1;
         number++) {
        if (length > 0 && line[length - 1] == '\n') {
            line[--length] = '\0';
        }
        if (length == 0 || line[0] == '#') {
            continue;
        }
        if (manifest->count == MANIFEST_LINES) {
            return fail("'%s' has more than %d lines", file, MANIFEST_LINES);
        }
        struct wanted *wanted = &manifest->lines[manifest->count];
        if (!parse_line(wanted, line) ||
            manifest_path(manifest, wanted->called)) {
            return fail("%s:%u: not 'path, task, max_KiB, needed, called'",
                        file, number);
        }
        manifest->count++;
    }
    if (ferror(stream)) {
        return fail_errno("cannot read '%s'", file);
    }
    return manifest->count ? 0 : fail("'%s' names no file", file);
}

const struct wanted *manifest_path(const struct manifest *manifest,
                                   const char *path)
{
    for (size_t i = 0; i < manifest->count; i++) {
        if (strcmp(manifest->lines[i].called, path) == 0) {
            return &manifest->lines[i];
        }
    }
    return NULL;
}

const struct wanted *manifest_name(const struct manifest *manifest,
                                   const char *name)
{
    for (size_t i = 0; i < manifest->count; i++) {
        const struct wanted *wanted = &manifest->lines[i];
        if (strcmp(wanted->called + wanted->folder + 1, name) == 0) {
            return wanted;
        }
    }
    return NULL;
}

const struct wanted *manifest_folder(const struct manifest *manifest,
                                     const char *folder, size_t length)
{
    for (size_t i = 0; i < manifest->count; i++) {
        const struct wanted *wanted = &manifest->lines[i];
        if (wanted->folder == length &&
            strncmp(wanted->path, folder, length) == 0) {
            return wanted;
        }
    }
    return NULL;
}
