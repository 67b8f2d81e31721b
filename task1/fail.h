// fail.h - how the files of `container` report errors.
//
// A function returns 0, or -1 after the failing site itself has printed one
// line to standard error; callers pass the -1 up and print nothing. Only main
// exits, and the child before it becomes the command. A message reads
//     container: cannot open '/tmp/container/a': Permission denied
// errno(3), stdarg(3).
// SPDX-License-Identifier: MIT
#pragma once
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// Prints "container: MESSAGE" and, unless ERROR is 0, what that number means.
__attribute__((format(printf, 2, 0))) static inline int
fail_print(int error, const char *format, va_list values)
{
    char line[1024];
    vsnprintf(line, sizeof(line), format, values);
    fprintf(stderr, "container: %s%s%s\n", line, error ? ": " : "",
            error ? strerror(error) : "");
    if (error == EPERM && geteuid() != 0) {
        fprintf(stderr, "hint: this needs root: sudo ./container\n");
    }
    errno = error;
    return -1;
}

// For errors that errno tells of. Returns -1, errno is still the same.
__attribute__((format(printf, 1, 2))) static inline int
fail_errno(const char *format, ...)
{
    int error = errno;
    va_list values;
    va_start(values, format);
    fail_print(error, format, values);
    va_end(values);
    return -1;
}

// For errors that errno knows nothing of. Returns -1.
__attribute__((format(printf, 1, 2))) static inline int fail(const char *format,
                                                             ...)
{
    va_list values;
    va_start(values, format);
    fail_print(0, format, values);
    va_end(values);
    return -1;
}

// One more line after a message whose errno says too little.
static inline void hint(const char *text)
{
    fprintf(stderr, "hint: %s\n", text);
}

// What a region that is still empty says. Returns -1.
static inline int todo(const char *stage, const char *what)
{
    return fail("stage %s is still to do: %s", stage, what);
}
