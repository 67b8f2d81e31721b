// stray.c - see stray.h; pid_namespaces(7), ioctl_nsfs(2), pidfd_open(2),
// capabilities(7).
//
// All that a step starts is followed, so this finds nothing, unless somebody
// has found a way around that.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "stray.h"

#include "cleanup.h"
#include "kernel_file.h"
#include "program.h"
#include <dirent.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/nsfs.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/stat.h>

#define ROUNDS 100    // who forks faster than this looks may escape it
#define DEATH_MS 1000 // how long SIGKILL may take
#define MOST_NAMED 100

static ino_t inode(int directory, const char *name)
{
    struct stat about;
    return fstatat(directory, name, &about, 0) == 0 ? about.st_ino : 0;
}

static bool same_namespace(int process, const char *name)
{
    char own[32];
    snprintf(own, sizeof(own), "/proc/self/%s", name);
    return inode(process, name) == inode(AT_FDCWD, own);
}

int strays_open(pid_t target)
{
    CLEANUP(close_fd)
    int process = target == 0 ? -1 : kernel_process_open(target);
    if (process == -1 || same_namespace(process, "ns/pid")) {
        return -1;
    }
    return openat(process, "ns/pid", O_RDONLY | O_CLOEXEC);
}

static bool is_inside(int process, int inside)
{
    struct stat wanted;
    struct stat about;
    int at = openat(process, "ns/pid", O_RDONLY | O_CLOEXEC);
    bool found = false;
    while (at != -1 && fstat(inside, &wanted) == 0 && fstat(at, &about) == 0 &&
           !(found = about.st_ino == wanted.st_ino)) {
        int parent = ioctl(at, NS_GET_PARENT);
        close(at);
        at = parent;
    }
    close_fd(&at);
    return found;
}

static unsigned long long field(const char *status, const char *key, int base)
{
    const char *at = strstr(status, key);
    return at ? strtoull(at + strlen(key), NULL, base) : 0;
}

// By a process that is not inside itself.
static bool is_followed(const char *status)
{
    pid_t tracer = (pid_t)field(status, "\nTracerPid:", 10);
    CLEANUP(close_fd)
    int process = tracer == 0 ? -1 : kernel_process_open(tracer);
    return process != -1 && same_namespace(process, "ns/pid");
}

// What enters, before it is a program, and the first process: see inside.c.
static bool is_recorders(int process, const char *status)
{
    return (field(status, "\nCapPrm:", 16) >> CAP_MAC_ADMIN & 1) &&
           same_namespace(process, "ns/user");
}

static bool is_stray(int process, int inside)
{
    char status[8192];
    if (process == -1 || !is_inside(process, inside) ||
        kernel_file_read(process, "status", status, sizeof(status)) == -1) {
        return false;
    }
    return !strstr(status, "\nState:\tZ") && !is_recorders(process, status) &&
           !is_followed(status);
}

static void name(json_t *strays, pid_t pid, struct view *view)
{
    size_t i;
    json_t *other;
    json_array_foreach(strays, i, other)
    {
        if (json_integer_value(json_object_get(other, "pid")) == pid) {
            return; // it takes its time to die
        }
    }
    if (i < MOST_NAMED) {
        json_t *stray = json_pack("{s:i}", "pid", (int)pid);
        process_describe(stray, pid, view);
        json_object_set_new(stray, "argv", program_arguments(pid));
        json_array_append_new(strays, stray);
    }
}

// Returns a descriptor of the last that it killed, or -1 for none.
static int kill_round(int inside, struct view *view, json_t *strays)
{
    int last = -1;
    DIR *processes = opendir("/proc");
    const struct dirent *entry;
    while (processes && (entry = readdir(processes))) {
        pid_t pid = atoi(entry->d_name);
        int handle = pid > 0 ? pidfd_open(pid, 0) : -1;
        CLEANUP(close_fd)
        int process = handle == -1 ? -1 : kernel_process_open(pid);
        if (is_stray(process, inside)) {
            name(strays, pid, view);
            pidfd_send_signal(handle, SIGKILL, NULL, 0);
            close_fd(&last);
            last = handle;
        } else {
            close_fd(&handle);
        }
    }
    if (processes) {
        closedir(processes);
    }
    return last;
}

json_t *strays_kill(int inside, struct view *view)
{
    json_t *strays = json_array();
    for (int round = 0; inside != -1 && round < ROUNDS; round++) {
        CLEANUP(close_fd) int last = kill_round(inside, view, strays);
        if (last == -1) {
            break;
        }
        poll(&(struct pollfd){.fd = last, .events = POLLIN}, 1, DEATH_MS);
    }
    return strays;
}
