// state.c - the directories of a container, see state.h.
// flock(2), nftw(3), statfs(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "state.h"
#include "fail.h"
#include <fcntl.h>
#include <ftw.h>
#include <linux/magic.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define BASE "/tmp/container"

// Opens the directory PATH, and makes it if need be. Anybody may write to /tmp:
// a link, or what belongs to somebody else, is not followed.
static int directory_open(const char *path)
{
    struct stat about;
    if (mkdir(path, 0755) == -1 && errno != EEXIST) {
        return fail_errno("cannot make '%s'", path);
    }
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd == -1 || fstat(fd, &about) == -1) {
        return fail_errno("cannot open '%s'", path);
    }
    if (about.st_uid != geteuid()) {
        close(fd);
        return fail("'%s' belongs to another user", path);
    }
    return fd;
}

static int layer_make(char path[96], const struct container *c,
                      const char *name)
{
    snprintf(path, 96, "%s/%s", c->state, name);
    if (mkdir(path, 0755) == -1 && errno != EEXIST) {
        return fail_errno("cannot make '%s'", path);
    }
    return 0;
}

int state_open(struct container *c)
{
    snprintf(c->state, sizeof(c->state), BASE "/%s", c->id);
    snprintf(c->group, sizeof(c->group), "/sys/fs/cgroup/container-%s", c->id);
    int base = directory_open(BASE);
    if (base == -1) {
        return -1;
    }
    close(base);
    c->lock = directory_open(c->state);
    if (c->lock == -1) {
        return -1;
    }
    // The kernel gives the lock back when we end, however we end.
    if (flock(c->lock, LOCK_EX | LOCK_NB) == -1) {
        fail(errno == EWOULDBLOCK ? "'%s' is running" : "cannot lock '%s'",
             c->id);
        close(c->lock);
        c->lock = -1; // so that it is not deleted
        return -1;
    }
    if (layer_make(c->upper, c, "upper") == -1 ||
        layer_make(c->work, c, "work") == -1) {
        return -1;
    }
    return layer_make(c->merged, c, "merged");
}

void state_hint(const struct container *c)
{
    struct statfs about;
    if (statfs(c->upper, &about) == 0 &&
        about.f_type == OVERLAYFS_SUPER_MAGIC) {
        hint(BASE " is itself on an overlay, which cannot hold an upper layer: "
                  "mount a tmpfs there");
    }
}

static int entry_delete(const char *path, const struct stat *about, int kind,
                        struct FTW *position)
{
    (void)about;
    (void)kind;
    (void)position;
    return remove(path) == -1 ? fail_errno("cannot delete '%s'", path) : 0;
}

int state_close(struct container *c)
{
    if (c->lock == -1) {
        return 0;
    }
    // never into what is mounted there, never through a link
    int result = c->remove ? nftw(c->state, entry_delete, 16,
                                  FTW_DEPTH | FTW_PHYS | FTW_MOUNT)
                           : 0;
    close(c->lock);
    c->lock = -1;
    return result;
}
