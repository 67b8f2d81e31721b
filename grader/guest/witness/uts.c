// uts.c - host names of other UTS namespaces, see uts.h; setns(2),
// uts_namespaces(7).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "uts.h"

#include "cleanup.h"
#include "fail.h"
#include "text.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>

struct question {
    pid_t pid;
    ino_t inode; // of its namespace
};

static int enter(const struct question *question)
{
    char path[64];
    snprintf(path, sizeof(path), "/proc/%d/ns/uts", question->pid);
    CLEANUP(close_fd) int ns = open(path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (ns == -1 || fstat(ns, &about) == -1 ||
        about.st_ino != question->inode) {
        return -1;
    }
    return setns(ns, CLONE_NEWUTS);
}

// An empty answer says that the name cannot be told.
static void serve(int socket, ino_t inside)
{
    struct question question;
    while (recv(socket, &question, sizeof(question), 0) == sizeof(question)) {
        char name[HOST_NAME_MAX + 1];
        size_t length = 0;
        if (question.inode == inside || enter(&question) == 0) {
            inside = question.inode;
            // with its zero: a name may be empty
            length =
                gethostname(name, sizeof(name)) == 0 ? strlen(name) + 1 : 0;
        }
        if (send(socket, name, length, MSG_NOSIGNAL) == -1) {
            break;
        }
    }
    _exit(0);
}

int uts_open(struct uts *uts)
{
    struct stat own;
    if (stat("/proc/self/ns/uts", &own) == -1) {
        return fail_errno("cannot look at '/proc/self/ns/uts'");
    }
    uts->own = own.st_ino;
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == -1) {
        return fail_errno("cannot make a socket pair");
    }
    pid_t helper = fork();
    if (helper == 0) {
        close(ends[0]);
        serve(ends[1], own.st_ino);
    }
    close(ends[1]);
    uts->helper = ends[0];
    return helper == -1 ? fail_errno("cannot fork") : 0;
}

void uts_close(struct uts *uts)
{
    close_fd(&uts->helper);
    uts->helper = -1;
}

json_t *uts_hostname(const struct uts *uts, pid_t pid, ino_t inode)
{
    char name[HOST_NAME_MAX + 1];
    if (inode == uts->own) {
        return gethostname(name, sizeof(name)) == -1
                   ? json_null()
                   : text_json(name, strlen(name));
    }
    // an answer of no bytes and a helper that is gone look the same: null
    struct question question = {.pid = pid, .inode = inode};
    if (send(uts->helper, &question, sizeof(question), MSG_NOSIGNAL) !=
        sizeof(question)) {
        return json_null();
    }
    ssize_t length = recv(uts->helper, name, sizeof(name), 0);
    return length <= 0 ? json_null()
                       : text_json(name, strnlen(name, (size_t)length));
}
