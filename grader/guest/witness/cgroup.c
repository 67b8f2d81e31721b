// cgroup.c - a process's place in the cgroup v2 tree, see cgroup.h;
// cgroups(7), proc(5).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "cgroup.h"

#include "cleanup.h"
#include "fail.h"
#include "kernel_file.h"
#include "text.h"
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/vfs.h>

#define MAX_DEPTH 32

static const char *const limit_names[CGROUP_LIMITS] = {
    "cpu.max", "memory.max", "memory.swap.max", "pids.max"};

void cgroups_open(struct cgroups *cgroups)
{
    *cgroups = (struct cgroups){0};
    struct statfs about;
    int tree = open("/sys/fs/cgroup", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (tree != -1 &&
        (fstatfs(tree, &about) == -1 || about.f_type != CGROUP2_SUPER_MAGIC)) {
        close(tree);
        tree = -1;
    }
    cgroups->tree = tree;
}

static void forget(struct cgroup *group)
{
    if (!group->path) {
        return;
    }
    for (size_t i = 0; i < CGROUP_LIMITS; i++) {
        close_fd(&group->limits[i]);
    }
    close_fd(&group->statistics);
    free(group->path);
    group->path = NULL;
}

void cgroups_close(struct cgroups *cgroups)
{
    for (size_t i = 0; i < CGROUPS_KEPT; i++) {
        forget(&cgroups->kept[i]);
    }
    close_fd(&cgroups->tree);
    cgroups->tree = -1;
}

// The one of this path; in place of the one kept longest when it is new.
static struct cgroup *keep(struct cgroups *cgroups, const char *path)
{
    for (size_t i = 0; i < CGROUPS_KEPT; i++) {
        struct cgroup *group = &cgroups->kept[i];
        if (group->path && strcmp(group->path, path) == 0) {
            return group;
        }
    }
    struct cgroup *group = &cgroups->kept[cgroups->oldest];
    cgroups->oldest = (cgroups->oldest + 1) % CGROUPS_KEPT;
    forget(group);
    *group = (struct cgroup){.path = strdup(path), .statistics = -1};
    for (size_t i = 0; i < CGROUP_LIMITS; i++) {
        group->limits[i] = -1;
    }
    return group->path ? group : NULL;
}

// Reads a file of a cgroup from its start. When the cgroup was removed and
// made again the old descriptor fails, and the file is opened anew.
static ssize_t read_again(const struct cgroups *cgroups,
                          const struct cgroup *group, const char *name, int *fd,
                          char *text, size_t size)
{
    ssize_t length = *fd == -1 ? -1 : pread(*fd, text, size - 1, 0);
    if (length == -1) {
        char path[PATH_MAX];
        close_fd(fd);
        snprintf(path, sizeof(path), ".%s/%s", group->path, name);
        *fd = openat(cgroups->tree, path, O_RDONLY | O_CLOEXEC);
        length = *fd == -1 ? -1 : pread(*fd, text, size - 1, 0);
    }
    if (length != -1) {
        text[length] = '\0';
    }
    return length;
}

static json_t *limits_json(const struct cgroups *cgroups, struct cgroup *group)
{
    json_t *limits = json_object();
    json_object_set_new(limits, "path",
                        text_json(group->path, strlen(group->path)));
    for (size_t i = 0; i < CGROUP_LIMITS; i++) {
        char text[256];
        if (read_again(cgroups, group, limit_names[i], &group->limits[i], text,
                       sizeof(text)) > 0) {
            json_object_set_new(limits, limit_names[i],
                                text_json(text, strcspn(text, "\n")));
        }
    }
    return limits;
}

// Of lines that are a key and a number.
static json_t *numbers_json(char *text)
{
    json_t *numbers = json_object();
    char *rest = text;
    for (char *line; (line = strsep(&rest, "\n"));) {
        char *value = strchr(line, ' ');
        if (value) {
            *value++ = '\0';
            json_object_set_new(numbers, line,
                                json_integer(strtoll(value, NULL, 10)));
        }
    }
    return numbers;
}

static json_t *statistics_json(const struct cgroups *cgroups,
                               struct cgroup *group)
{
    char text[4096];
    if (read_again(cgroups, group, "cpu.stat", &group->statistics, text,
                   sizeof(text)) == -1) {
        return json_null();
    }
    return numbers_json(text);
}

// The line "0::PATH" of /proc/PID/cgroup; a PATH without its newline.
static int read_path(int process, char *path, size_t size)
{
    char text[8192];
    if (kernel_file_read(process, "cgroup", text, sizeof(text)) == -1) {
        return -1;
    }
    char *rest = text;
    for (char *line; (line = strsep(&rest, "\n"));) {
        size_t length = strlen(line);
        if (strncmp(line, "0::/", 4) == 0 && length - 3 < size) {
            memcpy(path, line + 3, length - 3 + 1);
            return 0;
        }
    }
    return -1;
}

json_t *cgroups_json(struct cgroups *cgroups, int process)
{
    char path[PATH_MAX];
    if (read_path(process, path, sizeof(path)) == -1) {
        return json_null();
    }
    json_t *result = json_object();
    json_t *limits = json_array();
    json_object_set_new(result, "path", text_json(path, strlen(path)));
    json_object_set_new(result, "limits", limits);
    // a path with /.. lies outside of what this cgroup namespace may see
    if (cgroups->tree == -1 || strstr(path, "/..")) {
        return result;
    }
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
        struct cgroup *group = keep(cgroups, path);
        if (group && depth == 0) {
            json_object_set_new(result, "cpu.stat",
                                statistics_json(cgroups, group));
        }
        if (!group || path[1] == '\0') {
            break; // the root has no limits
        }
        json_array_append_new(limits, limits_json(cgroups, group));
        char *last = strrchr(path, '/');
        last[last == path] = '\0';
    }
    return result;
}

void cgroups_add_counts(const struct cgroups *cgroups, json_t *group)
{
    static const char *const names[] = {"memory.peak", "memory.swap.peak",
                                        "memory.events", "pids.events"};
    const char *own = json_string_value(json_object_get(group, "path"));
    if (cgroups->tree == -1 || !own || strstr(own, "/..")) {
        return;
    }
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        char path[PATH_MAX];
        char text[1024];
        snprintf(path, sizeof(path), ".%s/%s", own, names[i]);
        if (kernel_file_read(cgroups->tree, path, text, sizeof(text)) > 0) {
            json_object_set_new(group, names[i],
                                strchr(text, ' ')
                                    ? numbers_json(text)
                                    : json_integer(strtoll(text, NULL, 10)));
        }
    }
}

int cgroups_join(const struct cgroups *cgroups, pid_t pid, pid_t target)
{
    if (cgroups->tree == -1) {
        return 0;
    }
    char name[64];
    char group[PATH_MAX];
    char path[PATH_MAX + sizeof("./cgroup.procs")];
    snprintf(name, sizeof(name), "/proc/%d", target);
    CLEANUP(close_fd) int process = open(name, O_PATH | O_CLOEXEC);
    if (process == -1 || read_path(process, group, sizeof(group)) == -1) {
        return fail("cannot tell the cgroup of process %d", target);
    }
    snprintf(path, sizeof(path), ".%s/cgroup.procs", group);
    CLEANUP(close_fd)
    int members = openat(cgroups->tree, path, O_WRONLY | O_CLOEXEC);
    int length = snprintf(name, sizeof(name), "%d", pid);
    if (members == -1 || write(members, name, (size_t)length) != length) {
        return fail_errno("cannot join the cgroup '%s'", group);
    }
    return 0;
}
