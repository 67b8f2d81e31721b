// evidence_dir.c - the directory that evidence-receive rebuilds: files that
// only grow, whose names were checked, below a directory that is held open.
// openat(2), mkdirat(2), renameat(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "evidence_dir.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cleanup.h"
#include "fail.h"
#include "write_all.h"

enum { FILES_MAX = 400, STRAY_KEPT = 65536 };

int evidence_dir_open(struct evidence_dir *dir, const char *path,
                      uint64_t max_bytes)
{
    *dir = (struct evidence_dir){.fd = -1, .max_bytes = max_bytes};
    if (mkdir(path, 0777) == -1 && errno != EEXIST) {
        return fail_errno("cannot make '%s'", path);
    }
    dir->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return dir->fd == -1 ? fail_errno("cannot open '%s'", path) : 0;
}

// Appends to NAME in the directory PARENT; FLAGS may ask to create it.
static int append(int parent, const char *name, int flags, const uint8_t *bytes,
                  size_t length)
{
    // O_NONBLOCK: something that is no file must not hold up the line
    flags |= O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
    CLEANUP(close_fd) int fd = openat(parent, name, flags, 0666);
    struct stat status;
    if (fd == -1 || fstat(fd, &status) == -1) {
        return -1;
    }
    if (!S_ISREG(status.st_mode)) {
        errno = EINVAL;
        return -1;
    }
    return write_all(fd, bytes, length);
}

// Appends to NAME, which may stand in a sub-directory.
static int append_below(struct evidence_dir *dir, char *name, int flags,
                        const uint8_t *bytes, size_t length)
{
    char *slash = strchr(name, '/');
    if (!slash) {
        return append(dir->fd, name, flags, bytes, length);
    }
    *slash = '\0';
    int made = flags & O_CREAT ? mkdirat(dir->fd, name, 0777) : 0;
    CLEANUP(close_fd)
    int parent = made == -1 && errno != EEXIST
                     ? -1
                     : openat(dir->fd, name,
                              O_PATH | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    *slash = '/';
    return parent == -1 ? -1 : append(parent, slash + 1, flags, bytes, length);
}

void evidence_dir_append(struct evidence_dir *dir, const uint8_t *payload,
                         size_t length)
{
    if (dir->truncated || dir->failed) {
        return;
    }
    char name[256];
    memcpy(name, payload + 1, payload[0]);
    name[payload[0]] = '\0';
    const uint8_t *bytes = payload + 1 + payload[0];
    length -= 1 + (size_t)payload[0];
    if (length > dir->max_bytes - dir->bytes) {
        length = (size_t)(dir->max_bytes - dir->bytes);
        dir->truncated = true;
    }
    int result = append_below(dir, name, 0, bytes, length);
    if (result == -1 && errno == ENOENT) {
        if (dir->files == FILES_MAX) {
            dir->truncated = true;
            return;
        }
        dir->files++;
        result = append_below(dir, name, O_CREAT, bytes, length);
    }
    if (result == -1) {
        fail_errno("cannot append to '%s'", name);
        dir->failed = true;
        return;
    }
    dir->bytes += length;
}

void evidence_dir_stray(struct evidence_dir *dir, const uint8_t *bytes,
                        size_t length)
{
    uint64_t seen = dir->stray_bytes;
    dir->stray_bytes += length;
    if (seen >= STRAY_KEPT || dir->failed) {
        return;
    }
    if (length > STRAY_KEPT - seen) {
        length = (size_t)(STRAY_KEPT - seen);
    }
    if (append(dir->fd, "stray.bin", O_CREAT, bytes, length) == -1) {
        fail_errno("cannot append to 'stray.bin'");
        dir->failed = true;
    }
}

static const char *json_bool(bool value)
{
    return value ? "true" : "false";
}

int evidence_dir_report(struct evidence_dir *dir,
                        const struct line_report *report)
{
    char status[16] = "null";
    if (report->status >= 0) {
        snprintf(status, sizeof(status), "%d", report->status);
    }
    CLEANUP(free_text) char *text = NULL;
    int length = asprintf(
        &text,
        "{\"frames\":%" PRIu64 ",\"bytes\":%" PRIu64 ",\"stray_bytes\":%" PRIu64
        ",\"lost_frames\":%" PRIu64 ",\"tampered\":%s,\"truncated\":%s,"
        "\"ended\":%s,\"status\":%s}\n",
        report->frames, dir->bytes, dir->stray_bytes, report->lost,
        json_bool(report->tampered), json_bool(dir->truncated),
        json_bool(report->status >= 0), status);
    if (length == -1) {
        text = NULL;
        return fail("no memory for 'line.json'");
    }
    // under its name it is complete or it is not there
    const char *draft = ".line.json.new";
    if ((unlinkat(dir->fd, draft, 0) == -1 && errno != ENOENT) ||
        append(dir->fd, draft, O_CREAT | O_EXCL, (const uint8_t *)text,
               (size_t)length) == -1 ||
        renameat(dir->fd, draft, dir->fd, "line.json") == -1) {
        return fail_errno("cannot write 'line.json'");
    }
    return 0;
}
