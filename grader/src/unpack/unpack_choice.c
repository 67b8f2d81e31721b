// unpack_choice.c - chooses among the files found; qsort(3).
//
// The rules are in unpack_submission.h.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "unpack_submission.h"

#include "cleanup.h"
#include "fail.h"

#include <stdio.h>
#include <stdlib.h>

static int compare_found(const void *left, const void *right)
{
    const struct found *a = left;
    const struct found *b = right;
    int order = strcmp(a->path, b->path);

    if (order == 0 && a->rank != b->rank) {
        order = a->rank < b->rank ? -1 : 1;
    }
    if (order == 0) {
        order = strcmp(a->source, b->source);
    }
    if (order == 0) {
        order = a->number < b->number ? -1 : 1;
    }
    return order;
}

static int compare_ignored(const void *left, const void *right)
{
    const struct ignored *a = left;
    const struct ignored *b = right;
    int order = strcmp(a->path, b->path);
    return order ? order : strcmp(a->reason, b->reason);
}

// Refuses a file of the manifest that cannot be taken.
static int check_wanted(struct submission *submission, const struct found *file)
{
    char what[64];
    if (!file->too_large) {
        return 0;
    }
    snprintf(what, sizeof(what), "is larger than %zu KiB",
             file->wanted->limit / 1024);
    return submission_refuse(submission, file->source, what);
}

static int refuse_twin(struct submission *submission, const struct found *file,
                       const struct found *twin)
{
    CLEANUP(free_text) char *what = NULL;
    CLEANUP(free_text) char *shown = path_escape(twin->source, NAME_SHOWN);
    if (!shown ||
        asprintf(&what, "is there twice, again as '%s'", shown) == -1) {
        what = NULL;
        return fail_errno("cannot note a reason");
    }
    return submission_refuse(submission, file->source, what);
}

// Whether one of the first count files is a folder in this file's path.
static bool below_file(const struct submission *submission, size_t count,
                       const struct found *file)
{
    for (size_t i = 0; i < count; i++) {
        const char *path = submission->files[i].path;
        size_t length = strlen(path);
        if (strncmp(path, file->path, length) == 0 &&
            file->path[length] == '/') {
            return true;
        }
    }
    return false;
}

// Why file is not taken, after the first count files were; NULL when it is.
static const char *pass_over(const struct submission *submission, size_t count,
                             size_t extras, const struct found *file)
{
    const struct found *before = count ? &submission->files[count - 1] : NULL;
    if (before && strcmp(before->path, file->path) == 0) {
        return "another file of this name is taken";
    }
    if (file->wanted) {
        return NULL;
    }
    if (extras == EXTRA_FILES) {
        return "too many extra files";
    }
    return below_file(submission, count, file) ? "below a file" : NULL;
}

// Keeps what is taken at the front of the sorted files; returns how many of it
// are files of the manifest in *known.
static int choose(struct submission *submission, size_t *known)
{
    struct found *files = submission->files;
    size_t count = 0;

    *known = 0;
    for (size_t i = 0; i < submission->file_count; i++) {
        struct found file = files[i];
        const char *reason =
            pass_over(submission, count, count - *known, &file);
        int status = 0;
        if (!reason) {
            status = file.wanted ? check_wanted(submission, &file) : 0;
            *known += file.wanted != NULL;
            files[i] = files[count];
            files[count++] = file;
        } else if (file.wanted && file.rank == files[count - 1].rank) {
            status = refuse_twin(submission, &files[count - 1], &file);
        } else {
            status = submission_ignore(submission, file.source, reason);
        }
        if (status == -1) {
            return -1;
        }
    }
    for (size_t i = count; i < submission->file_count; i++) {
        submission_drop(&files[i]);
    }
    submission->file_count = count;
    return 0;
}

int submission_settle(struct submission *submission)
{
    size_t known = 0;

    if (submission->file_count) {
        qsort(submission->files, submission->file_count,
              sizeof(*submission->files), compare_found);
    }
    if (submission->refused == NULL && choose(submission, &known) == -1) {
        return -1;
    }
    if (known == 0 &&
        submission_refuse(submission, NULL,
                          "none of the assignment's files is in it") == -1) {
        return -1;
    }
    for (; submission->refused && submission->file_count > 0;
         submission->file_count--) {
        submission_drop(&submission->files[submission->file_count - 1]);
    }
    if (submission->ignored_count) {
        qsort(submission->ignored, submission->ignored_count,
              sizeof(*submission->ignored), compare_ignored);
    }
    return 0;
}
