// inside.c - see inside.h; setns(2), pidfd_open(2), signal(7).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "inside.h"

#include "cleanup.h"
#include "fail.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool same_user_namespace(pid_t target)
{
    char path[64];
    struct stat own;
    struct stat other;
    snprintf(path, sizeof(path), "/proc/%d/ns/user", target);
    return stat("/proc/self/ns/user", &own) == 0 && stat(path, &other) == 0 &&
           own.st_ino == other.st_ino;
}

// What the recorder has and the inside never gets. CAP_MAC_ADMIN: the machine's
// kernel lets nobody without it open, trace or read who has it, nor be in a
// real-time class (vm/kernel-wall.patch). CAP_SYS_TIME: limits go by the clock.
// They leave the caller's children when they execute something. What puts the
// recorder first does so at once: evidence-send.c.
static int give_up(void)
{
    if (prctl(PR_CAPBSET_DROP, CAP_MAC_ADMIN) == -1 ||
        prctl(PR_CAPBSET_DROP, CAP_SYS_TIME) == -1 ||
        sched_setscheduler(0, SCHED_OTHER, &(struct sched_param){0}) == -1) {
        return fail_errno("cannot give up what is the recorder's");
    }
    return 0;
}

static int join(pid_t target)
{
    char path[64];
    int kinds = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET |
                CLONE_NEWPID | CLONE_NEWCGROUP;
    if (!same_user_namespace(target)) {
        kinds |= CLONE_NEWUSER; // joining one's own is an error
    }
    snprintf(path, sizeof(path), "/proc/%d/root", target);
    CLEANUP(close_fd) int process = pidfd_open(target, 0);
    CLEANUP(close_fd)
    int root = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (process == -1 || root == -1) {
        return fail_errno("cannot open process %d", target);
    }
    if (setns(process, kinds) == -1) {
        return fail_errno("cannot join the namespaces of process %d", target);
    }
    // its root, which need not be that of its mount namespace
    if (fchdir(root) == -1 || chroot(".") == -1) {
        return fail_errno("cannot enter the root of process %d", target);
    }
    return give_up();
}

int inside_go(pid_t target, const char *directory)
{
    if (target != 0 && join(target) == -1) {
        return -1;
    }
    if (directory && chdir(directory) == -1) {
        return fail_errno("cannot enter '%s'", directory);
    }
    return 0;
}

void inside_reset_signals(void)
{
    for (int number = 1; number < NSIG; number++) {
        signal(number, SIG_DFL);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

int inside_exec(char *const *command)
{
    execvp(command[0], command);
    int status = errno == ENOENT ? 127 : 126;
    fail_errno("cannot run '%s'", command[0]);
    return status;
}
