// unpack_place.c - finds the task folder in a path, see unpack_place.h.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "unpack_place.h"

#include <stdio.h>

enum { TASK_DEPTH = 5 }; // parts of a path below its task folder

// Why a path below a task folder is not looked at, or NULL.
static const char *skip_reason(const char *rest)
{
    unsigned depth = 0;
    size_t length;

    for (const char *part; path_part(&rest, &part, &length);) {
        if (part[0] == '.') {
            return "hidden";
        }
        if (path_part_is(part, length, "container_root")) {
            return "in the root of a container";
        }
        if (++depth > TASK_DEPTH) {
            return "too many folders below the task folder";
        }
    }
    return NULL;
}

// Whether make(1) would read the file.
static bool is_makefile(const char *path)
{
    const char *name = basename(path);
    return strcmp(name, "GNUmakefile") == 0 || strcmp(name, "makefile") == 0 ||
           strcmp(name, "Makefile") == 0;
}

// rest is what follows "task1/" in the path.
static void place_in_task(struct place *place, const struct manifest *manifest,
                          const struct wanted *first, const char *rest)
{
    size_t prefix = first->folder + 1;

    // a task folder that was packed inside itself: task1/task1/...
    while (strncmp(rest, first->path, prefix) == 0) {
        rest += prefix;
        place->rank++;
    }
    memcpy(place->path, first->path, prefix);
    memcpy(place->path + prefix, rest, strlen(rest) + 1);
    place->wanted = manifest_path(manifest, place->path);
    if (place->wanted) {
        memcpy(place->path, place->wanted->path, sizeof(place->wanted->path));
    }
    place->task = place->wanted ? place->wanted->task : first->task;
    place->reason = skip_reason(rest);
    place->kind = place->reason ? PLACE_SKIPPED : PLACE_TASK;
    if (!place->reason && is_makefile(rest)) {
        place->reason = "the kit's own Makefile builds what is handed in";
    }
}

static bool in_git(const char *path)
{
    size_t length;

    for (const char *part; path_part(&path, &part, &length);) {
        if (path_part_is(part, length, ".git")) {
            return true;
        }
    }
    return false;
}

void place_find(struct place *place, const struct manifest *manifest,
                unsigned deepest, const char *path)
{
    const char *slash;

    *place =
        (struct place){.kind = PLACE_OUTSIDE, .reason = "not in a task folder"};
    if (in_git(path)) {
        place->kind = PLACE_GIT;
        return;
    }
    for (; (slash = strchr(path, '/')); path = slash + 1) {
        const struct wanted *first =
            manifest_folder(manifest, path, (size_t)(slash - path));
        if (first) {
            place_in_task(place, manifest, first, slash + 1);
            return;
        }
        if (++place->rank > deepest) {
            return;
        }
    }
    const struct wanted *wanted = manifest_name(manifest, path);
    if (wanted && place->rank <= 1) {
        place->kind = PLACE_LOOSE;
        memcpy(place->path, wanted->path, strlen(wanted->path) + 1);
        place->wanted = wanted;
        place->task = wanted->task;
        place->rank += PLACE_LOOSE_RANK;
        place->reason = NULL;
    }
}

bool place_enter(const struct manifest *manifest, unsigned deepest,
                 const char *folder)
{
    char inside[PATH_LIMIT + 1];
    struct place place;

    // any name will do: what counts are the folders above it
    int length = snprintf(inside, sizeof(inside), "%s/-", folder);
    if (length < 0 || (size_t)length >= sizeof(inside)) {
        return false;
    }
    place_find(&place, manifest, deepest, inside);
    return place.kind == PLACE_TASK ||
           (place.kind == PLACE_OUTSIDE && place.rank <= deepest);
}
