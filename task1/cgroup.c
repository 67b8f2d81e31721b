// cgroup.c - control groups, see cgroup.h.
// cgroups(7), and the kernel's own page on control group v2.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "cgroup.h"
#include "fail.h"
#include <fcntl.h>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#define ROOT "/sys/fs/cgroup"

int cgroup_prepare(void)
{
    struct statfs about;
    if (statfs(ROOT, &about) == -1 || about.f_type != CGROUP2_SUPER_MAGIC) {
        fail("limits need cgroup v2 at '" ROOT "'");
        hint("boot with systemd.unified_cgroup_hierarchy=1");
        return -1;
    }
    return cgroup_write(ROOT, "cgroup.subtree_control", "+cpu +memory +pids");
}

int cgroup_write(const char *group, const char *file, const char *format, ...)
{
    char path[256];
    char text[64];
    va_list values;
    va_start(values, format);
    int length = vsnprintf(text, sizeof(text), format, values);
    va_end(values);
    snprintf(path, sizeof(path), "%s/%s", group, file);
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    int result = 0;
    if (fd == -1 || write(fd, text, (size_t)length) != length) {
        result = fail_errno("cannot write '%s' to '%s'", text, path);
    }
    close(fd);
    return result;
}
