// gather_dir.c - see gather_dir.h; readdir(3), openat(2).
//
// What all files may take together is shared from the smallest on: what one
// does not need is there for the larger ones.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "gather_dir.h"

#include "cleanup.h"
#include "fail.h"
#include "gather_json.h"
#include "gather_text.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

static void close_directory(DIR **directory)
{
    if (*directory) {
        closedir(*directory);
    }
}

static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name);
    size_t size = strlen(end);
    return length > size && strcmp(name + length - size, end) == 0;
}

// The recorder gives plain names; what is meant for people is not read.
static bool is_wanted(const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    static const char *const skipped[] = {"stray.bin", "console.log",
                                          "machine.log"};
    for (size_t i = 0; i < sizeof(skipped) / sizeof(*skipped); i++) {
        if (strcmp(name, skipped[i]) == 0) {
            return false;
        }
    }
    return name[0] != '.' && !name[strspn(name, plain)];
}

static int compare_names(const void *left, const void *right)
{
    const struct gathered *a = left;
    const struct gathered *b = right;
    return strcmp(a->name, b->name);
}

static int compare_sizes(const void *left, const void *right)
{
    const struct gathered *a = left;
    const struct gathered *b = right;
    if (a->size != b->size) {
        return a->size < b->size ? -1 : 1;
    }
    return compare_names(a, b);
}

static void list_files(struct recording *recording, DIR *directory)
{
    const struct dirent *entry;
    struct stat status;
    while ((entry = readdir(directory))) {
        const char *name = entry->d_name;
        if (!is_wanted(name) ||
            fstatat(dirfd(directory), name, &status, AT_SYMLINK_NOFOLLOW) ==
                -1 ||
            !S_ISREG(status.st_mode)) {
            continue;
        }
        if (recording->count == GATHER_FILES) {
            recording->cut = true;
            return;
        }
        struct gathered *file = &recording->files[recording->count++];
        *file = (struct gathered){.size = (size_t)status.st_size};
        memcpy(file->name, name, strlen(name) + 1);
    }
}

static int read_file(struct gathered *file, int directory, size_t most)
{
    const char *name = file->name;
    int fd =
        openat(directory, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd == -1) {
        return fail_errno("cannot open '%s'", name);
    }
    if (ends_with(name, ".json")) {
        file->json = gather_value(fd, most, &file->cut);
    } else if (ends_with(name, ".jsonl") || ends_with(name, ".witness")) {
        file->json = gather_lines(fd, most, &file->cut);
    } else {
        file->json = gather_text(fd, ends_with(name, ".out"), most, &file->cut);
    }
    return file->json ? 0 : -1;
}

int recording_read(struct recording *recording, const char *path)
{
    CLEANUP(close_directory) DIR *directory = opendir(path);
    size_t left = GATHER_ALL_BYTES;
    *recording = (struct recording){0};
    if (!directory) {
        return fail_errno("cannot read '%s'", path);
    }
    list_files(recording, directory);
    qsort(recording->files, recording->count, sizeof(*recording->files),
          compare_sizes);
    for (size_t i = 0; i < recording->count; i++) {
        struct gathered *file = &recording->files[i];
        if (read_file(file, dirfd(directory), left / (recording->count - i)) ==
            -1) {
            return -1;
        }
        left -= strlen(file->json);
    }
    qsort(recording->files, recording->count, sizeof(*recording->files),
          compare_names);
    return 0;
}

void recording_free(struct recording *recording)
{
    for (size_t i = 0; i < recording->count; i++) {
        free(recording->files[i].json);
    }
}
