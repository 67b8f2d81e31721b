// calls.c - the table of noted system calls, see calls.h; seccomp(2),
// ptrace(2), syscall(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "calls.h"

#include "call_decode.h"
#include "call_flags.h"
#include <linux/audit.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/syscall.h>

// The last column is the number of the call on 32-bit x86.
static const struct call {
    const char *name;
    decoder *decode;
    unsigned number;
    unsigned compat;
} calls[] = {
    {"clone", decode_clone, SYS_clone, 120},
    {"clone3", decode_clone3, SYS_clone3, 435},
    {"pidfd_open", decode_pidfd_open, SYS_pidfd_open, 434},
    {"unshare", decode_unshare, SYS_unshare, 310},
    {"setns", decode_setns, SYS_setns, 346},
    {"sethostname", decode_sethostname, SYS_sethostname, 74},
    {"chroot", decode_chroot, SYS_chroot, 61},
    {"pivot_root", decode_pivot_root, SYS_pivot_root, 217},
    {"mount", decode_mount, SYS_mount, 21},
    {"umount2", decode_umount, SYS_umount2, 52},
};
#define CALLS (sizeof(calls) / sizeof(calls[0]))
#define CLONE 0 // their places in the table
#define CLONE3 1

// Set in the numbers of the x32 calling convention, which are otherwise those
// of x86-64; no other call has it.
#define X32_BIT 0x40000000U

int calls_find(const struct registers *registers)
{
    unsigned number = (unsigned)registers->number & ~X32_BIT;
    for (size_t i = 0; i < CALLS; i++) {
        if (number == (registers->compat ? calls[i].compat : calls[i].number)) {
            return (int)i;
        }
    }
    return -1;
}

const char *call_name(int call)
{
    return calls[call].name;
}

json_t *call_arguments(int call, pid_t tid, const struct registers *registers)
{
    return calls[call].decode(tid, registers->arguments);
}

void call_unhide(int call, pid_t tid, const struct registers *registers)
{
    uint64_t first = registers->arguments[0];
    uint64_t flags;
    if (call == CLONE && (first & CLONE_UNTRACED)) {
        registers_set_first(tid, registers->compat,
                            first & ~(uint64_t)CLONE_UNTRACED);
    }
    // flags is the first member of struct clone_args
    if (call == CLONE3 && memory_read_word(tid, first, &flags) == 0 &&
        (flags & CLONE_UNTRACED)) {
        memory_write_word(tid, first, flags & ~(uint64_t)CLONE_UNTRACED);
    }
}

static size_t add(struct sock_filter *filter, size_t length, unsigned code,
                  unsigned value, unsigned otherwise)
{
    filter[length] = (struct sock_filter)BPF_JUMP((unsigned short)code, value,
                                                  0, (unsigned char)otherwise);
    return length + 1;
}

#define LOAD(field)                                                            \
    BPF_LD | BPF_W | BPF_ABS, (unsigned)offsetof(struct seccomp_data, field), 0

// The calls of one architecture. A jump that does not match skips as many
// instructions as its last number says.
static size_t add_calls(struct sock_filter *filter, size_t length, bool compat)
{
    length = add(filter, length, LOAD(nr));
    length = add(filter, length, BPF_ALU | BPF_AND | BPF_K, ~X32_BIT, 0);
    for (unsigned i = 0; i < CALLS; i++) {
        unsigned number = compat ? calls[i].compat : calls[i].number;
        unsigned flags = i == CLONE ? 4 : 0;
        length =
            add(filter, length, BPF_JMP | BPF_JEQ | BPF_K, number, 1 + flags);
        if (flags) {
            // a plain fork is told by the fork event and need not stop here
            length = add(filter, length, LOAD(args[0]));
            length = add(filter, length, BPF_JMP | BPF_JSET | BPF_K,
                         CALL_FLAGS_ISOLATE, 0);
            filter[length - 1].jt = 1;
            length = add(filter, length, BPF_JMP | BPF_JSET | BPF_K,
                         CALL_FLAGS_LIBRARY, 0);
            filter[length - 1].jt = 1;
        }
        length = add(filter, length, BPF_RET | BPF_K, SECCOMP_RET_TRACE, 0);
        if (flags) {
            length = add(filter, length, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0);
        }
    }
    return add(filter, length, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0);
}

size_t calls_filter(struct sock_filter filter[CALLS_FILTER_SIZE])
{
    static const struct {
        unsigned audit;
        bool compat;
    } architectures[] = {
#if defined(__x86_64__)
        {AUDIT_ARCH_X86_64, false},
        {AUDIT_ARCH_I386, true},
#else
        {AUDIT_ARCH_AARCH64, false},
#endif
    };
    size_t length = add(filter, 0, LOAD(arch));
    for (size_t i = 0; i < sizeof(architectures) / sizeof(*architectures);
         i++) {
        size_t test = length;
        length = add_calls(filter, test + 1, architectures[i].compat);
        add(filter, test, BPF_JMP | BPF_JEQ | BPF_K, architectures[i].audit,
            (unsigned)(length - test - 1));
    }
    return add(filter, length, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0);
}
