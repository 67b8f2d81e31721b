// symbols.c - the dynamic symbols of an ELF file, see symbols.h; elf(5).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "symbols.h"

#include <elf.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#define MOST_SECTIONS 100
#define MOST_SYMBOLS 10000

static bool take(int file, void *to, size_t size, uint64_t at)
{
    return pread(file, to, size, (off_t)at) == (ssize_t)size;
}

static bool is_called(int file, uint64_t at, const char *name)
{
    char text[64];
    size_t size = strlen(name) + 1;
    return size <= sizeof(text) && take(file, text, size, at) &&
           memcmp(text, name, size) == 0;
}

static uint64_t find_in(int file, const Elf64_Shdr *table, uint64_t names,
                        const char *name)
{
    uint64_t count = table->sh_size / sizeof(Elf64_Sym);
    for (uint64_t i = 0; i < count && i < MOST_SYMBOLS; i++) {
        Elf64_Sym symbol;
        if (!take(file, &symbol, sizeof(symbol),
                  table->sh_offset + i * sizeof(symbol))) {
            break;
        }
        if (is_called(file, names + symbol.st_name, name)) {
            return symbol.st_value;
        }
    }
    return 0;
}

uint64_t symbol_find(int file, const char *name)
{
    Elf64_Ehdr head;
    if (!take(file, &head, sizeof(head), 0) ||
        memcmp(head.e_ident, ELFMAG, SELFMAG) != 0 ||
        head.e_ident[EI_CLASS] != ELFCLASS64) {
        return 0;
    }
    for (unsigned i = 0; i < head.e_shnum && i < MOST_SECTIONS; i++) {
        Elf64_Shdr table;
        Elf64_Shdr names;
        if (take(file, &table, sizeof(table),
                 head.e_shoff + i * sizeof(table)) &&
            table.sh_type == SHT_DYNSYM &&
            take(file, &names, sizeof(names),
                 head.e_shoff + table.sh_link * sizeof(names))) {
            return find_in(file, &table, names.sh_offset, name);
        }
    }
    return 0;
}
