// unpack_roll.c - see unpack_roll.h.
//
// The guess may become a file name in a gradebook, so it holds letters, digits
// and '-' only.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "unpack_roll.h"

#include "fail.h"

#include <ctype.h>
#include <regex.h>

enum { ROLL_LIMIT = 32 };

// Bytes of the roll number that name begins with, or 0. It ends at a slash, a
// dot or "_assignment" and has a digit, or "solutions" would be one.
static size_t roll_length(const struct manifest *manifest, const char *name)
{
    static const char work[] = "_assignment";
    size_t length = strcspn(name, "/.");
    bool digit = false;

    const char *end = memmem(name, length, work, strlen(work));
    length = end ? (size_t)(end - name) : length;
    if (length > ROLL_LIMIT || manifest_folder(manifest, name, length) ||
        strncmp(name, work + 1, strlen(work + 1)) == 0) {
        return 0;
    }
    for (size_t i = 0; i < length; i++) {
        unsigned char letter = (unsigned char)name[i];
        if (!isascii(letter) || (!isalnum(letter) && (letter != '-' || !i))) {
            return 0;
        }
        digit = digit || isdigit(letter);
    }
    return digit ? length : 0;
}

// Is all of the name a roll number by the course's pattern? Without one any is.
static bool is_by_pattern(const char *pattern, const char *name, size_t length)
{
    char roll[ROLL_LIMIT + 1] = "";
    regex_t regex;
    regmatch_t match;

    if (!pattern) {
        return true;
    }
    memcpy(roll, name, length);
    if (regcomp(&regex, pattern, REG_EXTENDED | REG_ICASE) != 0) {
        return false;
    }
    bool found = regexec(&regex, roll, 1, &match, 0) == 0 && match.rm_so == 0 &&
                 (size_t)match.rm_eo == length;
    regfree(&regex);
    return found;
}

// The same for the name of a folder, which may be anything: kit2.
static size_t folder_length(const struct submission *submission,
                            const char *name)
{
    size_t length = roll_length(submission->manifest, name);

    return is_by_pattern(submission->roll_pattern, name, length) ? length : 0;
}

// The path of a file in the folder that all taken files lie in, or NULL.
static const char *top_folder(const struct submission *submission)
{
    const char *top = NULL;

    for (size_t i = 0; i < submission->file_count; i++) {
        const struct found *file = &submission->files[i];
        size_t slash = strcspn(file->source, "/");
        if (file->rank % PLACE_LOOSE_RANK == 0 ||
            (top && strncmp(top, file->source, slash + 1) != 0)) {
            return NULL;
        }
        top = file->source;
    }
    return top;
}

int roll_guess(const struct submission *submission, const char *name,
               char **roll)
{
    const char *top = top_folder(submission);
    bool directory = submission->kind && !strcmp(submission->kind, "directory");
    size_t length = top ? folder_length(submission, top) : 0;

    *roll = NULL;
    if (length == 0) {
        top = name;
        length = directory ? folder_length(submission, name)
                           : roll_length(submission->manifest, name);
    }
    if (length > 0 && !(*roll = strndup(top, length))) {
        return fail_errno("cannot note a roll number");
    }
    return 0;
}
