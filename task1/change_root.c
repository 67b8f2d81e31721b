// change_root.c - a new root directory, see change_root.h.
// pivot_root(2), umount2(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "change_root.h"
#include "fail.h"
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

int change_root(const char *path)
{
    // chroot(2) would only change where "/" leads, for one process at a time,
    // and root can undo that. pivot_root(2) changes the mounts themselves. It
    // wants a place for the old root; with "." for both, the old root comes to
    // lie over the new one, on the same mount point, and no directory is
    // needed. umount2() takes off the uppermost: the old one. MNT_DETACH,
    // because it has mounts below it and may be in use.
    if (chdir(path) == -1 || syscall(SYS_pivot_root, ".", ".") == -1) {
        int error = errno;
        fail_errno("cannot make '%s' the root directory", path);
        if (error == EINVAL) {
            hint("it must be a mount point, and neither it nor / shared");
        }
        return -1;
    }
    if (umount2(".", MNT_DETACH) == -1 || chdir("/") == -1) {
        return fail_errno("cannot take off the old root directory");
    }
    return 0;
}
