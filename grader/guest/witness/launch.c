// launch.c - see launch.h; setsid(2), sigwaitinfo(2), waitpid(2).
//
// The waiting process stays outside of the PID namespace and of the program's
// session: no signal from inside reaches it.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "launch.h"

#include "cgroup.h"
#include "fail.h"
#include "inside.h"
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FAILED = 125 };

// Before the namespaces are joined: afterwards /proc is that of the inside.
static int join_group(pid_t target)
{
    struct cgroups cgroups = {.tree = -1};
    cgroups_open(&cgroups);
    int result = cgroups_join(&cgroups, getpid(), target);
    cgroups_close(&cgroups);
    return result;
}

static int await_end(pid_t program, const sigset_t *signals)
{
    int status = 0;
    // a program that is stopped sends SIGCHLD as well
    while (waitpid(program, &status, WNOHANG) == 0) {
        switch (sigwaitinfo(signals, NULL)) {
        case SIGINT:
            kill(-program, SIGINT);
            break;
        case SIGTERM:
            kill(program, SIGKILL);
            break;
        default:
            break;
        }
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int launch(const struct enter *enter)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    // bash has those that it starts in the background ignore SIGINT
    inside_reset_signals();
    sigprocmask(SIG_BLOCK, &signals, NULL);
    if (join_group(enter->target) == -1 ||
        inside_go(enter->target, enter->directory) == -1) {
        return FAILED;
    }
    pid_t program = fork();
    if (program == 0) {
        setsid();
        inside_reset_signals();
        _exit(inside_exec(enter->command));
    }
    if (program == -1) {
        fail_errno("cannot fork into the namespaces");
        return FAILED;
    }
    return await_end(program, &signals);
}
