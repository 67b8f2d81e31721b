// fail.c - one-line error messages, see fail.h; errno(3), vasprintf(3).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "fail.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Names in a message may be somebody else's: a terminal must not obey them, nor
// a line end in them. libunistring would be too much for the small programs.
static void print_message(const char *format, va_list arguments)
{
    char *text = NULL;
    if (vasprintf(&text, format, arguments) == -1) {
        text = NULL;
    }
    fprintf(stderr, "%s: ", program_invocation_short_name);
    for (const char *at = text ? text : format; *at; at++) {
        if (*at >= ' ' && *at <= '~') {
            fputc(*at, stderr);
        } else {
            fprintf(stderr, "\\x%02x", (unsigned char)*at);
        }
    }
    free(text);
}

int fail_errno(const char *format, ...)
{
    int saved = errno;
    va_list arguments;
    va_start(arguments, format);
    print_message(format, arguments);
    va_end(arguments);
    fprintf(stderr, ": %s\n", strerror(saved));
    errno = saved;
    return -1;
}

int fail_unwritten(void)
{
    // a later flush may succeed where an earlier one did not
    bool lost = ferror(stdout);
    return fflush(stdout) != 0 || lost
               ? fail_errno("cannot write to standard output")
               : 0;
}

int fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    print_message(format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    return -1;
}
