// gather.c - one recording as one JSON object, for the judge's facts.
//
//     gather EVIDENCE
//
//     {"meta": {…}|null, "line": {…}|null,
//      "cut": [FILE…],               files of which something was left out,
//                                    "…" where there were too many files
//      "files": {"run.witness": […], *.witness, *.jsonl: lines that are objects
//                "world.json": …,    *.json: the value, null where it is none
//                "run.out": {"text", "tail", "bytes", "lines", "cut"}, the rest
//                …}}
//
// A text is the beginning of the file, 64 KiB of it, and its tail the last
// lines, 4 KiB, or "" when all of it is there. Every string is safe to show;
// its size, and what it takes to make it, are bounded whatever the files hold.
// Exit status: 0 done, 2 wrong usage, 4 this machine failed.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "cleanup.h"
#include "fail.h"
#include "gather_dir.h"
#include "safe_json.h"

enum { DONE = 0, WRONG_USAGE = 2, BROKEN = 4 };

static int usage(FILE *to, int status)
{
    fputs("usage: gather EVIDENCE\n\n"
          "Prints what the directory EVIDENCE of a recording holds as JSON.\n",
          to);
    return status;
}

static bool is_name(const struct gathered *file, const char *name)
{
    return strcmp(file->name, name) == 0;
}

// The object in the file NAME, or null.
static void print_object(const struct recording *recording, const char *key,
                         const char *name)
{
    const char *json = "null";
    for (size_t i = 0; i < recording->count; i++) {
        const struct gathered *file = &recording->files[i];
        if (is_name(file, name) && file->json[0] == '{') {
            json = file->json;
        }
    }
    printf("\"%s\":%s,\n", key, json);
}

static void print_cut(const struct recording *recording)
{
    const char *comma = "";
    fputs("\"cut\":[", stdout);
    for (size_t i = 0; i < recording->count; i++) {
        if (recording->files[i].cut) {
            printf("%s\"%s\"", comma, recording->files[i].name);
            comma = ",";
        }
    }
    printf("%s],\n", recording->cut ? *comma ? ",\"…\"" : "\"…\"" : "");
}

static void print_all(const struct recording *recording)
{
    const char *comma = "";
    putchar('{');
    print_object(recording, "meta", "meta.json");
    print_object(recording, "line", "line.json");
    print_cut(recording);
    fputs("\"files\":{", stdout);
    for (size_t i = 0; i < recording->count; i++) {
        const struct gathered *file = &recording->files[i];
        if (!is_name(file, "meta.json") && !is_name(file, "line.json")) {
            printf("%s\n\"%s\":%s", comma, file->name, file->json);
            comma = ",";
        }
    }
    puts("}}");
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        return usage(stdout, DONE);
    }
    if (argc != 2 || argv[1][0] == '-') {
        return usage(stderr, WRONG_USAGE);
    }
    safe_json_begin();
    int status = BROKEN;
    struct recording *recording = malloc(sizeof(*recording));
    if (!recording) {
        fail_errno("cannot read '%s'", argv[1]);
    } else {
        if (recording_read(recording, argv[1]) == 0) {
            print_all(recording);
            status = fail_unwritten() == 0 ? DONE : BROKEN;
        }
        recording_free(recording);
    }
    free(recording);
    return status;
}
