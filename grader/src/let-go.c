// let-go.c - takes the terminal away from its session and becomes a command,
// which finds it on a descriptor and may make it the terminal of a session of
// its own.
//
// For user-mode Linux, in which a thread does so to hear of changes of its
// size. script(1) makes a terminal, and with it a session that keeps it to the
// end; meanwhile TIOCSCTTY fails in any other session. Only TIOCNOTTY of the
// leader frees it (ioctl_tty(2)), and neither script(1) nor setsid(1) has an
// option for that.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "fail.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { USAGE = 2, FAILED = 125, NOT_RUN = 126, NOT_FOUND = 127 };

static int let_go(const char *text)
{
    char *end;
    long fd = strtol(text, &end, 10);
    if (end == text || *end || fd < 0 || fd > 255) {
        return fail("'%s' is no descriptor", text);
    }
    // the leader's own group is told that the terminal is gone
    signal(SIGHUP, SIG_IGN);
    if (ioctl((int)fd, TIOCNOTTY) == -1) {
        return fail_errno("cannot let go of the terminal on descriptor %ld",
                          fd);
    }
    signal(SIGHUP, SIG_DFL);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: let-go FD CMD [ARGS]\n", stderr);
        return USAGE;
    }
    if (let_go(argv[1]) == -1) {
        return FAILED;
    }
    execvp(argv[2], argv + 2);
    int status = errno == ENOENT ? NOT_FOUND : NOT_RUN;
    fail_errno("cannot run '%s'", argv[2]);
    return status;
}
