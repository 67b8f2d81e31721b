// process.c - what the kernel says of one process, see process.h; proc(5),
// namespaces(7).
//
// Everything is read relative to one descriptor of /proc/PID, so that it is
// all of the same process even if its number is given away meanwhile.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "process.h"

#include "cleanup.h"
#include "kernel_file.h"
#include "text.h"
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int view_open(struct view *view, pid_t target)
{
    char path[64];
    if (uts_open(&view->uts) == -1) {
        return -1;
    }
    cgroups_open(&view->cgroups);
    snprintf(path, sizeof(path), "/proc/%d/root", target);
    view->machine =
        target == 0 ? -1 : open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    return 0;
}

void view_close(struct view *view)
{
    uts_close(&view->uts);
    cgroups_close(&view->cgroups);
    close_fd(&view->machine);
}

// The value of a line "\nKEY:\tVALUE" of /proc/PID/status. Only the first
// line holds text of the process's own, and newlines are escaped there.
static const char *status_field(const char *status, const char *key)
{
    const char *at = strstr(status, key);
    return at ? at + strlen(key) : "";
}

// The name in the first line, where a newline is written as \n and a backslash
// twice.
static json_t *name_json(const char *status)
{
    char name[64];
    size_t used = 0;
    const char *at = status_field(status, "Name:\t");
    while (*at && *at != '\n' && used < sizeof(name)) {
        bool escaped = *at == '\\' && at[1] && at[1] != '\n';
        at += escaped;
        name[used++] = escaped && *at == 'n' ? '\n' : *at;
        at++;
    }
    return text_json(name, used);
}

static json_t *number_list(const char *text)
{
    json_t *list = json_array();
    while (*text && *text != '\n') {
        char *end;
        long number = strtol(text, &end, 10);
        if (end == text) {
            break;
        }
        json_array_append_new(list, json_integer(number));
        text = end;
    }
    return list;
}

static int describe_status(json_t *object, int process)
{
    char status[8192];
    if (kernel_file_read(process, "status", status, sizeof(status)) == -1) {
        return -1;
    }
    json_object_set_new(object, "nspid",
                        number_list(status_field(status, "\nNSpid:")));
    int parent = atoi(status_field(status, "\nPPid:"));
    json_object_set_new(object, "ppid", json_integer(parent));
    int group = atoi(status_field(status, "\nTgid:"));
    int self = atoi(status_field(status, "\nPid:"));
    if (group != self) { // a thread of that process
        json_object_set_new(object, "thread", json_integer(group));
    }
    json_object_set_new(object, "comm", name_json(status));
    return 0;
}

static json_t *inode_of(int process, const char *name, ino_t *inode)
{
    struct stat about;
    *inode = 0;
    if (fstatat(process, name, &about, 0) == -1) {
        return json_null();
    }
    *inode = about.st_ino;
    return json_integer((json_int_t)about.st_ino);
}

static void describe_namespaces(json_t *object, int process, pid_t pid,
                                const struct view *view)
{
    static const char *const names[] = {"ns/pid",   "ns/uts", "ns/mnt",
                                        "ns/net",   "ns/ipc", "ns/user",
                                        "ns/cgroup"};
    json_t *namespaces = json_object();
    ino_t uts = 0;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        ino_t inode;
        const char *kind = names[i] + strlen("ns/");
        json_object_set_new(namespaces, kind,
                            inode_of(process, names[i], &inode));
        if (strcmp(kind, "uts") == 0) {
            uts = inode;
        }
    }
    json_object_set_new(object, "ns", namespaces);
    json_object_set_new(object, "hostname",
                        uts ? uts_hostname(&view->uts, pid, uts) : json_null());
}

static json_t *root_json(int process)
{
    struct stat about;
    if (fstatat(process, "root", &about, 0) == -1) {
        return json_null();
    }
    return json_pack("{s:o, s:I, s:I}", "path",
                     kernel_file_link_text(process, "root"), "dev",
                     (json_int_t)about.st_dev, "ino", (json_int_t)about.st_ino);
}

int process_describe(json_t *object, pid_t pid, struct view *view)
{
    CLEANUP(close_fd) int process = kernel_process_open(pid);
    if (process == -1 || describe_status(object, process) == -1) {
        return -1;
    }
    describe_namespaces(object, process, pid, view);
    json_object_set_new(object, "root", root_json(process));
    json_object_set_new(object, "cgroup",
                        cgroups_json(&view->cgroups, process));
    json_object_set_new(object, "exe", kernel_file_link_text(process, "exe"));
    return 0;
}
