// registers.c - the system call and the memory of a stopped tracee, see
// registers.h; ptrace(2), syscall(2) for the calling conventions.
//
// PTRACE_GETREGS on x86-64, because user-mode Linux has neither
// PTRACE_GETREGSET nor a PTRACE_GET_SYSCALL_INFO that could say all of it.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "registers.h"

#include <elf.h>
#include <errno.h>
#include <linux/audit.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>

#if defined(__x86_64__)

// Registers alone do not tell: 64-bit code may make 32-bit calls. A kernel that
// cannot say, as user-mode Linux, has no 32-bit calls.
static bool is_compat(pid_t tid)
{
    struct __ptrace_syscall_info info;
    return ptrace(PTRACE_GET_SYSCALL_INFO, tid, sizeof(info), &info) > 0 &&
           info.arch == AUDIT_ARCH_I386;
}

int registers_read(pid_t tid, struct registers *registers)
{
    struct user_regs_struct user;
    if (ptrace(PTRACE_GETREGS, tid, 0, &user) == -1) {
        return -1;
    }
    registers->number = (long)user.orig_rax;
    registers->compat = is_compat(tid);
    registers->result = (int64_t)user.rax;
    uint64_t wide[] = {user.rdi, user.rsi, user.rdx,
                       user.r10, user.r8,  user.r9};
    uint64_t narrow[] = {user.rbx, user.rcx, user.rdx,
                         user.rsi, user.rdi, user.rbp};
    memcpy(registers->arguments, registers->compat ? narrow : wide,
           sizeof(wide));
    return 0;
}

int registers_where(pid_t tid, uint64_t *at, uint64_t *stack, long *call)
{
    struct user_regs_struct user;
    if (ptrace(PTRACE_GETREGS, tid, 0, &user) == -1) {
        return -1;
    }
    *at = user.rip;
    *stack = user.rsp;
    *call = (long)user.orig_rax;
    return 0;
}

int registers_jump(pid_t tid, uint64_t address)
{
    struct user_regs_struct user;
    if (ptrace(PTRACE_GETREGS, tid, 0, &user) == -1) {
        return -1;
    }
    user.rip = address;
    user.orig_rax = ~0ULL;
    return (int)ptrace(PTRACE_SETREGS, tid, 0, &user);
}

int registers_set_first(pid_t tid, bool compat, uint64_t value)
{
    size_t offset = compat ? offsetof(struct user_regs_struct, rbx)
                           : offsetof(struct user_regs_struct, rdi);
    return (int)ptrace(PTRACE_POKEUSER, tid, offset, value);
}

#elif defined(__aarch64__)

int registers_read(pid_t tid, struct registers *registers)
{
    struct user_regs_struct user;
    struct iovec all = {.iov_base = &user, .iov_len = sizeof(user)};
    if (ptrace(PTRACE_GETREGSET, tid, NT_PRSTATUS, &all) == -1) {
        return -1;
    }
    registers->number = (long)user.regs[8];
    registers->compat = false;
    registers->result = (int64_t)user.regs[0];
    memcpy(registers->arguments, user.regs, sizeof(registers->arguments));
    return 0;
}

int registers_where(pid_t tid, uint64_t *at, uint64_t *stack, long *call)
{
    struct user_regs_struct user;
    struct iovec all = {.iov_base = &user, .iov_len = sizeof(user)};
    if (ptrace(PTRACE_GETREGSET, tid, NT_PRSTATUS, &all) == -1) {
        return -1;
    }
    *at = user.pc;
    *stack = user.sp;
    *call = -1;
    return 0;
}

int registers_jump(pid_t tid, uint64_t address)
{
    struct user_regs_struct user;
    struct iovec all = {.iov_base = &user, .iov_len = sizeof(user)};
    if (ptrace(PTRACE_GETREGSET, tid, NT_PRSTATUS, &all) == -1) {
        return -1;
    }
    user.pc = address;
    return (int)ptrace(PTRACE_SETREGSET, tid, NT_PRSTATUS, &all);
}

int registers_set_first(pid_t tid, bool compat, uint64_t value)
{
    (void)compat;
    struct user_regs_struct user;
    struct iovec all = {.iov_base = &user, .iov_len = sizeof(user)};
    if (ptrace(PTRACE_GETREGSET, tid, NT_PRSTATUS, &all) == -1) {
        return -1;
    }
    user.regs[0] = value;
    return (int)ptrace(PTRACE_SETREGSET, tid, NT_PRSTATUS, &all);
}

#else
#error "witness knows the system calls of x86-64 and aarch64 only"
#endif

int memory_read_word(pid_t tid, uint64_t address, uint64_t *word)
{
    errno = 0;
    *word = (uint64_t)ptrace(PTRACE_PEEKDATA, tid, address, 0);
    return errno ? -1 : 0;
}

int memory_write_word(pid_t tid, uint64_t address, uint64_t word)
{
    return (int)ptrace(PTRACE_POKEDATA, tid, address, word);
}

// Word by word at aligned addresses: a word never reaches into a page that
// the string does not touch.
ssize_t memory_read_text(pid_t tid, uint64_t address, char *text, size_t size)
{
    size_t used = 0;
    while (used < size - 1) {
        uint64_t word;
        size_t skip = (address + used) % sizeof(word);
        if (memory_read_word(tid, address + used - skip, &word) == -1) {
            return -1;
        }
        const char *bytes = (const char *)&word;
        for (size_t i = skip; i < sizeof(word) && used < size - 1; i++) {
            if (bytes[i] == '\0') {
                text[used] = '\0';
                return (ssize_t)used;
            }
            text[used++] = bytes[i];
        }
    }
    text[used] = '\0';
    return (ssize_t)used;
}
