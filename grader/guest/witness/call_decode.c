// call_decode.c - what a noted system call asks for, see call_decode.h;
// clone(2), setns(2), mount(2), proc(5) on /proc/PID/fdinfo.
//
// All is read while the tracee stands at the entry of the call: afterwards
// it may close the descriptor or write something else into the string.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "call_decode.h"

#include "call_flags.h"
#include "kernel_file.h"
#include "registers.h"
#include "text.h"
#include <fcntl.h>
#include <limits.h>
#include <linux/sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A string of the tracee's memory; JSON null for a null pointer.
static json_t *text_at(pid_t tid, uint64_t address)
{
    char text[PATH_MAX];
    ssize_t length =
        address == 0 ? -1 : memory_read_text(tid, address, text, sizeof(text));
    return length == -1 ? json_null() : text_json(text, (size_t)length);
}

json_t *decode_clone(pid_t tid, const uint64_t *arguments)
{
    (void)tid;
    // the lowest byte is the signal for the parent
    uint64_t flags = arguments[0] & UINT32_MAX & ~(uint64_t)CSIGNAL;
    if (!call_flags_isolate(flags) && (flags & CALL_FLAGS_LIBRARY)) {
        return NULL;
    }
    return json_pack("{s:o, s:i}", "flags", call_flags_clone(flags), "signal",
                     (int)(arguments[0] & CSIGNAL));
}

// flags is the first member of struct clone_args.
json_t *decode_clone3(pid_t tid, const uint64_t *arguments)
{
    uint64_t flags;
    if (memory_read_word(tid, arguments[0], &flags) == -1 ||
        !call_flags_isolate(flags)) {
        return NULL;
    }
    return json_pack("{s:o}", "flags", call_flags_clone(flags));
}

json_t *decode_pidfd_open(pid_t tid, const uint64_t *arguments)
{
    (void)tid;
    return json_pack("{s:i}", "pid", (int)arguments[0]);
}

json_t *decode_unshare(pid_t tid, const uint64_t *arguments)
{
    (void)tid;
    return json_pack("{s:o}", "flags",
                     call_flags_clone(arguments[0] & UINT32_MAX));
}

// What a descriptor of the tracee refers to: {"kind": "net", "inode": n} for
// a namespace, {"kind": "pidfd", "pid": n}, or {"kind": "file", "path": ...}.
static void describe_descriptor(json_t *object, pid_t tid, int fd)
{
    char path[64];
    char link[PATH_MAX];
    snprintf(path, sizeof(path), "/proc/%d/fd/%d", tid, fd);
    ssize_t length = kernel_file_link(AT_FDCWD, path, link, sizeof(link));
    char kind[16];
    unsigned long inode;
    if (length == -1) {
        json_object_set_new(object, "kind", json_null());
    } else if (strstr(link, "[pidfd]") || strncmp(link, "pidfd:", 6) == 0) {
        char info[4096] = "";
        snprintf(path, sizeof(path), "/proc/%d/fdinfo/%d", tid, fd);
        kernel_file_read(AT_FDCWD, path, info, sizeof(info));
        const char *pid = strstr(info, "\nPid:");
        json_object_set_new(object, "kind", json_string("pidfd"));
        json_object_set_new(object, "pid",
                            pid ? json_integer(strtol(pid + 5, NULL, 10))
                                : json_null());
    } else if (sscanf(link, "%15[a-z_]:[%lu]", kind, &inode) == 2) {
        json_object_set_new(object, "kind", json_string(kind));
        json_object_set_new(object, "inode", json_integer((json_int_t)inode));
    } else {
        json_object_set_new(object, "kind", json_string("file"));
        json_object_set_new(object, "path", text_json(link, (size_t)length));
    }
}

json_t *decode_setns(pid_t tid, const uint64_t *arguments)
{
    int fd = (int)arguments[0];
    json_t *object = json_pack("{s:i, s:o}", "fd", fd, "nstype",
                               call_flags_clone(arguments[1] & UINT32_MAX));
    describe_descriptor(object, tid, fd);
    return object;
}

json_t *decode_sethostname(pid_t tid, const uint64_t *arguments)
{
    char name[HOST_NAME_MAX + 2];
    size_t size = arguments[1] < sizeof(name) - 1 ? (size_t)arguments[1] + 1
                                                  : sizeof(name);
    ssize_t length = memory_read_text(tid, arguments[0], name, size);
    return json_pack("{s:o, s:I}", "name",
                     length == -1 ? json_null()
                                  : text_json(name, (size_t)length),
                     "length", (json_int_t)arguments[1]);
}

json_t *decode_chroot(pid_t tid, const uint64_t *arguments)
{
    return json_pack("{s:o}", "path", text_at(tid, arguments[0]));
}

json_t *decode_pivot_root(pid_t tid, const uint64_t *arguments)
{
    return json_pack("{s:o, s:o}", "new_root", text_at(tid, arguments[0]),
                     "put_old", text_at(tid, arguments[1]));
}

json_t *decode_mount(pid_t tid, const uint64_t *arguments)
{
    return json_pack(
        "{s:o, s:o, s:o, s:o, s:o}", "source", text_at(tid, arguments[0]),
        "target", text_at(tid, arguments[1]), "fstype",
        text_at(tid, arguments[2]), "flags", call_flags_mount(arguments[3]),
        "data", text_at(tid, arguments[4]));
}

json_t *decode_umount(pid_t tid, const uint64_t *arguments)
{
    return json_pack("{s:o, s:o}", "target", text_at(tid, arguments[0]),
                     "flags", call_flags_umount(arguments[1] & UINT32_MAX));
}
