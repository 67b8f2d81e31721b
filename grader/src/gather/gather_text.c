// gather_text.c - see gather_text.h; pread(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "gather_text.h"

#include "cleanup.h"
#include "control.h"
#include "fail.h"
#include "safe_json.h"
#include "visible.h"

#define FRONT_BYTES (1024 * 1024) // colours take most of some outputs
#define BACK_BYTES (16 * 1024)
#define COUNTED_BYTES (256 * 1024 * 1024)
#define MEMBERS_BYTES 200 // names and numbers of the object

// What is known of a file.
struct count {
    size_t bytes;
    size_t lines; // the last one may have no end
};

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

// Reads SIZE bytes from OFFSET on, fewer at the end of the file.
static size_t read_at(int fd, char *bytes, size_t size, size_t offset)
{
    size_t length = 0;
    ssize_t got = 1;
    while (length < size && got > 0) {
        got =
            pread(fd, bytes + length, size - length, (off_t)(offset + length));
        length += got > 0 ? (size_t)got : 0;
    }
    return length;
}

static struct count count_lines(int fd, char *buffer)
{
    struct count count = {0};
    size_t got;
    char last = '\n';
    while (count.bytes < COUNTED_BYTES &&
           (got = read_at(fd, buffer, FRONT_BYTES, count.bytes)) > 0) {
        const char *end = buffer + got;
        for (const char *at = buffer;
             (at = memchr(at, '\n', (size_t)(end - at))); at++) {
            count.lines++;
        }
        count.bytes += got;
        last = end[-1];
    }
    count.lines += last != '\n';
    return count;
}

// Reads up to SIZE bytes from OFFSET on and shows at most MOST of them; *REST
// is what did not fit.
static char *show(int fd, char *buffer, size_t size, size_t offset,
                  bool terminal, struct text *left, size_t most)
{
    size_t length = read_at(fd, buffer, size, offset);
    if (terminal) {
        length = control_remove(buffer, length);
    }
    *left = (struct text){buffer, length};
    return visible_copy(left, most);
}

// The last lines of a file of SIZE bytes, from the beginning of one on where
// there is one, at most MOST bytes of them.
static char *show_tail(int fd, char *buffer, size_t size, bool terminal,
                       size_t most)
{
    struct text left;
    size_t from = size > BACK_BYTES ? size - BACK_BYTES : 0;
    char *text =
        show(fd, buffer, BACK_BYTES, from, terminal, &left, 4 * BACK_BYTES);
    if (!text) {
        return NULL;
    }
    size_t length = strlen(text);
    const char *start = text;
    if (length > most) {
        start += length - most;
    }
    const char *newline = strchr(start, '\n');
    if (newline && newline[1]) {
        start = newline + 1;
    }
    // not inside a character
    while ((*start & 0xc0) == 0x80) {
        start++;
    }
    memmove(text, start, strlen(start) + 1);
    return text;
}

static char *describe(const char *text, const char *tail, struct count count,
                      bool cut, size_t most)
{
    json_t *object = json_pack("{s:s, s:s, s:I, s:I, s:b}", "text", text,
                               "tail", tail, "bytes", (json_int_t)count.bytes,
                               "lines", (json_int_t)count.lines, "cut", cut);
    bool shortened = false;
    char *described = object ? safe_json_print(object, most, &shortened) : NULL;
    json_decref(object);
    return described;
}

char *gather_text(int fd, bool terminal, size_t most, bool *cut)
{
    CLEANUP(close_fd) int owned = fd;
    CLEANUP(free_text) char *buffer = malloc(FRONT_BYTES);
    struct count count = buffer ? count_lines(fd, buffer) : (struct count){0};
    // newlines, tabs, quotes and backslashes are two bytes each in JSON
    size_t room = (most - MEMBERS_BYTES) / 2;
    size_t back = least(room / 4, GATHER_TAIL_BYTES);
    struct text left = {0};
    CLEANUP(free_text)
    char *text = buffer ? show(fd, buffer, FRONT_BYTES, 0, terminal, &left,
                               least(room - back, GATHER_TEXT_BYTES))
                        : NULL;
    bool more = left.length > 0 || count.bytes > FRONT_BYTES;
    CLEANUP(free_text)
    char *tail = text && more
                     ? show_tail(fd, buffer, count.bytes, terminal, back)
                     : strdup("");
    char *described =
        text && tail ? describe(text, tail, count, more, most) : NULL;
    if (!described) {
        fail_errno("cannot keep a text");
    }
    *cut |= more;
    return described;
}
