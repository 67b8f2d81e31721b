// unpack_json.c - see unpack_json.h; jansson, nettle's sha256.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "unpack_json.h"

#include "cleanup.h"
#include "fail.h"
#include "unpack_roll.h"

#include <jansson.h>
#include <nettle/sha2.h>
#include <stdio.h>

enum {
    IGNORED_LISTED = 200,
    HEX_SIZE = 2 * SHA256_DIGEST_SIZE + 1,
};

static void free_json(json_t **json)
{
    json_decref(*json);
}

// Adds item to list, unless memory was short for either: then NULL.
static json_t *append(json_t *list, json_t *item)
{
    if (json_array_append_new(list, item) == -1) {
        json_decref(list);
        return NULL;
    }
    return list;
}

static void hash_end(struct sha256_ctx *hash, char hex[HEX_SIZE])
{
    uint8_t digest[SHA256_DIGEST_SIZE];

    sha256_digest(hash, sizeof(digest), digest);
    for (size_t i = 0; i < sizeof(digest); i++) {
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    }
}

static void hash_file(const struct found *file, char hex[HEX_SIZE])
{
    struct sha256_ctx hash;

    sha256_init(&hash);
    sha256_update(&hash, file->size, file->bytes);
    hash_end(&hash, hex);
}

// Hashes what sha256sum would print for all files.
static void hash_files(const struct submission *submission, char hex[HEX_SIZE])
{
    struct sha256_ctx hash;

    sha256_init(&hash);
    for (size_t i = 0; i < submission->file_count; i++) {
        const struct found *file = &submission->files[i];
        char line[HEX_SIZE];
        hash_file(file, line);
        sha256_update(&hash, strlen(line), (const uint8_t *)line);
        sha256_update(&hash, 2, (const uint8_t *)"  ");
        sha256_update(&hash, strlen(file->path), (const uint8_t *)file->path);
        sha256_update(&hash, 1, (const uint8_t *)"\n");
    }
    hash_end(&hash, hex);
}

static json_t *list_files(const struct submission *submission)
{
    json_t *list = json_array();

    for (size_t i = 0; i < submission->file_count; i++) {
        const struct found *file = &submission->files[i];
        char hex[HEX_SIZE];
        hash_file(file, hex);
        list = append(list,
                      json_pack("{s:s, s:s, s:s, s:I, s:s, s:b, s:b}", "path",
                                file->path, "from", file->source, "task",
                                file->task, "size", (json_int_t)file->size,
                                "sha256", hex, "executable", file->executable,
                                "extra", file->wanted == NULL));
    }
    return list;
}

static bool is_taken(const struct submission *submission,
                     const struct wanted *wanted)
{
    for (size_t i = 0; i < submission->file_count; i++) {
        if (submission->files[i].wanted == wanted) {
            return true;
        }
    }
    return false;
}

static json_t *list_missing(const struct submission *submission)
{
    const struct manifest *manifest = submission->manifest;
    json_t *list = json_array();

    for (size_t i = 0; i < manifest->count; i++) {
        const struct wanted *wanted = &manifest->lines[i];
        if (wanted->needed && !is_taken(submission, wanted)) {
            list = append(list, json_string(wanted->called));
        }
    }
    return list;
}

static json_t *list_ignored(const struct submission *submission, size_t count)
{
    json_t *list = json_array();

    for (size_t i = 0; i < count; i++) {
        const struct ignored *ignored = &submission->ignored[i];
        list = append(list, json_pack("{s:s, s:s}", "path", ignored->path,
                                      "reason", ignored->reason));
    }
    return list;
}

// Packs it all; strings may be NULL where the format is "s?".
static json_t *pack(const struct submission *submission, const char *name,
                    const char *roll)
{
    char digest[HEX_SIZE];
    size_t listed = submission->ignored_count < IGNORED_LISTED
                        ? submission->ignored_count
                        : IGNORED_LISTED;

    hash_files(submission, digest);
    return json_pack(
        "{s:s, s:s?, s:s?, s:s?, s:s?, s:o, s:o, s:o, s:I}", "submission", name,
        "kind", submission->kind, "refused", submission->refused, "roll", roll,
        "digest", submission->refused ? NULL : digest, "files",
        list_files(submission), "missing", list_missing(submission), "ignored",
        list_ignored(submission, listed), "ignored_more",
        (json_int_t)(submission->ignored_count - listed));
}

char *json_describe(const struct submission *submission, const char *name)
{
    CLEANUP(free_text) char *shown = path_escape(name, PATH_LIMIT);
    CLEANUP(free_text) char *roll = NULL;

    if (!shown) {
        fail_errno("cannot note a name");
        return NULL;
    }
    if (roll_guess(submission, name, &roll) == -1) {
        return NULL;
    }
    CLEANUP(free_json) json_t *json = pack(submission, shown, roll);
    CLEANUP(free_text)
    char *text = json_dumps(json, JSON_INDENT(2) | JSON_ENSURE_ASCII);
    char *line = NULL;
    if (!text || asprintf(&line, "%s\n", text) == -1) {
        fail("cannot describe the submission");
        return NULL;
    }
    return line;
}
