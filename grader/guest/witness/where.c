// where.c - where a stopped process is, see where.h; proc(5) maps, elf(5).
//
// The files and memory are the tracee's, so nothing in them is relied on.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "where.h"

#include "cleanup.h"
#include "kernel_file.h"
#include "registers.h"
#include "symbols.h"
#include <elf.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MOST_WORDS 1024 // of the stack
#define MOST_CODE 4

struct program {
    uint64_t base; // to be taken from addresses to have those of the file
    uint64_t first;
    uint64_t end; // of its code
};

// A line of maps: "first-end perms offset device inode path".
static void take_line(struct program *program, const char *line,
                      const char *path)
{
    unsigned long first;
    unsigned long end;
    char permissions[5];
    int at = 0;
    if (sscanf(line, "%lx-%lx %4s %*x %*s %*d %n", &first, &end, permissions,
               &at) < 3 ||
        at == 0 || strncmp(line + at, path, strlen(path)) != 0 ||
        line[at + (int)strlen(path)] != '\n') {
        return;
    }
    if (program->base == 0) {
        program->base = first;
    }
    if (permissions[2] == 'x' && program->end == 0) {
        program->first = first;
        program->end = end;
    }
}

// The program's own mappings; -1 when it has none.
static int find_program(pid_t tid, const char *path, struct program *program)
{
    char name[64];
    snprintf(name, sizeof(name), "/proc/%d/maps", tid);
    CLEANUP(close_file) FILE *maps = fopen(name, "re");
    char line[PATH_MAX + 128];
    while (maps && fgets(line, sizeof(line), maps)) {
        take_line(program, line, path);
    }
    uint64_t head;
    if (program->end == 0 ||
        memory_read_word(tid, program->base + offsetof(Elf64_Ehdr, e_type),
                         &head) == -1) {
        return -1;
    }
    // what is not relocated has the addresses of its file
    if ((head & UINT16_MAX) == ET_EXEC) {
        program->base = 0;
    }
    return 0;
}

static bool is_code(const struct program *program, uint64_t address)
{
    return address >= program->first && address < program->end;
}

static json_t *code_json(pid_t tid, const struct program *program, uint64_t at,
                         uint64_t stack)
{
    json_t *code = json_array();
    if (is_code(program, at)) {
        json_array_append_new(code,
                              json_integer((json_int_t)(at - program->base)));
    }
    for (int i = 0; i < MOST_WORDS && json_array_size(code) < MOST_CODE; i++) {
        uint64_t word;
        if (memory_read_word(tid, (stack & ~7UL) + 8UL * (unsigned)i, &word) ==
            -1) {
            break;
        }
        if (is_code(program, word)) {
            // the call stands before the address to which it returns
            json_array_append_new(
                code, json_integer((json_int_t)(word - 1 - program->base)));
        }
    }
    return code;
}

// A bash that exports its symbols tells of its script by two variables:
// int line_number_for_err_trap, of the command that it runs, and SHELL_VAR
// *this_shell_function, which begins with a name.
static void add_script(json_t *where, pid_t tid, int exe, uint64_t base)
{
    uint64_t line = symbol_find(exe, "line_number_for_err_trap");
    uint64_t function = symbol_find(exe, "this_shell_function");
    uint64_t word;
    char name[64];
    if (line && memory_read_word(tid, base + (line & ~7UL), &word) == 0) {
        word = line & 4 ? word >> 32 : word & UINT32_MAX;
        json_object_set_new(where, "line", json_integer((json_int_t)word));
    }
    if (function && memory_read_word(tid, base + function, &word) == 0 &&
        word && memory_read_word(tid, word, &word) == 0 &&
        memory_read_text(tid, word, name, sizeof(name)) > 0) {
        json_object_set_new(where, "function", json_string(name));
    }
}

json_t *where_json(pid_t tid)
{
    char name[64];
    char path[PATH_MAX];
    struct program program = {0};
    uint64_t at;
    uint64_t stack;
    long call;
    snprintf(name, sizeof(name), "/proc/%d/exe", tid);
    if (kernel_file_link(AT_FDCWD, name, path, sizeof(path)) == -1 ||
        find_program(tid, path, &program) == -1 ||
        registers_where(tid, &at, &stack, &call) == -1) {
        return json_null();
    }
    json_t *where = json_pack(
        "{s:o, s:I, s:o}", "exe", kernel_file_link_text(AT_FDCWD, name), "call",
        (json_int_t)call, "code", code_json(tid, &program, at, stack));
    const char *last = strrchr(path, '/');
    if (last && strcmp(last, "/bash") == 0) {
        CLEANUP(close_fd) int exe = open(name, O_RDONLY | O_CLOEXEC);
        add_script(where, tid, exe, program.base);
    }
    return where;
}

json_t *where_permissions(pid_t tid, uint64_t address)
{
    char line[PATH_MAX + 128];
    snprintf(line, sizeof(line), "/proc/%d/maps", tid);
    CLEANUP(close_file) FILE *maps = fopen(line, "re");
    while (maps && fgets(line, sizeof(line), maps)) {
        unsigned long first;
        unsigned long end;
        char permissions[5];
        if (sscanf(line, "%lx-%lx %4s", &first, &end, permissions) == 3 &&
            address >= first && address < end) {
            return json_string(permissions);
        }
    }
    return json_null();
}
