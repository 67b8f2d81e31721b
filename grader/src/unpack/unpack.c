// unpack.c - takes what is asked for out of a student's submission, safely.
//
// The submission is a directory, a tar or a zip archive, and hostile until it
// is read: see unpack_archive.h for the reading, unpack_submission.h for which
// file is taken, grader/FORMATS.md for unpack.json. Exit status: 0 done, 2
// wrong usage, 3 refused (unpack.json says why), 4 this machine failed.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "cleanup.h"
#include "fail.h"
#include "unpack_archive.h"
#include "unpack_json.h"
#include "unpack_write.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { EXIT_USAGE = 2, EXIT_REFUSED = 3, EXIT_MACHINE = 4 };

struct options {
    const char *manifest, *roll, *submission, *destination;
};

struct source {
    int fd;
    bool directory;
    const char *name;
    char path[PATH_MAX];
};

static void close_source(struct source *source)
{
    close_fd(&source->fd);
}

static void usage(FILE *stream)
{
    fputs("usage: unpack --manifest FILE [--roll PATTERN] SUBMISSION DEST\n"
          "\n"
          "Takes the files that FILE names out of SUBMISSION, a directory or\n"
          "a tar or zip archive, into the new directory DEST:\n"
          "DEST/src/task1/... and DEST/unpack.json.\n"
          "\n"
          "  -m, --manifest FILE  what a submission holds\n"
          "  -r, --roll PATTERN   what a folder with a roll number is called\n"
          "  -h, --help           print this\n",
          stream);
}

// Returns -1 to go on, or the exit status.
static int parse_options(struct options *options, int argc, char **argv)
{
    static const struct option known[] = {
        {"manifest", required_argument, NULL, 'm'},
        {"roll", required_argument, NULL, 'r'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int letter;

    while ((letter = getopt_long(argc, argv, "m:r:h", known, NULL)) != -1) {
        switch (letter) {
        case 'm':
            options->manifest = optarg;
            break;
        case 'r':
            options->roll = optarg;
            break;
        case 'h':
            usage(stdout);
            return EXIT_SUCCESS;
        default:
            usage(stderr);
            return EXIT_USAGE;
        }
    }
    if (!options->manifest || argc - optind != 2) {
        usage(stderr);
        return EXIT_USAGE;
    }
    options->submission = argv[optind];
    options->destination = argv[optind + 1];
    return -1;
}

// Opens SUBMISSION and finds its path without links and dots. The open must
// not wait for the other end of a pipe.
static int open_submission(struct source *source, const char *submission)
{
    struct stat status;

    source->fd = open(submission, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (source->fd == -1 || fstat(source->fd, &status) == -1 ||
        !realpath(submission, source->path)) {
        return fail_errno("cannot open '%s'", submission);
    }
    if (!S_ISDIR(status.st_mode) && !S_ISREG(status.st_mode)) {
        return fail("'%s' is neither a file nor a directory", submission);
    }
    source->directory = S_ISDIR(status.st_mode);
    // a directory may be "."; a link to a file may have the better name
    source->name = basename(source->directory ? source->path : submission);
    return 0;
}

static int check_destination(const char *destination)
{
    struct stat status;

    if (lstat(destination, &status) == 0) {
        return fail("'%s' exists already", destination);
    }
    return errno == ENOENT ? 0 : fail_errno("cannot make '%s'", destination);
}

static int unpack(struct submission *submission, const struct source *source,
                  const char *destination)
{
    int status = source->directory
                     ? archive_take_directory(submission, source->path)
                     : archive_take_file(submission, source->fd);

    if (status == -1 || submission_settle(submission) == -1) {
        return -1;
    }
    CLEANUP(free_text) char *text = json_describe(submission, source->name);
    return text ? write_submission(submission, text, destination) : -1;
}

int main(int argc, char **argv)
{
    CLEANUP(submission_free) struct submission submission = {0};
    CLEANUP(close_source) struct source source = {.fd = -1};
    struct options options = {0};
    struct manifest manifest;

    int code = parse_options(&options, argc, argv);
    if (code != -1) {
        return code;
    }
    // libarchive translates names to the locale's encoding
    if (!setlocale(LC_CTYPE, "C.UTF-8")) {
        fail("the locale 'C.UTF-8' is missing");
        return EXIT_MACHINE;
    }
    if (manifest_read(&manifest, options.manifest) == -1 ||
        check_destination(options.destination) == -1 ||
        open_submission(&source, options.submission) == -1) {
        return EXIT_USAGE;
    }
    submission.manifest = &manifest;
    submission.roll_pattern = options.roll;
    if (unpack(&submission, &source, options.destination) == -1) {
        return EXIT_MACHINE;
    }
    if (submission.refused) {
        fail("'%s' is refused: %s", options.submission, submission.refused);
        return EXIT_REFUSED;
    }
    return EXIT_SUCCESS;
}
