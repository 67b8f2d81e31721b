// forge.c - writes archives that no honest program would, for the tests.
//
//     forge FORMAT[,FILTER]... OUT [TYPE MODE NAME VALUE]...
//
// TYPE: f file with the text VALUE · z file of VALUE zero bytes · n as many
// empty files as VALUE says · d directory · l symbolic and h hard link to
// VALUE · c device · p pipe · s socket. FORMAT is libarchive's, or "stored" for
// an uncompressed and "secret" for an encrypted zip.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include <archive.h>
#include <archive_entry.h>
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void must(struct archive *archive, int status)
{
    if (status < ARCHIVE_WARN) {
        errx(1, "%s", archive_error_string(archive));
    }
}

static void open_archive(struct archive *archive, char *format,
                         const char *file)
{
    char *name = strsep(&format, ",");
    if (strcmp(name, "stored") == 0) {
        must(archive, archive_write_set_format_zip(archive));
        must(archive, archive_write_zip_set_compression_store(archive));
    } else if (strcmp(name, "secret") == 0) {
        must(archive, archive_write_set_format_zip(archive));
        must(archive,
             archive_write_set_options(archive, "encryption=zipcrypt"));
        must(archive, archive_write_set_passphrase(archive, "secret"));
    } else {
        must(archive, archive_write_set_format_by_name(archive, name));
    }
    while ((name = strsep(&format, ","))) {
        must(archive, archive_write_add_filter_by_name(archive, name));
    }
    must(archive, archive_write_open_filename(archive, file));
}

static unsigned file_type(char type)
{
    switch (type) {
    case 'd':
        return AE_IFDIR;
    case 'l':
        return AE_IFLNK;
    case 'c':
        return AE_IFCHR;
    case 'p':
        return AE_IFIFO;
    case 's':
        return AE_IFSOCK;
    default:
        return AE_IFREG;
    }
}

static void write_entry(struct archive *archive, char **word)
{
    static const char zeros[65536];
    struct archive_entry *entry = archive_entry_new();
    char type = word[0][0];
    const char *value = word[3];
    size_t size = type == 'f'   ? strlen(value)
                  : type == 'z' ? strtoul(value, NULL, 10)
                                : 0;

    archive_entry_set_perm(entry, (mode_t)strtoul(word[1], NULL, 8));
    archive_entry_set_filetype(entry, file_type(type));
    archive_entry_set_pathname(entry, word[2]);
    archive_entry_set_size(entry, (la_int64_t)size);
    if (type == 'l') {
        archive_entry_set_symlink(entry, value);
    } else if (type == 'h') {
        archive_entry_set_hardlink(entry, value);
    }
    must(archive, archive_write_header(archive, entry));
    for (size_t left = size; left > 0;) {
        size_t part = left < sizeof(zeros) ? left : sizeof(zeros);
        const char *bytes = type == 'f' ? value + (size - left) : zeros;
        if (archive_write_data(archive, bytes, part) < 0) {
            errx(1, "%s", archive_error_string(archive));
        }
        left -= part;
    }
    archive_entry_free(entry);
}

static void write_many(struct archive *archive, char **word)
{
    unsigned long count = strtoul(word[3], NULL, 10);
    for (unsigned long i = 0; i < count; i++) {
        char name[256];
        char type[] = "f", empty[] = "";
        char *one[] = {type, word[1], name, empty};
        snprintf(name, sizeof(name), "%s%lu", word[2], i);
        write_entry(archive, one);
    }
}

int main(int argc, char **argv)
{
    if (argc < 3 || (argc - 3) % 4 != 0) {
        errx(2, "usage: forge FORMAT[,FILTER]... OUT "
                "[TYPE MODE NAME VALUE]...");
    }
    struct archive *archive = archive_write_new();
    open_archive(archive, argv[1], argv[2]);
    for (char **word = argv + 3; *word; word += 4) {
        if (word[0][0] == 'n') {
            write_many(archive, word);
        } else {
            write_entry(archive, word);
        }
    }
    must(archive, archive_write_close(archive));
    archive_write_free(archive);
    return 0;
}
