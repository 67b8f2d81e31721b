// probe.c - a program run inside a container under test: says what it finds
// there as one line of JSON, and waits to be looked at from outside, where it
// is found by its first argument; signal(7) on init, sigtimedwait(2).
//
//     probe NONCE [--hold] [--status N] [--file PATH] [ARG...]
//
// --hold waits for SIGUSR1 or SIGTERM and exits with 0, or with the N of
// --status; after 10 minutes with 7.
// --file writes the line also to a new file, which is whole once it is there.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "cleanup.h"
#include "fail.h"
#include "witness/kernel_file.h"
#include "witness/text.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define HOLD_SECONDS 600
#define MOST_NAMES 256
#define MOST_DESCRIPTORS 1024

struct options {
    bool hold;
    int status;
    const char *file;
};

static json_t *argument_list(int count, char **arguments)
{
    json_t *list = json_array();
    for (int i = 0; i < count; i++) {
        json_array_append_new(list,
                              text_json(arguments[i], strlen(arguments[i])));
    }
    return list;
}

static json_t *names_in_root(void)
{
    struct dirent **entries;
    int count = scandir("/", &entries, NULL, alphasort);
    if (count == -1) {
        return json_null();
    }
    json_t *names = json_array();
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0 &&
            json_array_size(names) < MOST_NAMES) {
            json_array_append_new(names, text_json(name, strlen(name)));
        }
        free(entries[i]);
    }
    free(entries);
    return names;
}

// Asked one by one, because there may be no /proc to list them.
static json_t *open_descriptors(void)
{
    json_t *list = json_array();
    for (int fd = 3; fd < MOST_DESCRIPTORS; fd++) {
        if (fcntl(fd, F_GETFD) == -1) {
            continue;
        }
        char path[64];
        snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
        json_array_append_new(list,
                              json_pack("{s:i, s:o}", "fd", fd, "link",
                                        kernel_file_link_text(AT_FDCWD, path)));
    }
    return list;
}

static json_t *string_or_null(const char *text)
{
    return text ? text_json(text, strlen(text)) : json_null();
}

static json_t *mode_of_root(void)
{
    struct stat about;
    return stat("/", &about) == -1
               ? json_null()
               : json_sprintf("%04o", (unsigned)about.st_mode & 07777);
}

static json_t *look_around(int argc, char **argv)
{
    char name[HOST_NAME_MAX + 1] = "";
    char directory[PATH_MAX];
    gethostname(name, sizeof(name));
    return json_pack("{s:o, s:o, s:i, s:i, s:o, s:o, s:i, s:o, s:o, s:o, s:o}",
                     "nonce", string_or_null(argv[1]), "argv",
                     argument_list(argc, argv), "pid", (int)getpid(), "ppid",
                     (int)getppid(), "hostname", string_or_null(name), "cwd",
                     string_or_null(getcwd(directory, sizeof(directory))),
                     "uid", (int)getuid(), "root", names_in_root(),
                     "environ_path", string_or_null(getenv("PATH")), "fds",
                     open_descriptors(), "mode_root", mode_of_root());
}

static int print_line(FILE *to, const json_t *facts)
{
    if (json_dumpf(facts, to, JSON_COMPACT) == -1 || fputc('\n', to) == EOF ||
        fflush(to) == EOF) {
        return fail_errno("cannot write");
    }
    return 0;
}

static int write_file(const char *path, const json_t *facts)
{
    char partial[PATH_MAX];
    int length = snprintf(partial, sizeof(partial), "%s.partial", path);
    if (length < 0 || (size_t)length >= sizeof(partial)) {
        return fail("the name '%s' is too long", path);
    }
    CLEANUP(close_file) FILE *file = fopen(partial, "wxe");
    if (!file) {
        return fail_errno("cannot create '%s'", partial);
    }
    if (print_line(file, facts) == -1) {
        return -1;
    }
    return rename(partial, path) == -1
               ? fail_errno("cannot rename '%s'", partial)
               : 0;
}

// What stops it, as a cgroup that is frozen for a moment, only interrupts the
// wait.
static int hold(const sigset_t *signals)
{
    struct timespec limit = {.tv_sec = HOLD_SECONDS};
    int got;
    do {
        got = sigtimedwait(signals, NULL, &limit);
    } while (got == -1 && errno == EINTR);
    return got == -1 ? -1 : 0;
}

int main(int argc, char **argv)
{
    struct options options = {0};
    if (argc < 2) {
        fputs("usage: probe NONCE [--hold] [--status N] [--file PATH] "
              "[ARG...]\n",
              stderr);
        return 2;
    }
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--hold") == 0) {
            options.hold = true;
        } else if (strcmp(argv[i], "--status") == 0 && i + 1 < argc) {
            options.status = atoi(argv[++i]);
        } else if (strcmp(argv[i], "--file") == 0 && i + 1 < argc) {
            options.file = argv[++i];
        } else {
            break;
        }
    }
    // blocked before anybody can know of us; a blocked signal also reaches a
    // PID 1, which an unhandled one does not
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGUSR1);
    sigaddset(&signals, SIGTERM);
    if (options.hold) {
        sigprocmask(SIG_BLOCK, &signals, NULL);
    }
    json_t *facts = look_around(argc, argv);
    if (!facts) {
        fail("not enough memory");
        return 1;
    }
    bool written = print_line(stdout, facts) == 0 &&
                   (!options.file || write_file(options.file, facts) == 0);
    json_decref(facts);
    if (!written) {
        return 1;
    }
    return options.hold && hold(&signals) == -1 ? 7 : options.status;
}
