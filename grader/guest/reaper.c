// reaper.c - PID 1 of a submission's PID namespace: collects every child that
// dies and does nothing else, for ever. Only SIGKILL from outside ends it, and
// with it all processes of the namespace. pid_namespaces(7), waitid(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    (void)argv;
    if (argc != 1) {
        fputs("usage: reaper\n", stderr);
        return 2;
    }
    sigset_t all;
    sigset_t child;
    siginfo_t info;
    sigfillset(&all);
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    // blocked, SIGCHLD waits for us and cannot come between the two calls below
    signal(SIGCHLD, SIG_DFL);
    sigprocmask(SIG_SETMASK, &all, NULL);
    // through /proc/1 the submission could use whatever we hold open
    close_range(0, ~0U, 0);
    for (;;) {
        if (waitid(P_ALL, 0, &info, WEXITED) == -1) {
            sigwaitinfo(&child, &info); // no child: wait for the next death
        }
    }
}
