// evidence_source.c - the directory whose files evidence-send ships, and one
// level of directories below it. inotify(7), openat(2).
//
// inotify only says when to look: each time the sizes of all files are
// compared with what was sent. So neither an overflow of its queue nor a file
// made before its directory was watched can be missed.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "evidence_source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cleanup.h"
#include "fail.h"

// More than the receiver takes, so that it is the receiver who notices.
enum { FILES_MAX = 1024 };

static const uint32_t watched =
    IN_CREATE | IN_MODIFY | IN_MOVED_TO | IN_ONLYDIR;

static void close_dir(DIR **dir)
{
    if (*dir) {
        closedir(*dir);
    }
}

int evidence_source_open(struct evidence_source *source, const char *path)
{
    *source = (struct evidence_source){.path = path, .changes = -1};
    source->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (source->fd == -1) {
        return fail_errno("cannot open '%s'", path);
    }
    source->changes = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (source->changes == -1 ||
        inotify_add_watch(source->changes, path, watched) == -1) {
        return fail_errno("cannot watch '%s'", path);
    }
    return 0;
}

void evidence_source_close(struct evidence_source *source)
{
    close_fd(&source->fd);
    close_fd(&source->changes);
    for (size_t i = 0; i < source->count; i++) {
        free(source->files[i].name);
    }
    free(source->files);
}

static struct source_file *add_file(struct evidence_source *source,
                                    const char *name)
{
    if (source->full) {
        return NULL;
    }
    size_t size = (source->count + 1) * sizeof(*source->files);
    struct source_file *files =
        source->count < FILES_MAX ? realloc(source->files, size) : NULL;
    if (files) {
        source->files = files;
    }
    char *copy = files ? strdup(name) : NULL;
    if (!copy) {
        fail("cannot follow '%s' and further files: too many", name);
        source->full = true;
        return NULL;
    }
    files[source->count] = (struct source_file){.name = copy};
    return &files[source->count++];
}

static struct source_file *find_file(struct evidence_source *source,
                                     const char *name)
{
    for (size_t i = 0; i < source->count; i++) {
        if (strcmp(source->files[i].name, name) == 0) {
            return &source->files[i];
        }
    }
    return add_file(source, name);
}

// Says ERROR about a file, or that it shrank when ERROR is 0, but only once.
static void complain(struct source_file *file, int error)
{
    if (file->told) {
        return;
    }
    file->told = true;
    if (error == 0) {
        fail("'%s' has shrunk, what was sent of it stays sent", file->name);
    } else {
        errno = error;
        fail_errno("cannot read '%s'", file->name);
    }
}

// Sends FD from where the last sweep stopped up to SIZE, in at least one frame.
static int send_growth(struct evidence_line *line, struct source_file *file,
                       int fd, uint64_t size)
{
    uint8_t *payload = line->frame + FRAME_PAYLOAD;
    size_t name = strlen(file->name);
    size_t room = FRAME_PAYLOAD_MAX - 1 - name;
    do {
        size_t wanted =
            size - file->sent < room ? (size_t)(size - file->sent) : room;
        ssize_t got = pread(fd, payload + 1 + name, wanted, (off_t)file->sent);
        if (got == -1 || (got == 0 && wanted > 0)) {
            complain(file, got == -1 ? errno : 0);
            return 0;
        }
        payload[0] = (uint8_t)name;
        memcpy(payload + 1, file->name, name);
        if (evidence_line_send(line, 'D', 1 + name + (size_t)got) == -1) {
            return -1;
        }
        file->begun = true;
        file->sent += (uint64_t)got;
    } while (file->sent < size);
    return 0;
}

// Looks at the entry LEAF of DIR; NAME is what the line calls it.
static int sweep_entry(struct evidence_source *source,
                       struct evidence_line *line, int dir, const char *leaf,
                       const char *name)
{
    struct stat status;
    if (fstatat(dir, leaf, &status, AT_SYMLINK_NOFOLLOW) == -1 ||
        !S_ISREG(status.st_mode)) {
        return 0;
    }
    struct source_file *file = find_file(source, name);
    if (!file || (file->begun && (uint64_t)status.st_size == file->sent)) {
        return 0;
    }
    CLEANUP(close_fd)
    int fd = openat(dir, leaf,
                    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd == -1 || fstat(fd, &status) == -1) {
        complain(file, errno);
        return 0;
    }
    if (!S_ISREG(status.st_mode)) { // it was replaced a moment ago
        return 0;
    }
    if ((uint64_t)status.st_size < file->sent) {
        complain(file, 0);
        return 0;
    }
    return send_growth(line, file, fd, (uint64_t)status.st_size);
}

static DIR *open_below(struct evidence_source *source, const char *name)
{
    int fd = openat(source->fd, name,
                    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd == -1 ? NULL : fdopendir(fd);
    if (!dir) {
        close_fd(&fd);
    }
    return dir;
}

// Looks at the files of the directory itself, or of SUB below it.
static int sweep_files(struct evidence_source *source,
                       struct evidence_line *line, const char *sub)
{
    CLEANUP(close_dir) DIR *dir = open_below(source, sub ? sub : ".");
    struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        char name[2 * (NAME_MAX + 1)];
        int length = snprintf(name, sizeof(name), "%s%s%s", sub ? sub : "",
                              sub ? "/" : "", entry->d_name);
        if (frame_name_valid(name, (size_t)length) &&
            sweep_entry(source, line, dirfd(dir), entry->d_name, name) == -1) {
            return -1;
        }
    }
    return 0;
}

// A directory that cannot be watched is swept when another one changes, and at
// the end: it needs no message.
static void watch(struct evidence_source *source, const char *sub)
{
    CLEANUP(free_text) char *path = NULL;
    if (asprintf(&path, "%s/%s", source->path, sub) == -1) {
        path = NULL;
        return;
    }
    inotify_add_watch(source->changes, path, watched | IN_DONT_FOLLOW);
}

int evidence_source_sweep(struct evidence_source *source,
                          struct evidence_line *line)
{
    if (sweep_files(source, line, NULL) == -1) {
        return -1;
    }
    CLEANUP(close_dir) DIR *dir = open_below(source, ".");
    struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        if (frame_name_valid(entry->d_name, strlen(entry->d_name)) &&
            (entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN)) {
            watch(source, entry->d_name);
            if (sweep_files(source, line, entry->d_name) == -1) {
                return -1;
            }
        }
    }
    return 0;
}
