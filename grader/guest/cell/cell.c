// cell.c - makes the place in the machine where a submission runs: PID, mount,
// network, UTS and IPC namespaces of its own over a writable layer of its own.
// Prints the PID of the cell's first process, as seen from here, once that
// does nothing any more but reap. Not a user namespace, because root must be
// root, and not a cgroup namespace, because students are to see the real tree.
//
// A program and not a script: starting a process is what costs in a machine.
// namespaces(7), cgroups(7), clone(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "cell_root.h"
#include "cleanup.h"
#include "fail.h"
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <unistd.h>

#define GROUP "/sys/fs/cgroup/submission"

static int group_set(const char *file, unsigned long long value)
{
    char path[128];
    char text[32];
    snprintf(path, sizeof(path), GROUP "/%s", file);
    int length = snprintf(text, sizeof(text), "%llu", value);
    CLEANUP(close_fd) int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd == -1 || write(fd, text, (size_t)length) != length) {
        return fail_errno("cannot write '%s' to '%s'", text, path);
    }
    return 0;
}

// A fork bomb or a memory hog in the cell must leave the recorder room to work.
static int group_make(void)
{
    struct sysinfo machine;
    if (mkdir(GROUP, 0755) == -1 || sysinfo(&machine) == -1) {
        return fail_errno("cannot make '%s'", GROUP);
    }
    unsigned long long bytes =
        (unsigned long long)machine.totalram * machine.mem_unit;
    if (group_set("pids.max", 2000) == -1) {
        return -1;
    }
    return group_set("memory.max", bytes / 4 * 3);
}

// In the new namespaces. The pipe to the parent closes by the exec: its end
// says that all went well, and no process of the cell ever holds it.
static void inside(const char *host_name, const char *folder)
{
    char path[] =
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    char *environment[] = {path, NULL};
    char *arguments[] = {"/sbin/init", NULL};
    if (cell_root_enter(host_name, folder) == -1) {
        return;
    }
    // the reaper closes all that it was given
    execve(arguments[0], arguments, environment);
    fail_errno("cannot start '%s'", arguments[0]);
}

// Like fork, with namespaces; by its number, because the library's clone wants
// a function and a stack.
static pid_t fork_apart(int *ready)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) == -1) {
        return fail_errno("cannot make a pipe");
    }
    unsigned long flags = CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET |
                          CLONE_NEWUTS | CLONE_NEWIPC | SIGCHLD;
    pid_t child = (pid_t)syscall(SYS_clone, flags, NULL, NULL, NULL, NULL);
    close(ends[child == 0 ? 0 : 1]);
    *ready = ends[child == 0 ? 1 : 0];
    return child == -1 ? fail_errno("cannot make namespaces") : child;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: cell HOSTNAME FOLDER\n", stderr);
        return 2;
    }
    if (cell_root_prepare() == -1 || group_make() == -1) {
        return 1;
    }
    int ready = -1;
    pid_t first = fork_apart(&ready);
    if (first == 0) {
        inside(argv[1], argv[2]);
        // the parent reads this byte only when there was no exec
        return write(ready, "x", 1) == 1 ? 1 : 2;
    }
    char byte;
    if (first == -1 || read(ready, &byte, 1) != 0) {
        return 1;
    }
    if (group_set("cgroup.procs", (unsigned long long)first) == -1) {
        return 1;
    }
    printf("%d\n", (int)first);
    return 0;
}
