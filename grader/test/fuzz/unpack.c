// fuzz/unpack.c - feeds the reading of submissions from memory; libFuzzer.
//
// The first byte chooses. Raw: libarchive gets the rest as it is. Otherwise the
// rest is a list of entries, from which an honest writer makes an archive with
// dishonest names, types, links and sizes, so that the fuzzer reaches the code
// behind the checksums. Then whatever is taken must keep the promises of
// unpack_submission.h.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "unpack_archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct manifest manifest;

enum { IMAGE_SIZE = 1 << 20, NAME_SIZE = 512 };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const struct wanted lines[] = {
        {"task1/a.c", "task1/a.c", 5, "1", 64, true},
        {"task3/b.sh", "task3/b.sh", 5, "3", 1024, true},
    };
    (void)argc;
    (void)argv;
    memcpy(manifest.lines, lines, sizeof(lines));
    manifest.count = sizeof(lines) / sizeof(*lines);
    return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

struct input {
    const uint8_t *data;
    size_t size;
};

static unsigned take_byte(struct input *input)
{
    if (input->size == 0) {
        return 0;
    }
    input->size--;
    return *input->data++;
}

// A string: a byte says which common beginning it has, one how much follows.
static void take_name(struct input *input, char name[NAME_SIZE])
{
    static const char *const beginnings[] = {
        "",
        "task1/",
        "x/task3/",
        "task1/a.c",
        "x/task3/b.sh",
        ".git/",
        "../",
        "/",
        "task3/container_root/",
        "b.sh",
    };
    size_t count = sizeof(beginnings) / sizeof(*beginnings);
    const char *beginning = beginnings[take_byte(input) % count];
    size_t used = strlen(beginning);

    memcpy(name, beginning, used);
    for (unsigned left = take_byte(input); left > 0; left--) {
        name[used++] = (char)take_byte(input);
    }
    name[used] = '\0';
}

// An entry: a byte of choices, one for the size, a name and perhaps a target.
static void write_entry(struct archive *archive, struct input *input)
{
    static const mode_t types[] = {AE_IFREG, AE_IFREG, AE_IFREG,
                                   AE_IFLNK, AE_IFDIR, AE_IFIFO};
    struct archive_entry *entry = archive_entry_new();
    unsigned choice = take_byte(input);
    size_t size = take_byte(input) * 8;
    char name[NAME_SIZE];
    char bytes[256 * 8];

    memset(bytes, choice & 64 ? 0 : 'x', sizeof(bytes));
    take_name(input, name);
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, types[(choice & 7) % 6]);
    archive_entry_set_perm(entry, (choice & 24) == 24 ? 04755 : 0755);
    if ((choice & 7) % 6 == 3) {
        take_name(input, name);
        archive_entry_set_symlink(entry, name);
    } else if ((choice & 224) == 224) {
        take_name(input, name);
        archive_entry_set_hardlink(entry, name);
    }
    archive_entry_set_size(entry, (la_int64_t)size);
    // an entry that the format cannot hold is left out
    if (archive_write_header(archive, entry) == ARCHIVE_OK) {
        archive_write_data(archive, bytes, size);
    }
    archive_entry_free(entry);
}

static size_t write_archive(unsigned choice, struct input *input, void *image)
{
    static const char *const formats[] = {"ustar", "pax", "gnutar", "zip"};
    struct archive *archive = archive_write_new();
    size_t used = 0;

    if (archive_write_set_format_by_name(archive, formats[choice % 4]) !=
            ARCHIVE_OK ||
        archive_write_open_memory(archive, image, IMAGE_SIZE, &used) !=
            ARCHIVE_OK) {
        abort();
    }
    while (input->size > 0) {
        write_entry(archive, input);
    }
    archive_write_close(archive);
    archive_write_free(archive);
    return used;
}

static void must(bool promise)
{
    if (!promise) {
        abort();
    }
}

static void check(const struct submission *submission)
{
    size_t extras = 0, known = 0;

    for (size_t i = 0; i < submission->file_count; i++) {
        const struct found *file = &submission->files[i];
        char clean[PATH_LIMIT + 1];
        must(path_clean(file->path, clean) == PATH_FINE);
        must(strcmp(clean, file->path) == 0 && strchr(clean, '/'));
        must(manifest_folder(&manifest, clean, strcspn(clean, "/")));
        must(i == 0 || strcmp(file[-1].path, file->path) < 0);
        must(file->wanted == manifest_path(&manifest, file->path));
        if (file->wanted) {
            must(file->size <= file->wanted->limit);
            known++;
        } else {
            must(file->size <= EXTRA_LIMIT &&
                 !memchr(file->bytes, '\0', file->size));
            extras++;
        }
    }
    must(extras <= EXTRA_FILES);
    must(submission->refused ? known + extras == 0 : known > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static unsigned char image[IMAGE_SIZE];
    struct submission submission = {.manifest = &manifest};
    struct input input = {data, size};
    unsigned choice = take_byte(&input);

    if (choice & 1) {
        input.size = write_archive(choice >> 1, &input, image);
        input.data = image;
    }
    must(archive_take_memory(&submission, input.data, input.size) == 0);
    must(submission_settle(&submission) == 0);
    check(&submission);
    submission_free(&submission);
    return 0;
}
