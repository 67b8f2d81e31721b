// call_flags.c - flags of system calls by name, see call_flags.h; clone(2),
// mount(2), umount2(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "call_flags.h"

#include <linux/sched.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/mount.h>

struct flag {
    uint64_t bit;
    const char *name;
};
#define FLAG(name) name, #name
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct flag clone_flags[] = {
    {FLAG(CLONE_NEWTIME)},
    {FLAG(CLONE_VM)},
    {FLAG(CLONE_FS)},
    {FLAG(CLONE_FILES)},
    {FLAG(CLONE_SIGHAND)},
    {FLAG(CLONE_PIDFD)},
    {FLAG(CLONE_PTRACE)},
    {FLAG(CLONE_VFORK)},
    {FLAG(CLONE_PARENT)},
    {FLAG(CLONE_THREAD)},
    {FLAG(CLONE_NEWNS)},
    {FLAG(CLONE_SYSVSEM)},
    {FLAG(CLONE_SETTLS)},
    {FLAG(CLONE_PARENT_SETTID)},
    {FLAG(CLONE_CHILD_CLEARTID)},
    {FLAG(CLONE_DETACHED)},
    {FLAG(CLONE_UNTRACED)},
    {FLAG(CLONE_CHILD_SETTID)},
    {FLAG(CLONE_NEWCGROUP)},
    {FLAG(CLONE_NEWUTS)},
    {FLAG(CLONE_NEWIPC)},
    {FLAG(CLONE_NEWUSER)},
    {FLAG(CLONE_NEWPID)},
    {FLAG(CLONE_NEWNET)},
    {FLAG(CLONE_IO)},
    {FLAG(CLONE_CLEAR_SIGHAND)},
    {FLAG(CLONE_INTO_CGROUP)},
};

static const struct flag mount_flags[] = {
    {FLAG(MS_RDONLY)},    {FLAG(MS_NOSUID)},      {FLAG(MS_NODEV)},
    {FLAG(MS_NOEXEC)},    {FLAG(MS_SYNCHRONOUS)}, {FLAG(MS_REMOUNT)},
    {FLAG(MS_MANDLOCK)},  {FLAG(MS_DIRSYNC)},     {FLAG(MS_NOSYMFOLLOW)},
    {FLAG(MS_NOATIME)},   {FLAG(MS_NODIRATIME)},  {FLAG(MS_BIND)},
    {FLAG(MS_MOVE)},      {FLAG(MS_REC)},         {FLAG(MS_SILENT)},
    {FLAG(MS_POSIXACL)},  {FLAG(MS_UNBINDABLE)},  {FLAG(MS_PRIVATE)},
    {FLAG(MS_SLAVE)},     {FLAG(MS_SHARED)},      {FLAG(MS_RELATIME)},
    {FLAG(MS_KERNMOUNT)}, {FLAG(MS_I_VERSION)},   {FLAG(MS_STRICTATIME)},
    {FLAG(MS_LAZYTIME)},
};

static const struct flag umount_flags[] = {
    {FLAG(MNT_FORCE)},
    {FLAG(MNT_DETACH)},
    {FLAG(MNT_EXPIRE)},
    {FLAG(UMOUNT_NOFOLLOW)},
};

static json_t *names_of(uint64_t flags, const struct flag *known, size_t count)
{
    json_t *names = json_array();
    for (size_t i = 0; i < count; i++) {
        if (flags & known[i].bit) {
            json_array_append_new(names, json_string(known[i].name));
            flags &= ~known[i].bit;
        }
    }
    if (flags) {
        json_array_append_new(
            names, json_sprintf("0x%llx", (unsigned long long)flags));
    }
    return names;
}

json_t *call_flags_clone(uint64_t flags)
{
    return names_of(flags, clone_flags, COUNT(clone_flags));
}

json_t *call_flags_mount(uint64_t flags)
{
    // an old program's magic number in the upper half means nothing
    if ((flags & MS_MGC_MSK) == MS_MGC_VAL) {
        flags &= ~(uint64_t)MS_MGC_MSK;
    }
    return names_of(flags, mount_flags, COUNT(mount_flags));
}

json_t *call_flags_umount(uint64_t flags)
{
    return names_of(flags, umount_flags, COUNT(umount_flags));
}

bool call_flags_isolate(uint64_t flags)
{
    return flags & (CALL_FLAGS_ISOLATE | CLONE_NEWTIME | CLONE_INTO_CGROUP);
}
