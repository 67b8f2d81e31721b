// leaves_by_stub.c - wants the host to do something for it: jumps into
// user-mode Linux's stub (stub_gadgets.c) with registers of its own, writes to
// the stub's data, and forges what the stub tells the kernel. Prints a line for
// each thing that it could reach, and last how many of its calls were refused.
// SPDX-License-Identifier: MIT
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TRIES = 10000, FORGED = 500, REPORT = SYS_pause };
enum { SET_GS = 0x1001, SET_FS = 0x1002 };

// what is learnt in children that may be killed
struct counts {
    uint64_t random, number;
    int tries, refused, killed, reached, own;
};

// mapped ADDRESS - whether the machine knows of it
static int mapped(uint64_t address)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[512], start[32];
    int found = 0;
    snprintf(start, sizeof start, "%08lx-", (unsigned long)address);
    while (maps && fgets(line, sizeof line, maps)) {
        found |= strncmp(line, start, strlen(start)) == 0;
    }
    if (maps) {
        fclose(maps);
    }
    return found;
}

// in_child COUNTS ACTION - status 0 when it came to its end
static int in_child(const struct stub *stub, struct counts *counts,
                    void (*action)(const struct stub *, struct counts *))
{
    int status = 0;
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        action(stub, counts);
        fflush(stdout);
        _exit(0);
    }
    return pid == -1 || waitpid(pid, &status, 0) == -1 ? -1 : status;
}

static void map(const struct stub *stub, struct counts *counts)
{
    enum { WHERE = 0x10000000 };
    const uint64_t call[7] = {SYS_mmap,
                              WHERE,
                              PAGE,
                              PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED,
                              (uint64_t)-1,
                              0};
    if (call_from(stub->gadgets[0], call) == WHERE && !mapped(WHERE)) {
        puts("REACHED the host's mmap");
        counts->reached++;
    }
}

static void unmap(const struct stub *stub, struct counts *counts)
{
    void *page =
        mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    const uint64_t call[7] = {SYS_munmap, (uint64_t)(uintptr_t)page, PAGE};
    if (call_from(stub->gadgets[0], call) == 0 &&
        mapped((uint64_t)(uintptr_t)page)) {
        puts("REACHED the host's munmap");
        counts->reached++;
    }
}

// in the machine it is open afterwards: what was closed is the host's
static void close_first(const struct stub *stub, struct counts *counts)
{
    const uint64_t call[7] = {SYS_close, 0};
    if (call_from(stub->gadgets[0], call) == 0 && fcntl(0, F_GETFD) != -1) {
        puts("REACHED a descriptor of the host's process");
        counts->reached++;
    }
}

static void write_orders(const struct stub *stub, struct counts *counts)
{
    (void)counts;
    puts(writable(stub->code + PAGE) ? "the stub's orders can be written"
                                     : "the stub's orders cannot be written");
}

static uint64_t next(struct counts *counts)
{
    counts->random ^= counts->random << 13;
    counts->random ^= counts->random >> 7;
    return counts->random ^= counts->random << 17;
}

// an argument as an attacker would choose it, or any
static uint64_t argument(const struct stub *stub, struct counts *counts)
{
    uint64_t random = next(counts);
    switch (random % 6) {
    case 0:
        return random >> 32 & 7;
    case 1:
        return (uint64_t)(uintptr_t)stub->code + (random >> 32) % (4 * PAGE);
    case 2:
        return (random >> 32 & 0xffff) * PAGE;
    case 3:
        return 1ULL << (random >> 32 & 63);
    case 4:
        return (uint64_t)-1;
    default:
        return next(counts);
    }
}

// the calls that the stub may make: it stops, and changes registers of its own.
// And two that the host exempts from filters: they fail outside of uprobes'
// code.
static int harmless(const uint64_t call[7])
{
    enum { URETPROBE = 335, UPROBE = 336 };
    uint32_t number = (uint32_t)call[0]; // the host looks at no more of it
    return number == REPORT || number == SYS_rt_sigreturn ||
           number == URETPROBE || number == UPROBE ||
           (number == SYS_arch_prctl &&
            ((uint32_t)call[1] == SET_FS || (uint32_t)call[1] == SET_GS));
}

static void fuzz(const struct stub *stub, struct counts *counts)
{
    uint64_t call[7];
    while (counts->tries < TRIES) {
        counts->tries++;
        do {
            // each number in turn, as it is and with other bits set
            call[0] = counts->number++ % 512;
            if (next(counts) % 4 == 0) {
                call[0] |= next(counts) << 30;
            }
            for (int i = 1; i < 7; i++) {
                call[i] = argument(stub, counts);
            }
            // mmap's descriptor; what follows the call may read through it
            call[5] = next(counts) % 9 - 1;
        } while (harmless(call));
        long got = call_from(stub->gadgets[next(counts) % stub->count], call);
        if (got == -EPERM) {
            counts->refused++;
        } else if (counts->reached++ < 9) {
            printf("REACHED call %ld of the host, its answer is %ld\n",
                   (long)call[0], got);
            fflush(stdout);
        }
    }
}

// Tells the kernel of a signal that was none, in a frame of noise. Not of a
// system call: that would only be one of ours.
static void forge(const struct stub *stub, struct counts *counts)
{
    unsigned char *frame = stub->code + (size_t)2 * PAGE;
    for (int i = 0; i < 300; i++) {
        uint64_t *word =
            (uint64_t *)(void *)(frame + next(counts) % PAGE / 8 * 8);
        *word = argument(stub, counts);
    }
    uint64_t call[7] = {REPORT, next(counts) % 70};
    call[1] += call[1] == SIGSYS;
    for (int i = 2; i < 7; i++) {
        call[i] =
            next(counts) % 4 ? next(counts) % PAGE : argument(stub, counts);
    }
    call_from(stub->gadgets[next(counts) % stub->count], call);
}

static void ask_parent(const struct stub *stub, struct counts *counts)
{
    const uint64_t call[7] = {SYS_getppid};
    if (call_from(stub->gadgets[0], call) == getppid()) {
        puts("calls from the stub are calls of the machine");
        counts->own = 1;
    }
}

static void hostile(void)
{
    struct stub stub = {.count = 0};
    struct counts *counts = mmap(NULL, sizeof *counts, PROT_READ | PROT_WRITE,
                                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    counts->random = 0x9e3779b97f4a7c15;
    catch_signals();
    if (find_stub(&stub) == -1) {
        puts("no stub is found");
        return;
    }
    printf("the stub is at %p, with %zu system calls\n", (void *)stub.code,
           stub.count);
    int forged = 0;
    in_child(&stub, counts, map);
    in_child(&stub, counts, unmap);
    in_child(&stub, counts, close_first);
    in_child(&stub, counts, write_orders);
    // as in any other place of a program: nothing to be had, and fuzzing them
    // would stop the machine
    in_child(&stub, counts, ask_parent);
    if (!counts->own) {
        while (counts->tries < TRIES && counts->reached == 0 &&
               in_child(&stub, counts, fuzz) != 0) {
            counts->killed++;
        }
        for (; forged < FORGED && counts->reached == 0; forged++) {
            in_child(&stub, counts, forge);
        }
    }
    printf("of %d calls %d were refused and %d killed, %d reached something, "
           "%d were forged\n",
           counts->tries, counts->refused, counts->killed, counts->reached,
           forged);
}
