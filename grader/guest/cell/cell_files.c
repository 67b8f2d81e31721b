// cell_files.c - the few files that the cell is given, see cell_files.h.
// fts(3), sendfile(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "cell_files.h"
#include "cleanup.h"
#include "fail.h"
#include "write_all.h"
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <limits.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>

static int copy_bytes(int from, int to)
{
    ssize_t sent;
    do {
        sent = sendfile(to, from, NULL, 1U << 20);
    } while (sent > 0);
    return sent == -1 ? -1 : 0;
}

int file_copy(const char *from, const char *to)
{
    struct stat about;
    CLEANUP(close_fd) int in = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (in == -1 || fstat(in, &about) == -1) {
        return fail_errno("cannot open '%s'", from);
    }
    // never through a link that the image has there
    unlink(to);
    CLEANUP(close_fd)
    int out =
        open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, about.st_mode & 0777);
    // make(1) goes by these: what was built beforehand must not look older
    const struct timespec times[] = {about.st_atim, about.st_mtim};
    if (out == -1 || copy_bytes(in, out) == -1 || futimens(out, times) == -1) {
        return fail_errno("cannot write '%s'", to);
    }
    return 0;
}

static int copy_entry(const FTSENT *entry, const char *to)
{
    switch (entry->fts_info) {
    case FTS_F:
        return file_copy(entry->fts_path, to);
    case FTS_D:
        // what two sources share is there already
        if (mkdir(to, entry->fts_statp->st_mode & 0777) == -1 &&
            errno != EEXIST) {
            return fail_errno("cannot make '%s'", to);
        }
        return 0;
    case FTS_DP:
        return 0;
    default:
        return fail("cannot copy '%s'", entry->fts_path);
    }
}

int files_copy(const char *from, const char *to)
{
    char source[PATH_MAX];
    char target[PATH_MAX];
    char *roots[] = {source, NULL};
    snprintf(source, sizeof(source), "%s", from);
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    if (!tree) {
        return fail_errno("cannot read '%s'", from);
    }
    int result = 0;
    FTSENT *entry;
    while (result == 0 && (entry = fts_read(tree))) {
        int length = snprintf(target, sizeof(target), "%s%s", to,
                              entry->fts_path + strlen(from));
        result = length < (int)sizeof(target)
                     ? copy_entry(entry, target)
                     : fail("'%s' is too long", entry->fts_path);
    }
    fts_close(tree);
    return result;
}

int file_write(const char *path, const char *text)
{
    CLEANUP(close_fd)
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd == -1 || write_all(fd, text, strlen(text)) == -1) {
        return fail_errno("cannot write '%s'", path);
    }
    return 0;
}
