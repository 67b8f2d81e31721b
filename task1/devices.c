// devices.c - a small /dev, see devices.h. An image brings none: device files
// cannot be unpacked without root, and should not be.
// mknod(2), pts(4), null(4), random(4).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "devices.h"
#include "fail.h"
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

static int devices_make(void)
{
    static const struct {
        const char *path;
        unsigned number[2];
    } devices[] = {
        {"/dev/null", {1, 3}},    {"/dev/zero", {1, 5}},
        {"/dev/full", {1, 7}},    {"/dev/random", {1, 8}},
        {"/dev/urandom", {1, 9}}, {"/dev/tty", {5, 0}},
    };
    for (size_t i = 0; i < sizeof(devices) / sizeof(devices[0]); i++) {
        if (mknod(devices[i].path, S_IFCHR | 0666,
                  makedev(devices[i].number[0], devices[i].number[1])) == -1) {
            return fail_errno("cannot make '%s'", devices[i].path);
        }
    }
    return 0;
}

static int links_make(void)
{
    static const char *const links[][2] = {
        {"/proc/self/fd", "/dev/fd"}, {"fd/0", "/dev/stdin"},
        {"fd/1", "/dev/stdout"},      {"fd/2", "/dev/stderr"},
        {"pts/ptmx", "/dev/ptmx"},
    };
    for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
        if (symlink(links[i][0], links[i][1]) == -1) {
            return fail_errno("cannot make '%s'", links[i][1]);
        }
    }
    return 0;
}

int devices_mount(void)
{
    if (mkdir("/dev", 0755) == -1 && errno != EEXIST) {
        return fail_errno("cannot make '/dev'");
    }
    if (mount("tmpfs", "/dev", "tmpfs", MS_NOSUID, "mode=755") == -1) {
        return fail_errno("cannot mount '/dev'");
    }
    mode_t mask = umask(0);
    if (devices_make() == -1 || links_make() == -1) {
        return -1;
    }
    // terminals of its own: a new instance, not the machine's
    if (mkdir("/dev/shm", 01777) == -1 || mkdir("/dev/pts", 0755) == -1 ||
        mount("devpts", "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC,
              "newinstance,gid=5,mode=620,ptmxmode=666") == -1) {
        return fail_errno("cannot mount '/dev/pts'");
    }
    umask(mask);
    return 0;
}
