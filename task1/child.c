// child.c - the first process of a container, see child.h.
// sigwaitinfo(2), pid_namespaces(7), signal(7), proc_pid_status(5), execvp(3).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "child.h"
#include "fail.h"
#include <stdbool.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void held_signals(sigset_t *held)
{
    static const int numbers[] = {SIGCHLD, SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    sigemptyset(held);
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        sigaddset(held, numbers[i]);
    }
}

void child_hold_signals(sigset_t *before)
{
    sigset_t held;
    held_signals(&held);
    signal(SIGCHLD, SIG_DFL); // an inherited 'ignore' would lose the status
    sigprocmask(SIG_BLOCK, &held, before);
}

// Whether the process has a handler of its own for the signal.
static bool child_catches(pid_t child, int number)
{
    char line[256];
    unsigned long long caught = 0;
    snprintf(line, sizeof(line), "/proc/%d/status", (int)child);
    FILE *status = fopen(line, "re");
    while (status && fgets(line, sizeof(line), status) &&
           sscanf(line, "SigCgt: %llx", &caught) != 1) {
    }
    if (status) {
        fclose(status);
    }
    return caught >> (number - 1) & 1;
}

int child_wait(pid_t child)
{
    sigset_t held;
    siginfo_t info;
    int status;
    int fatal = 0;
    held_signals(&held);
    for (;;) {
        int number = sigwaitinfo(&held, &info);
        if (number == SIGCHLD) {
            if (waitpid(child, &status, WNOHANG) == child) {
                // it ended as the signal meant it to
                return fatal && WIFSIGNALED(status) ? fatal : status;
            }
        } else if (number != -1 && !child_catches(child, number)) {
            // For PID 1 of a namespace the default action of a signal is to be
            // ignored. Whoever sent it expects an end.
            fatal = number;
            kill(child, SIGKILL);
        } else if (number != -1 && info.si_code <= 0) {
            // a positive code is the terminal's, which told the child as well
            kill(child, number);
        }
    }
}

int child_exec(char **command, const sigset_t *mask)
{
    char *shells[] = {"/bin/bash", NULL, "/bin/sh", NULL};
    // the machine's variables would mean nothing in there
    const char *terminal = getenv("TERM");
    char *variables[] = {
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME=/root", NULL, NULL};
    char term[64];
    if (terminal) {
        snprintf(term, sizeof(term), "TERM=%s", terminal);
        variables[2] = term;
    }
    environ = variables;
    sigprocmask(SIG_SETMASK, mask, NULL);
    if (!*command) {
        command = shells;
        execvp(command[0], command);
        command += 2;
    }
    execvp(command[0], command);
    int status = errno == ENOENT ? 127 : 126;
    fail_errno("cannot run '%s'", command[0]);
    return status;
}
