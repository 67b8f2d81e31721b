// unpack_reader.c - bytes of a submission, within limits; libarchive(3).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "unpack_reader.h"

#include "cleanup.h"
#include "fail.h"

#include <archive.h>
#include <stdio.h>
#include <time.h>

int reader_refuse(struct reader *reader, const char *path, const char *what)
{
    return submission_refuse(reader->submission, path, what);
}

int reader_broken(struct reader *reader)
{
    const char *said = archive_error_string(reader->archive);
    CLEANUP(free_text) char *shown = path_escape(said ? said : "", NAME_SHOWN);
    CLEANUP(free_text) char *sentence = NULL;

    if (!shown || asprintf(&sentence, "it cannot be read: %s", shown) == -1) {
        sentence = NULL;
        return fail_errno("cannot note a reason");
    }
    return reader_refuse(reader, NULL, sentence);
}

// What is small when packed and when unpacked may still take long in between.
static int refuse_late(struct reader *reader)
{
    return clock() / CLOCKS_PER_SEC < READER_SECONDS
               ? 0
               : reader_refuse(reader, NULL, "it takes too long to read");
}

int reader_count(struct reader *reader, bool git)
{
    size_t count = git ? ++reader->git_entries : ++reader->entries;
    if (count > (git ? READER_GIT_ENTRIES : READER_ENTRIES)) {
        return reader_refuse(reader, NULL, "it holds too many files");
    }
    // the headers can be long too
    if (!reader->directory && archive_filter_bytes(reader->archive, 0) >
                                  READER_BYTES + READER_GIT_BYTES) {
        return reader_refuse(reader, NULL, "it is too large when unpacked");
    }
    return refuse_late(reader);
}

int reader_bytes(struct reader *reader, bool git, size_t most, size_t *size)
{
    size_t *total = git ? &reader->git_bytes : &reader->bytes;
    size_t limit = git ? READER_GIT_BYTES : READER_BYTES;

    for (*size = 0; *size < most && !reader->submission->refused;) {
        la_ssize_t got = archive_read_data(
            reader->archive, reader->buffer + *size, most - *size);
        if (got < 0) {
            return reader_broken(reader);
        }
        if (got == 0) {
            return 0;
        }
        *size += (size_t)got;
        *total += (size_t)got;
        if (*total > limit) {
            return reader_refuse(reader, NULL, "it is too large when unpacked");
        }
        if (refuse_late(reader) == -1) {
            return -1;
        }
    }
    return 0;
}

int reader_rest(struct reader *reader, bool git)
{
    size_t size = 1;
    while (!reader->directory && !reader->submission->refused && size > 0) {
        if (reader_bytes(reader, git, reader->room, &size) == -1) {
            return -1;
        }
    }
    return 0;
}
