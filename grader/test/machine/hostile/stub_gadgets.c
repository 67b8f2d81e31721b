// stub_gadgets.c - user-mode Linux maps a page of code, the stub, into each
// process; this finds it, and makes calls from each `syscall` in it with
// registers of its own. iretq sets the trap flag when it jumps there: one
// instruction after the call a signal brings us back, whatever code follows.
// What is done with it stands in leaves_by_stub.c, to which this is prepended.
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ucontext.h>

enum { PAGE = 4096 };

struct stub {
    unsigned char *code; // data follows: the calls asked for, then a stack
    unsigned char *gadgets[64];
    size_t count;
};

static sigjmp_buf back;
static volatile long answer;
static volatile uint64_t stopped_at;

static void caught(int signal, siginfo_t *info, void *context)
{
    (void)info;
    const greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    answer = registers[REG_RAX];
    stopped_at = (uint64_t)registers[REG_RIP];
    siglongjmp(back, signal);
}

static void catch_signals(void)
{
    struct sigaction action = {.sa_sigaction = caught,
                               .sa_flags = SA_SIGINFO | SA_NODEFER};
    sigaction(SIGTRAP, &action, NULL);
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
}

static int readable(unsigned char *address)
{
    if (sigsetjmp(back, 1) != 0) {
        return 0;
    }
    (void)*(volatile unsigned char *)address;
    return 1;
}

static int writable(unsigned char *address)
{
    if (sigsetjmp(back, 1) != 0) {
        return 0;
    }
    *(volatile unsigned char *)address = *(volatile unsigned char *)address;
    return 1;
}

static int find_stub(struct stub *stub)
{
    unsigned char *top = (unsigned char *)0x7ffffffff000;
    stub->code = top - 64 * PAGE;
    while (stub->code < top && !readable(stub->code)) {
        stub->code += PAGE;
    }
    if (stub->code == top) {
        return -1;
    }
    for (size_t i = 0; i + 1 < PAGE && stub->count < 64; i++) {
        if (stub->code[i] == 0x0f && stub->code[i + 1] == 0x05) {
            stub->gadgets[stub->count++] = stub->code + i;
        }
    }
    return stub->count > 0 ? 0 : -1;
}

// call_from GADGET: the system call number and its six arguments. Returns the
// answer, or -1000 when there was none. What follows the call may be stopped by
// SIGTRAP or, as it finds our registers, by SIGSEGV.
static long call_from(unsigned char *gadget, const uint64_t call[7])
{
    if (sigsetjmp(back, 1) != 0) {
        enum { RET = 0xc3 }; // it leads to wherever our stack says
        uint64_t after = stopped_at - (uint64_t)(uintptr_t)gadget;
        return gadget[2] == RET || (after >= 2 && after < 16) ? answer : -1000;
    }
    register unsigned char *to __asm__("r12") = gadget;
    __asm__ volatile("movq %%rsp, %%r11\n"
                     "subq $512, %%rsp\n"
                     "andq $-16, %%rsp\n"
                     "movl %%ss, %%ecx\n"
                     "pushq %%rcx\n"
                     "subq $256, %%r11\n"
                     "pushq %%r11\n"
                     "pushfq\n"
                     "orq $0x100, (%%rsp)\n"
                     "movl %%cs, %%ecx\n"
                     "pushq %%rcx\n"
                     "pushq %[to]\n"
                     "movq 0(%%rbx), %%rax\n"
                     "movq 8(%%rbx), %%rdi\n"
                     "movq 16(%%rbx), %%rsi\n"
                     "movq 24(%%rbx), %%rdx\n"
                     "movq 32(%%rbx), %%r10\n"
                     "movq 40(%%rbx), %%r8\n"
                     "movq 48(%%rbx), %%r9\n"
                     "iretq\n"
                     :
                     : "b"(call), [to] "r"(to)
                     : "memory");
    __builtin_unreachable();
}
