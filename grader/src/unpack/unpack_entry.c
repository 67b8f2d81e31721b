// unpack_entry.c - what becomes of one entry of an archive; libarchive(3),
// archive_entry(3), inode(7), access(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "unpack_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>
#include <unistd.h>

// In a work tree may lie what the tasks left as root, and only root can read.
static bool is_readable(const struct reader *reader,
                        struct archive_entry *entry)
{
    bool folder = archive_entry_filetype(entry) == AE_IFDIR;
    return !reader->directory || access(archive_entry_pathname(entry),
                                        folder ? R_OK | X_OK : R_OK) == 0;
}

// Reads a regular file that has a place in a task.
static int take_file(struct reader *reader, struct archive_entry *entry,
                     const struct place *place, const char *name)
{
    size_t limit = place->wanted ? place->wanted->limit : EXTRA_LIMIT;
    struct found facts = {.executable =
                              (archive_entry_perm(entry) & S_IXUSR) != 0};

    if (!is_readable(reader, entry)) {
        return place->wanted ? reader_refuse(reader, name, "cannot be read")
                             : submission_ignore(reader->submission, name,
                                                 "cannot be read");
    }
    if (reader_bytes(reader, false, limit + 1, &facts.size) == -1) {
        return -1;
    }
    if (reader->submission->refused) {
        return 0;
    }
    facts.too_large = facts.size > limit;
    if (!place->wanted && facts.too_large) {
        return submission_ignore(reader->submission, name,
                                 "too large for an extra file");
    }
    if (!place->wanted && memchr(reader->buffer, '\0', facts.size)) {
        return submission_ignore(reader->submission, name, "not a text file");
    }
    return submission_add(reader->submission, place, name, reader->buffer,
                          &facts);
}

static int check_links(struct reader *reader, struct archive_entry *entry,
                       const char *name)
{
    char clean[PATH_LIMIT + 1];
    const char *target = archive_entry_hardlink(entry);
    if (target) {
        enum path_fault fault = path_clean(target, clean);
        return fault == PATH_ABSOLUTE || fault == PATH_CLIMBS
                   ? reader_refuse(reader, name,
                                   "is a hard link that leads out of it")
                   : submission_ignore(reader->submission, name, "a hard link");
    }
    target = archive_entry_symlink(entry);
    return !target || path_leaves(name, target)
               ? reader_refuse(reader, name,
                               "is a symbolic link that leads out of it")
               : submission_ignore(reader->submission, name, "a symbolic link");
}

// Judges an entry by what it is, and takes it if it has a place.
static int take_kind(struct reader *reader, struct archive_entry *entry,
                     const struct place *place, const char *name)
{
    mode_t type = archive_entry_filetype(entry);

    if (archive_entry_hardlink(entry) || type == AE_IFLNK) {
        return check_links(reader, entry, name);
    }
    if (type == AE_IFDIR) {
        return is_readable(reader, entry)
                   ? 0
                   : submission_ignore(reader->submission, name,
                                       "cannot be read");
    }
    if (type != AE_IFREG) {
        return reader_refuse(reader, name, "is a device, a pipe or a socket");
    }
    if (archive_entry_perm(entry) & (S_ISUID | S_ISGID)) {
        return reader_refuse(reader, name, "has a set-id bit");
    }
    if (place->reason) {
        return submission_ignore(reader->submission, name, place->reason);
    }
    return take_file(reader, entry, place, name);
}

// Does the same by where it is. Of a work tree only the task folders are looked
// at, of an archive all but what tools and containers keep.
static int take_place(struct reader *reader, struct archive_entry *entry,
                      const struct place *place, const char *name)
{
    switch (place->kind) {
    case PLACE_GIT:
        return 0;
    case PLACE_SKIPPED:
        return reader->directory || archive_entry_filetype(entry) == AE_IFDIR
                   ? 0
                   : submission_ignore(reader->submission, name, place->reason);
    case PLACE_OUTSIDE:
        return reader->directory ? 0 : take_kind(reader, entry, place, name);
    default:
        return take_kind(reader, entry, place, name);
    }
}

static int refuse_name(struct reader *reader, const char *raw,
                       enum path_fault fault)
{
    switch (fault) {
    case PATH_ABSOLUTE:
        return reader_refuse(reader, raw, "is an absolute path");
    case PATH_CLIMBS:
        return reader_refuse(reader, raw, "leads out of it");
    case PATH_LONG:
        return reader_refuse(reader, raw, "is too long a path");
    default:
        return 0;
    }
}

int entry_take(struct reader *reader, struct archive_entry *entry, bool *enter)
{
    struct submission *submission = reader->submission;
    const char *raw = archive_entry_pathname(entry);
    char name[PATH_LIMIT + 1];
    struct place place;

    *enter = false;
    raw = raw ? raw + reader->prefix : ""; // none: it is in no known encoding
    raw += reader->directory && *raw == '/';
    enum path_fault fault = path_clean(raw, name);
    place_find(&place, submission->manifest, reader->deepest, name);
    if (fault == PATH_UNPRINTABLE && !place.reason) {
        place.reason = "its name is not printable UTF-8";
    }
    bool git = place.kind == PLACE_GIT;
    if (refuse_name(reader, raw, fault) == -1 ||
        reader_count(reader, git) == -1) {
        return -1;
    }
    if (!submission->refused && archive_entry_is_encrypted(entry)) {
        return reader_refuse(reader, raw, "is encrypted");
    }
    if (!submission->refused &&
        (take_place(reader, entry, &place, name) == -1 ||
         reader_rest(reader, git) == -1)) {
        return -1;
    }
    *enter =
        archive_entry_filetype(entry) == AE_IFDIR &&
        is_readable(reader, entry) &&
        (!name[0] || place_enter(submission->manifest, reader->deepest, name));
    return 0;
}
