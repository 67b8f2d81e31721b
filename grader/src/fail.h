// fail.h - how the kit's C programs report errors.
//
// A function returns 0, or -1 after the failing site itself has printed one
// line to standard error; callers pass the -1 up and print nothing. Only main
// exits. A message reads
//     unpack: cannot open 'hw.tar.gz': No such file or directory
// lower case, the object in quotes, errno last, no full stop. What is no ASCII
// in it is shown as \\xNN.
// SPDX-License-Identifier: MIT
#pragma once

// Prints "prog: MESSAGE: strerror(errno)"; returns -1, errno unchanged.
int fail_errno(const char *format, ...) __attribute__((format(printf, 1, 2)));

// Flushes standard output; says so and returns -1 where any of it was lost.
int fail_unwritten(void);

// Prints "prog: MESSAGE", for errors that errno knows nothing of; returns -1.
int fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
