// code.c - see code.h; proc_pid_maps(5), proc_pid_map_files(5),
// proc_pid_mem(5), execve(2).
//
// A program that is known at its exec may be told by its loader, by a library
// or by another process to do something else. All of that is memory with other
// code in it.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "code.h"

#include "cleanup.h"
#include "program.h"
#include "text.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_PIECES 256

struct piece {
    unsigned long start;
    unsigned long end;
    unsigned long offset; // in its file
};

static bool same_contents(int one, int other)
{
    char text[2][65536];
    for (off_t at = 0;;) {
        ssize_t length = pread(one, text[0], sizeof(text[0]), at);
        if (length < 0 ||
            pread(other, text[1], sizeof(text[1]), at) != length ||
            memcmp(text[0], text[1], (size_t)length) != 0) {
            return false;
        }
        if (length == 0) {
            return true;
        }
        at += length;
    }
}

// Names and dates can be chosen, contents cannot. While a file is executed
// nobody can write to it. execve(2), ETXTBSY
static bool is_known(int file, off_t size, int directory, const char *name)
{
    struct stat about;
    CLEANUP(close_fd)
    int known = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    return known != -1 && fstat(known, &about) == 0 && S_ISREG(about.st_mode) &&
           about.st_size == size && same_contents(file, known);
}

json_t *code_name(int file)
{
    struct stat about;
    DIR *all = opendir(KNOWN_DIRECTORY);
    json_t *name = NULL;
    if (all && fstat(file, &about) == 0 && S_ISREG(about.st_mode)) {
        const struct dirent *one;
        while (!name && (one = readdir(all))) {
            if (is_known(file, about.st_size, dirfd(all), one->d_name)) {
                name = text_json(one->d_name, strcspn(one->d_name, "."));
            }
        }
    }
    if (all) {
        closedir(all);
    }
    return name ? name : json_null();
}

// Whether the piece still is what the file holds from there on: it may have
// been written to, by the process itself or by others.
static bool is_unchanged(int memory, int file, const struct piece *piece)
{
    char text[2][65536];
    for (unsigned long at = 0; at < piece->end - piece->start;) {
        size_t left = piece->end - piece->start - at;
        size_t size = left < sizeof(text[0]) ? left : sizeof(text[0]);
        ssize_t length =
            pread(file, text[0], size, (off_t)(piece->offset + at));
        if (length == 0) {
            return true; // the rest of the last page
        }
        if (length < 0 ||
            pread(memory, text[1], (size_t)length,
                  (off_t)(piece->start + at)) != length ||
            memcmp(text[0], text[1], (size_t)length) != 0) {
            return false;
        }
        at += (unsigned long)length;
    }
    return true;
}

// A line of maps. Memory without a file is left out: that of user-mode Linux
// may all be executed, as the heap.
static bool is_code(const char *line, struct piece *piece)
{
    char mode[8];
    unsigned long inode;
    return sscanf(line, "%lx-%lx %7s %lx %*s %lu", &piece->start, &piece->end,
                  mode, &piece->offset, &inode) == 5 &&
           mode[2] == 'x' && inode != 0;
}

static json_t *piece_name(int process, int memory, const struct piece *piece)
{
    char path[64];
    snprintf(path, sizeof(path), "map_files/%lx-%lx", piece->start, piece->end);
    CLEANUP(close_fd)
    int file = openat(process, path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    json_t *name = file == -1 ? json_null() : code_name(file);
    if (!json_is_null(name) && !is_unchanged(memory, file, piece)) {
        json_decref(name);
        name = json_null();
    }
    return name;
}

json_t *code_json(int process)
{
    CLEANUP(close_fd) int memory = openat(process, "mem", O_RDONLY | O_CLOEXEC);
    int fd = openat(process, "maps", O_RDONLY | O_CLOEXEC);
    CLEANUP(close_file) FILE *maps = fd == -1 ? NULL : fdopen(fd, "r");
    if (!maps) {
        close_fd(&fd);
        return json_null();
    }
    json_t *list = json_array();
    CLEANUP(free_text) char *line = NULL;
    size_t size = 0;
    struct piece piece;
    while (getline(&line, &size, maps) != -1 &&
           json_array_size(list) < MOST_PIECES) {
        if (is_code(line, &piece)) {
            json_array_append_new(list, piece_name(process, memory, &piece));
        }
    }
    return list;
}
