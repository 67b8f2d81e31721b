// mounted.c - what lies in the root directory of a process, see mounted.h.
//
// Everything is looked up below that root, so that no link leads out of it, and
// told by the type of the file system: files may have any name and say
// anything. openat2(2), statfs(2), fsopen(2), proc(5), sysfs(5).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "mounted.h"

#include "cleanup.h"
#include "kernel_file.h"
#include "text.h"
#include <dirent.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#define MOST_NAMES 256

static int open_below(int directory, const char *path, unsigned long long flags,
                      unsigned long long resolve)
{
    struct open_how how = {.flags = flags | O_CLOEXEC, .resolve = resolve};
    return (int)syscall(SYS_openat2, directory, path, &how, sizeof(how));
}

static json_t *names_json(int root)
{
    int fd = openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *all = fd == -1 ? NULL : fdopendir(fd);
    if (!all) {
        close_fd(&fd);
        return json_null();
    }
    json_t *names = json_array();
    const struct dirent *one;
    while ((one = readdir(all)) && json_array_size(names) < MOST_NAMES) {
        json_array_append_new(names,
                              text_json(one->d_name, strlen(one->d_name)));
    }
    closedir(all);
    return names;
}

// The character devices among these, as "null 1:3".
static json_t *devices_json(int root)
{
    static const char *const names[] = {"null", "zero", "urandom", "tty"};
    json_t *devices = json_array();
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        char path[32];
        struct stat about;
        snprintf(path, sizeof(path), "dev/%s", names[i]);
        CLEANUP(close_fd)
        int fd = open_below(root, path, O_PATH, RESOLVE_IN_ROOT);
        if (fd != -1 && fstat(fd, &about) == 0 && S_ISCHR(about.st_mode)) {
            json_array_append_new(devices, json_sprintf("%s %u:%u", names[i],
                                                        major(about.st_rdev),
                                                        minor(about.st_rdev)));
        }
    }
    return devices;
}

// A directory below the root, if a file system of that type is mounted there.
static int open_mount(int root, const char *name, unsigned long type)
{
    struct statfs about;
    int fd = open_below(root, name, O_PATH | O_DIRECTORY, RESOLVE_IN_ROOT);
    if (fd != -1 &&
        (fstatfs(fd, &about) == -1 || (unsigned long)about.f_type != type)) {
        close(fd);
        fd = -1;
    }
    return fd;
}

// Whose processes /proc shows: the PID namespace of its process 1, 0 where it
// has none. Null when no procfs is mounted there. What somebody mounted over a
// part of it is passed by.
static json_t *proc_json(int root)
{
    CLEANUP(close_fd) int proc = open_mount(root, "proc", PROC_SUPER_MAGIC);
    if (proc == -1) {
        return json_null();
    }
    CLEANUP(close_fd)
    int link = open_below(proc, "1/ns/pid", O_PATH | O_NOFOLLOW,
                          RESOLVE_NO_XDEV | RESOLVE_NO_SYMLINKS);
    char text[64] = "";
    unsigned long inode = 0;
    if (link != -1) {
        kernel_file_link(link, "", text, sizeof(text));
        sscanf(text, "pid:[%lu]", &inode);
    }
    return json_integer((json_int_t)inode);
}

// The device number of the sysfs of the network namespace that the caller is
// in: each namespace has one, wherever it is mounted. 0 when it cannot be told.
static dev_t own_sysfs(void)
{
    struct stat about;
    CLEANUP(close_fd) int system = fsopen("sysfs", FSOPEN_CLOEXEC);
    if (system == -1 ||
        fsconfig(system, FSCONFIG_CMD_CREATE, NULL, NULL, 0) == -1) {
        return 0;
    }
    CLEANUP(close_fd) int mounted = fsmount(system, FSMOUNT_CLOEXEC, 0);
    return mounted != -1 && fstat(mounted, &about) == 0 ? about.st_dev : 0;
}

// Whether /sys shows the links of PID's network namespace; null when no sysfs
// is mounted there.
static json_t *sys_json(int root, pid_t pid)
{
    struct stat about;
    char path[64];
    CLEANUP(close_fd) int sys = open_mount(root, "sys", SYSFS_MAGIC);
    snprintf(path, sizeof(path), "/proc/%d/ns/net", pid);
    CLEANUP(close_fd) int net = open(path, O_RDONLY | O_CLOEXEC);
    if (sys == -1 || fstat(sys, &about) == -1) {
        return json_null();
    }
    bool own = net != -1 && setns(net, CLONE_NEWNET) == 0 &&
               own_sysfs() == about.st_dev;
    return json_boolean(own);
}

json_t *mounted_json(pid_t pid)
{
    char path[64];
    struct stat about;
    snprintf(path, sizeof(path), "/proc/%d/root", pid);
    CLEANUP(close_fd) int root = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (root == -1 || fstat(root, &about) == -1) {
        return json_null();
    }
    json_t *mode = json_sprintf("%o", (unsigned)about.st_mode & 07777);
    return json_pack("{s:o, s:o, s:o, s:o, s:o}", "mode", mode, "names",
                     names_json(root), "dev", devices_json(root), "proc",
                     proc_json(root), "sys", sys_json(root, pid));
}
