// unpack_submission.c - notes what is found, see
// unpack_submission.h; asprintf(3).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "unpack_submission.h"

#include "cleanup.h"
#include "fail.h"

#include <stdio.h>
#include <stdlib.h>

// Returns items with room for one more, or NULL. It grows when the number of
// items is a power of two, and doubles then, so that no capacity is kept.
static void *grow(void *items, size_t count, size_t size)
{
    if ((count & (count - 1)) != 0) {
        return items;
    }
    items = reallocarray(items, count ? 2 * count : 1, size);
    if (!items) {
        fail_errno("cannot note another file");
    }
    return items;
}

int submission_refuse(struct submission *submission, const char *path,
                      const char *what)
{
    CLEANUP(free_text) char *shown = NULL;

    if (submission->refused) {
        return 0;
    }
    if (path && !(shown = path_escape(path, NAME_SHOWN))) {
        return fail_errno("cannot note a reason");
    }
    int length = shown ? asprintf(&submission->refused, "'%s' %s", shown, what)
                       : asprintf(&submission->refused, "%s", what);
    if (length == -1) {
        submission->refused = NULL;
        return fail_errno("cannot note a reason");
    }
    return 0;
}

int submission_ignore(struct submission *submission, const char *path,
                      const char *reason)
{
    struct ignored *ignored =
        grow(submission->ignored, submission->ignored_count,
             sizeof(*submission->ignored));
    if (!ignored) {
        return -1;
    }
    submission->ignored = ignored;
    char *shown = path_escape(path, PATH_LIMIT);
    if (!shown) {
        return fail_errno("cannot note a name");
    }
    ignored[submission->ignored_count++] = (struct ignored){shown, reason};
    return 0;
}

void submission_drop(struct found *file)
{
    free(file->path);
    free(file->source);
    free(file->bytes);
}

int submission_add(struct submission *submission, const struct place *place,
                   const char *source, const void *bytes,
                   const struct found *facts)
{
    struct found *files = grow(submission->files, submission->file_count,
                               sizeof(*submission->files));
    if (!files) {
        return -1;
    }
    submission->files = files;
    struct found file = *facts;
    file.path = strdup(place->path);
    file.source = strdup(source);
    file.wanted = place->wanted;
    file.task = place->task;
    file.rank = place->rank;
    file.number = submission->file_count;
    // one byte more: an empty file is not the absence of one
    file.bytes = file.too_large ? NULL : malloc(file.size + 1);
    if (!file.path || !file.source || (!file.too_large && !file.bytes)) {
        submission_drop(&file);
        return fail_errno("cannot keep a file");
    }
    if (file.bytes) {
        memcpy(file.bytes, bytes, file.size);
    }
    files[submission->file_count++] = file;
    return 0;
}

void submission_free(struct submission *submission)
{
    for (size_t i = 0; i < submission->file_count; i++) {
        submission_drop(&submission->files[i]);
    }
    for (size_t i = 0; i < submission->ignored_count; i++) {
        free(submission->ignored[i].path);
    }
    free(submission->files);
    free(submission->ignored);
    free(submission->refused);
}
