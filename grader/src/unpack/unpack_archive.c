// unpack_archive.c - opens a submission and walks over it; libarchive(3),
// archive_read_disk(3).
//
// Nothing is written and no link is followed. Archives and directories go the
// same way: to libarchive both are a row of entries.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "unpack_archive.h"

#include "cleanup.h"
#include "fail.h"
#include "unpack_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>

enum { BLOCK = 64 * 1024 };

static void free_archive(struct archive **archive)
{
    archive_read_free(*archive);
}

static void free_buffer(unsigned char **buffer)
{
    free(*buffer);
}

// What is known of an archive once its first entry has been found. libarchive
// takes off up to 25 layers of compression, each a bomb of its own: a tar may
// have one, a zip, which compresses itself, none. The last "filter" is the
// file.
static int note_kind(struct reader *reader)
{
    int format = archive_format(reader->archive) & ARCHIVE_FORMAT_BASE_MASK;
    bool zip = format == ARCHIVE_FORMAT_ZIP;

    reader->submission->kind = zip ? "zip" : "tar";
    return archive_filter_count(reader->archive) > (zip ? 1 : 2)
               ? reader_refuse(reader, NULL, "it is compressed twice")
               : 0;
}

// Takes one entry; for a directory, says whether to go into it.
static int step(struct reader *reader, struct archive_entry *entry)
{
    bool enter;

    if (!reader->directory && note_kind(reader) == -1) {
        return -1;
    }
    if (reader->submission->refused) {
        return 0;
    }
    if (entry_take(reader, entry, &enter) == -1) {
        return -1;
    }
    if (reader->directory && enter &&
        archive_read_disk_descend(reader->archive) != ARCHIVE_OK) {
        return reader_broken(reader);
    }
    return 0;
}

static size_t largest_file(const struct manifest *manifest)
{
    size_t largest = EXTRA_LIMIT;

    for (size_t i = 0; i < manifest->count; i++) {
        if (manifest->lines[i].limit > largest) {
            largest = manifest->lines[i].limit;
        }
    }
    return largest;
}

// Reads entries until the last one or until the submission is refused.
static int walk(struct reader *reader)
{
    CLEANUP(free_buffer) unsigned char *buffer = NULL;
    struct archive_entry *entry;

    reader->room = largest_file(reader->submission->manifest) + 1;
    reader->buffer = buffer = malloc(reader->room);
    if (!buffer) {
        return fail_errno("cannot read the submission");
    }
    while (!reader->submission->refused) {
        int status = archive_read_next_header(reader->archive, &entry);
        if (status == ARCHIVE_EOF) {
            break;
        }
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
            return reader_broken(reader);
        }
        if (step(reader, entry) == -1) {
            return -1;
        }
    }
    return 0;
}

static struct archive *new_archive(void)
{
    struct archive *archive = archive_read_new();

    if (!archive || archive_read_support_filter_gzip(archive) != ARCHIVE_OK ||
        archive_read_support_filter_bzip2(archive) != ARCHIVE_OK ||
        archive_read_support_filter_xz(archive) != ARCHIVE_OK ||
        archive_read_support_filter_zstd(archive) != ARCHIVE_OK ||
        archive_read_support_format_tar(archive) != ARCHIVE_OK ||
        archive_read_support_format_zip(archive) != ARCHIVE_OK) {
        fail("this libarchive cannot read tar and zip archives");
        archive_read_free(archive);
        return NULL;
    }
    return archive;
}

int archive_take_file(struct submission *submission, int fd)
{
    CLEANUP(free_archive) struct archive *archive = new_archive();
    struct reader reader = {
        .archive = archive, .submission = submission, .deepest = PLACE_DEEPEST};
    struct stat status;

    if (!archive) {
        return -1;
    }
    if (fstat(fd, &status) == -1) {
        return fail_errno("cannot read the submission");
    }
    // libarchive keeps the whole list of a zip archive in memory
    if (status.st_size > READER_BYTES + READER_GIT_BYTES) {
        return reader_refuse(&reader, NULL, "it is too large");
    }
    return archive_read_open_fd(archive, fd, BLOCK) == ARCHIVE_OK
               ? walk(&reader)
               : reader_broken(&reader);
}

int archive_take_memory(struct submission *submission, const void *bytes,
                        size_t size)
{
    CLEANUP(free_archive) struct archive *archive = new_archive();
    struct reader reader = {
        .archive = archive, .submission = submission, .deepest = PLACE_DEEPEST};

    if (!archive) {
        return -1;
    }
    return archive_read_open_memory(archive, bytes, size) == ARCHIVE_OK
               ? walk(&reader)
               : reader_broken(&reader);
}

// A directory with a task folder in it is a work tree, where nothing else is
// looked at: not solutions/task1, nor a copy in build/.
static unsigned deepest_in(const struct manifest *manifest, int directory)
{
    struct stat status;

    for (size_t i = 0; i < manifest->count; i++) {
        const struct wanted *wanted = &manifest->lines[i];
        CLEANUP(free_text) char *folder = strndup(wanted->path, wanted->folder);
        if (folder &&
            fstatat(directory, folder, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISDIR(status.st_mode)) {
            return 0;
        }
    }
    return PLACE_DEEPEST;
}

int archive_take_directory(struct submission *submission, const char *path)
{
    CLEANUP(free_archive) struct archive *archive = archive_read_disk_new();
    CLEANUP(close_fd) int fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    struct reader reader = {.archive = archive,
                            .submission = submission,
                            .directory = true,
                            .prefix = strlen(path)};

    if (!archive || fd == -1) {
        return fail_errno("cannot open '%s'", path);
    }
    reader.deepest = deepest_in(submission->manifest, fd);
    submission->kind = "directory";
    archive_read_disk_set_symlink_physical(archive);
    archive_read_disk_set_behavior(
        archive, ARCHIVE_READDISK_NO_XATTR | ARCHIVE_READDISK_NO_ACL |
                     ARCHIVE_READDISK_NO_FFLAGS | ARCHIVE_READDISK_NO_SPARSE);
    return archive_read_disk_open(archive, path) == ARCHIVE_OK
               ? walk(&reader)
               : reader_broken(&reader);
}
