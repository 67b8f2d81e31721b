// region_diff.c - compares what is outside the regions, see region_diff.h.
// The comparing is left to diff(1), which reads both texts from memory.
// memfd_create(2), posix_spawn(3), diff(1), prlimit(1).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "region_diff.h"

#include "cleanup.h"
#include "fail.h"
#include "region_text.h"

#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>

struct outline_line {
    size_t number; // in the file
    bool crlf;
};

// What is outside the regions of a file, without what cannot be seen: line ends
// and the byte order mark.
struct outline {
    const struct region_file *file;
    FILE *text; // a memfd
    struct outline_line *lines;
    size_t count;
    size_t crlf_count;
};

// A file in memory that goes when its last descriptor is closed, or NULL.
static FILE *memory_file(void)
{
    int fd = memfd_create("region", MFD_CLOEXEC);
    FILE *file = fd == -1 ? NULL : fdopen(fd, "w+");
    if (fd != -1 && !file) {
        close(fd);
    }
    return file;
}

static void outline_free(struct outline *outline)
{
    close_file(&outline->text);
    free(outline->lines);
}

static void outline_add(struct outline *outline, size_t number)
{
    size_t length;
    const char *text = region_file_line(outline->file, number, &length);
    size_t mark = number == 1 ? outline->file->mark : 0;
    bool crlf = length > 1 && memcmp(text + length - 2, "\r\n", 2) == 0;
    fwrite(text + mark, 1, length - mark - (crlf ? 2 : 0), outline->text);
    if (crlf) {
        fputc('\n', outline->text);
    }
    outline->lines[outline->count++] = (struct outline_line){number, crlf};
    outline->crlf_count += crlf;
}

static int outline_make(struct outline *outline, const struct region_file *file)
{
    outline->file = file;
    outline->text = memory_file();
    outline->lines = calloc(file->line_count + 1, sizeof(*outline->lines));
    if (!outline->text || !outline->lines) {
        return fail_errno("cannot compare '%s'", file->name);
    }
    for (size_t line = region_outside(file, 1); line <= file->line_count;
         line = region_outside(file, line + 1)) {
        outline_add(outline, line);
    }
    if (fflush(outline->text) != 0) {
        return fail_errno("cannot compare '%s'", file->name);
    }
    return 0;
}

// Starts diff(1) on the descriptors A and B, its output goes to OUTPUT. Returns
// 0 or the error's number.
static int spawn_diff(int a, int b, int output, pid_t *pid)
{
    char paths[2][32];
    snprintf(paths[0], sizeof(paths[0]), "/dev/fd/%d", a);
    snprintf(paths[1], sizeof(paths[1]), "/dev/fd/%d", b);
    // two files of many short lines can keep diff busy for a minute
    char *arguments[] = {"prlimit",     "--cpu=1", "--core=0", "diff", "--text",
                         "--unified=0", paths[0],  paths[1],   NULL};
    char *environment[] = {"LC_ALL=C", NULL};
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error) {
        return error;
    }
    // a descriptor dup2ed onto itself stays open in the child
    error = posix_spawn_file_actions_adddup2(&actions, a, a);
    if (!error) {
        error = posix_spawn_file_actions_adddup2(&actions, b, b);
    }
    if (!error) {
        error = posix_spawn_file_actions_adddup2(&actions, output, 1);
    }
    if (!error) {
        error = posix_spawnp(pid, arguments[0], &actions, NULL, arguments,
                             environment);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

// Writes diff's output to HUNKS and sets *differs.
static int run_diff(const struct outline *kit, const struct outline *file,
                    FILE *hunks, bool *differs)
{
    pid_t pid;
    errno =
        spawn_diff(fileno(kit->text), fileno(file->text), fileno(hunks), &pid);
    if (errno) {
        return fail_errno("cannot run 'prlimit'");
    }
    int status;
    if (waitpid(pid, &status, 0) == -1) {
        return fail_errno("cannot wait for 'diff'");
    }
    if (WIFSIGNALED(status)) {
        return fail("cannot compare '%s': diff was ended by signal %s",
                    file->file->name, sigabbrev_np(WTERMSIG(status)));
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
        return fail("cannot compare '%s': diff failed", file->file->name);
    }
    *differs = WEXITSTATUS(status) == 1;
    return 0;
}

// Copies a range like "-12,3", with the line number of the file in place of the
// outline's; returns what follows it.
static const char *put_range(const char *range, const struct outline *outline,
                             FILE *out)
{
    char *end;
    size_t line = strtoul(range + 1, &end, 10);
    size_t number = line > 0 && line <= outline->count
                        ? outline->lines[line - 1].number
                        : 0;
    size_t length = strcspn(end, " \n");
    fprintf(out, "%c%zu%.*s", range[0], number, (int)length, end);
    return end + length;
}

// Copies diff's output: its headers with the names of the two files, its ranges
// with their line numbers.
static int put_hunks(FILE *hunks, const struct outline *kit,
                     const struct outline *file, FILE *out)
{
    CLEANUP(free_text) char *line = NULL;
    size_t size = 0;
    ssize_t length;
    if (fseek(hunks, 0, SEEK_SET) == -1) {
        return fail_errno("cannot read from 'diff'");
    }
    for (size_t n = 0; (length = getline(&line, &size, hunks)) > 0; n++) {
        if (n == 0) {
            fprintf(out, "--- %s\n", kit->file->name);
        } else if (n == 1) {
            fprintf(out, "+++ %s\n", file->file->name);
        } else if (line[0] == '@') {
            fputs("@@ ", out);
            const char *range = put_range(line + strlen("@@ "), kit, out);
            fputc(' ', out);
            put_range(range + 1, file, out);
            fputs(" @@\n", out);
        } else {
            fwrite(line, 1, (size_t)length, out);
        }
    }
    return ferror(hunks) ? fail_errno("cannot read from 'diff'") : 0;
}

static bool same_line_ends(const struct outline *kit,
                           const struct outline *file)
{
    for (size_t i = 0; i < kit->count && i < file->count; i++) {
        if (kit->lines[i].crlf != file->lines[i].crlf) {
            return false;
        }
    }
    return true;
}

// The differences that a hunk would not let anybody see.
static bool put_sentences(const struct outline *kit, const struct outline *file,
                          bool text_differs, FILE *out)
{
    // lines that moved have no partner to compare their ends with
    bool ends_differ = text_differs ? kit->crlf_count != file->crlf_count
                                    : !same_line_ends(kit, file);
    bool mark_differs = kit->file->mark != file->file->mark;
    if (ends_differ) {
        fprintf(out,
                "%s: %zu lines outside its regions end in CR LF, in %s %zu\n",
                file->file->name, file->crlf_count, kit->file->name,
                kit->crlf_count);
    }
    if (mark_differs) {
        fprintf(out, "%s: only %s begins with a byte order mark\n",
                file->file->name, (file->file->mark ? file : kit)->file->name);
    }
    return ends_differ || mark_differs;
}

int region_diff(const struct region_file *kit, const struct region_file *file,
                FILE *out, bool *differs)
{
    CLEANUP(outline_free) struct outline kit_outline = {.file = kit};
    CLEANUP(outline_free) struct outline outline = {.file = file};
    CLEANUP(close_file) FILE *hunks = memory_file();
    if (!hunks) {
        return fail_errno("cannot compare '%s'", file->name);
    }
    if (outline_make(&kit_outline, kit) == -1 ||
        outline_make(&outline, file) == -1 ||
        run_diff(&kit_outline, &outline, hunks, differs) == -1 ||
        put_hunks(hunks, &kit_outline, &outline, out) == -1) {
        return -1;
    }
    *differs |= put_sentences(&kit_outline, &outline, *differs, out);
    return 0;
}
