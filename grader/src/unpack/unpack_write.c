// unpack_write.c - see unpack_write.h; openat(2), mkdirat(2).
//
// Whatever the archive said, a file gets mode 0644 and a directory 0755; what
// was executable is only noted. Everything is made anew below a directory that
// was not there, so no link can be met.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "unpack_write.h"

#include "cleanup.h"
#include "fail.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

// Makes a directory and sets its mode, since mkdir takes on a set-group-id bit.
static int make_directory(int parent, const char *path)
{
    if (mkdirat(parent, path, 0755) == -1) {
        return -1;
    }
    return fchmodat(parent, path, 0755, 0);
}

static int open_directory(int parent, const char *path)
{
    return openat(parent, path,
                  O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static int write_file(int directory, const char *path, const void *bytes,
                      size_t size)
{
    CLEANUP(close_fd)
    int fd = openat(directory, path,
                    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);

    if (fd == -1 || fchmod(fd, 0644) == -1) {
        return fail_errno("cannot write '%s'", path);
    }
    for (const char *rest = bytes; size > 0;) {
        ssize_t written = write(fd, rest, size);
        if (written == -1) {
            return fail_errno("cannot write '%s'", path);
        }
        rest += written;
        size -= (size_t)written;
    }
    return 0;
}

// Makes the folders of a path that are not there yet.
static int make_folders(int source, const char *path)
{
    char folder[PATH_LIMIT + 1];

    for (const char *slash = path; (slash = strchr(slash, '/')); slash++) {
        size_t length = (size_t)(slash - path);
        memcpy(folder, path, length);
        folder[length] = '\0';
        if (make_directory(source, folder) == -1 && errno != EEXIST) {
            return fail_errno("cannot make '%s'", folder);
        }
    }
    return 0;
}

int write_submission(const struct submission *submission, const char *text,
                     const char *destination)
{
    CLEANUP(close_fd) int directory = -1;
    CLEANUP(close_fd) int source = -1;

    if (make_directory(AT_FDCWD, destination) == -1 ||
        (directory = open_directory(AT_FDCWD, destination)) == -1 ||
        make_directory(directory, "src") == -1 ||
        (source = open_directory(directory, "src")) == -1) {
        return fail_errno("cannot make '%s'", destination);
    }
    for (size_t i = 0; i < submission->file_count; i++) {
        const struct found *file = &submission->files[i];
        if (make_folders(source, file->path) == -1 ||
            write_file(source, file->path, file->bytes, file->size) == -1) {
            return -1;
        }
    }
    return write_file(directory, "unpack.json", text, strlen(text));
}
