// regions.c - what conductor's regions do, for `make demo` in the
// students' kit, which shows a conductor that works and gives none away:
// it gets this as a program without symbols.
//
//     regions 3a ROOT COMMAND...      a container with that root
//     regions 3b PID COMMAND...       a command in the container of PID
//     regions 3c PID OUTSIDE INSIDE   a veth pair, with INSIDE in there
//
// Exit status: COMMAND's; 125 when it could not be begun.
// namespaces(7), setns(2), pidfd_open(2), chroot(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "child.h"
#include "fail.h"
#include "veth.h"
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FAILED = 125 };
#define NAMESPACES                                                             \
    (CLONE_NEWUTS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWIPC)

// Makes what the container sees of the kernel, in the root directory ROOT.
static int mount_all(const char *root)
{
    if (chmod(root, 0755) == -1 || chdir(root) == -1 ||
        mount(NULL, "/", NULL, MS_PRIVATE | MS_REC, NULL) == -1 ||
        mount("proc", "proc", "proc", 0, NULL) == -1 ||
        mount("sysfs", "sys", "sysfs", 0, NULL) == -1 ||
        mount("/dev", "dev", NULL, MS_BIND | MS_REC, NULL) == -1 ||
        chroot(".") == -1) {
        return fail_errno("cannot prepare '%s'", root);
    }
    return 0;
}

// Joins NAMESPACES of PID; returns a descriptor of its root directory, or -1.
static int join(const char *pid, int namespaces)
{
    char path[64];
    snprintf(path, sizeof(path), "/proc/%s/root", pid);
    int root = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    int process = pidfd_open((pid_t)strtol(pid, NULL, 10), 0);
    if (root == -1 || process == -1 || setns(process, namespaces) == -1) {
        return fail_errno("cannot join process %s", pid);
    }
    return root;
}

// Forks: the child, a member of the new PID namespace, becomes COMMAND. With a
// ROOT the container begins with it, else it is entered at the directory WHERE.
static int run(const char *root, int where, char **command)
{
    sigset_t before;
    child_hold_signals(&before);
    pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, root ? SIGKILL : 0);
        if (root ? mount_all(root) == -1
                 : fchdir(where) == -1 || chroot(".") == -1) {
            _exit(FAILED);
        }
        _exit(child_exec(command, &before));
    }
    if (child == -1) {
        fail_errno("cannot create the child");
        return FAILED;
    }
    int status = child_wait(child);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static int connect_by_veth(char **argument)
{
    if (veth_create(argument[1], argument[2],
                    (pid_t)strtol(argument[0], NULL, 10)) == -1 ||
        link_up(argument[1]) == -1 || join(argument[0], CLONE_NEWNET) == -1 ||
        link_up(argument[2]) == -1 || link_up("lo") == -1) {
        return FAILED;
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 3 && strcmp(argv[1], "3a") == 0) {
        if (unshare(NAMESPACES) == -1) {
            fail_errno("cannot make namespaces");
            return FAILED;
        }
        return run(argv[2], -1, argv + 3);
    }
    if (argc > 3 && strcmp(argv[1], "3b") == 0) {
        int root = join(argv[2], NAMESPACES);
        return root == -1 ? FAILED : run(NULL, root, argv + 3);
    }
    if (argc == 5 && strcmp(argv[1], "3c") == 0) {
        return connect_by_veth(argv + 2);
    }
    fputs("usage: regions 3a|3b|3c ...\n", stderr);
    return 2;
}
