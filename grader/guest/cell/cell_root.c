// cell_root.c - the root of the cell, see cell_root.h: an overlay over the
// read-only image, with kernel file systems and devices of its own.
// mount(2), pivot_root(2), mount_namespaces(7), pts(4).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "cell_root.h"
#include "cell_files.h"
#include "fail.h"
#include <errno.h>
#include <limits.h>
#include <net/if.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define CELL "/run/cell"
#define ROOT CELL "/root"

struct mounted {
    const char *kind;
    const char *target;
    const char *options;
};

struct device {
    const char *path;
    unsigned major_number;
    unsigned minor_number;
};

struct link {
    const char *target;
    const char *path;
};

static int mount_one(const struct mounted *one)
{
    if (mount(one->kind, one->target, one->kind, 0, one->options) == -1) {
        return fail_errno("cannot mount '%s' on '%s'", one->kind, one->target);
    }
    return 0;
}

static int directory(const char *path)
{
    // the system around may have it too
    bool made = mkdir(path, 0755) == 0 || errno == EEXIST;
    return made ? 0 : fail_errno("cannot make '%s'", path);
}

int cell_root_prepare(void)
{
    static const struct mounted layer = {"tmpfs", CELL, "size=60%,mode=755"};
    if (directory(CELL) == -1 || mount_one(&layer) == -1 ||
        directory(CELL "/upper") == -1 || directory(CELL "/work") == -1) {
        return -1;
    }
    return directory(ROOT);
}

static int mount_root(void)
{
    static const struct mounted mounts[] = {
        {"overlay", ROOT,
         "lowerdir=/,upperdir=" CELL "/upper,workdir=" CELL "/work"},
        {"proc", ROOT "/proc", NULL},
        {"sysfs", ROOT "/sys", NULL},
        {"cgroup2", ROOT "/sys/fs/cgroup", NULL},
        {"tmpfs", ROOT "/run", "mode=755"},
        {"tmpfs", ROOT "/tmp", "mode=1777"},
        {"tmpfs", ROOT "/dev", "mode=755"},
    };
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1) {
        return fail_errno("cannot make the mounts private");
    }
    for (size_t i = 0; i < sizeof(mounts) / sizeof(mounts[0]); i++) {
        if (mount_one(&mounts[i]) == -1) {
            return -1;
        }
    }
    return 0;
}

// The harmless devices and the usual links, as the machine has them.
static int make_devices(void)
{
    static const struct device devices[] = {
        {ROOT "/dev/null", 1, 3},    {ROOT "/dev/zero", 1, 5},
        {ROOT "/dev/full", 1, 7},    {ROOT "/dev/random", 1, 8},
        {ROOT "/dev/urandom", 1, 9}, {ROOT "/dev/tty", 5, 0},
    };
    static const struct link links[] = {
        {"/proc/self/fd", ROOT "/dev/fd"}, {"fd/0", ROOT "/dev/stdin"},
        {"fd/1", ROOT "/dev/stdout"},      {"fd/2", ROOT "/dev/stderr"},
        {"pts/ptmx", ROOT "/dev/ptmx"},
    };
    for (size_t i = 0; i < sizeof(devices) / sizeof(devices[0]); i++) {
        const struct device *one = &devices[i];
        dev_t number = makedev(one->major_number, one->minor_number);
        if (mknod(one->path, S_IFCHR | 0666, number) == -1) {
            return fail_errno("cannot make '%s'", one->path);
        }
    }
    for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
        if (symlink(links[i].target, links[i].path) == -1) {
            return fail_errno("cannot make '%s'", links[i].path);
        }
    }
    return 0;
}

static int mount_devices(void)
{
    static const struct mounted mounts[] = {
        {"devpts", ROOT "/dev/pts", "newinstance,gid=5,mode=620,ptmxmode=666"},
        {"tmpfs", ROOT "/dev/shm", "mode=1777"},
        {"mqueue", ROOT "/dev/mqueue", NULL},
    };
    for (size_t i = 0; i < sizeof(mounts) / sizeof(mounts[0]); i++) {
        if (directory(mounts[i].target) == -1 || mount_one(&mounts[i]) == -1) {
            return -1;
        }
    }
    return make_devices();
}

// The submission lies on a tmpfs: an overlay whose upper layer is on an overlay
// is refused, and task 3 makes overlays in its own folder.
static int place_submission(const char *folder)
{
    char target[PATH_MAX];
    snprintf(target, sizeof(target), ROOT "%s", folder);
    const struct mounted home = {"tmpfs", target, "size=60%,mode=755"};
    if (directory(target) == -1 || mount_one(&home) == -1 ||
        files_copy("/run/input/submission", target) == -1) {
        return -1;
    }
    return files_copy("/run/input/given", target);
}

static int name_host(const char *name)
{
    char hosts[512];
    snprintf(hosts, sizeof(hosts),
             "127.0.0.1 localhost\n127.0.1.1 %s\n::1 localhost\n", name);
    if (sethostname(name, strlen(name)) == -1) {
        return fail_errno("cannot set the host name '%s'", name);
    }
    char line[256];
    snprintf(line, sizeof(line), "%s\n", name);
    if (file_write(ROOT "/etc/hostname", line) == -1) {
        return -1;
    }
    return file_write(ROOT "/etc/hosts", hosts);
}

static int raise_loopback(void)
{
    struct ifreq request = {.ifr_name = "lo", .ifr_flags = IFF_UP};
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    int result = fd == -1 ? -1 : ioctl(fd, SIOCSIFFLAGS, &request);
    close(fd);
    return result == -1 ? fail_errno("cannot set lo up") : 0;
}

// With "." for both the old root lies over the new one, until it is taken off.
static int enter_root(void)
{
    if (chdir(ROOT) == -1 || syscall(SYS_pivot_root, ".", ".") == -1 ||
        umount2(".", MNT_DETACH) == -1 || chdir("/") == -1) {
        return fail_errno("cannot enter '%s'", ROOT);
    }
    return 0;
}

int cell_root_enter(const char *host_name, const char *folder)
{
    umask(0);
    if (raise_loopback() == -1 || mount_root() == -1 || mount_devices() == -1 ||
        place_submission(folder) == -1 || name_host(host_name) == -1 ||
        file_copy("/run/input/guest/reaper", ROOT "/sbin/init") == -1) {
        return -1;
    }
    umask(022);
    return enter_root();
}
