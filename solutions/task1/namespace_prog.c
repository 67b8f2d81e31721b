/*
 * namespace_prog.c - two children share one new pair of namespaces.
 *
 * The parent creates child 1 in a new UTS and a new PID namespace, then a
 * second child that is attached to both. Each says who it is.
 * See clone(2), setns(2), pidfd_open(2), pid_namespaces(7), uts_namespaces(7).
 *
 * SPDX-License-Identifier: MIT
 */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHILD1_HOSTNAME "Child1Hostname"
#define LINE "----------------------------------------"
#define STACK_SIZE ((size_t)256 * 1024)
#define GUARD_SIZE ((size_t)64 * 1024) /* a multiple of any page size */

enum { PARENT_END, CHILD_END }; /* of family->link */

struct family {
    pid_t child1;  /* set by region 1a-parent; 0: not created */
    pid_t child2;  /* set by region 1b-parent; 0: not created */
    int child1_fd; /* for use in 1b: a descriptor of child 1 */
    char *stack;   /* for child 1: the lowest of STACK_SIZE bytes */
    int link[2];   /* sockets: the parent and child 1 wait for each other */
};

/* What the children run. What they return is their exit status: 0, or the -1
   of fail(). Not static, or the compiler would warn until you call them. */
int child1_main(void *family);
int child2_main(struct family *family);

/* Says what failed, and why according to errno. Returns -1. */
static int fail(const char *what)
{
    int error = errno;

    fprintf(stderr, "namespace_prog: %s: %s\n", what, strerror(error));
    if (error == EPERM) {
        fprintf(stderr, "hint: this needs root: sudo ./namespace_prog\n");
    }
    return -1;
}

//@ begin 0 Your own includes and helpers
//@ end 0

static void todo(const char *stage, const char *what)
{
    fprintf(stderr, "%s is still to do: %s\n", stage, what);
}

/* Prints who the caller is. Asks the kernel each time: a name that was kept
   would prove nothing. STAGE is NULL where no new host name is expected. */
static int process_print(const char *who, const char *stage)
{
    char name[HOST_NAME_MAX + 1];

    if (gethostname(name, sizeof(name)) == -1) {
        return fail("cannot get the host name");
    }
    printf(LINE "\n%s Process PID: %d\n%s Hostname: %s\n", who, (int)getpid(),
           who, name);
    if (stage != NULL && strcmp(name, CHILD1_HOSTNAME) != 0) {
        todo(stage, "this host name is not " CHILD1_HOSTNAME);
    }
    return 0;
}

/* Waits for this one child. A PID that was never set must not get as far as
   waitpid(), to which 0 and -1 mean whole groups of processes. */
static int child_wait(const char *name, pid_t *child)
{
    pid_t pid = *child;
    int status;

    if (pid <= 0) {
        return 0;
    }
    *child = 0;
    /* __WALL: also a child that was cloned without SIGCHLD. */
    if (waitpid(pid, &status, __WALL) == -1) {
        return fail("cannot wait for a child");
    }
    if (WIFSIGNALED(status)) {
        fprintf(stderr, "namespace_prog: %s was killed by signal %d (%s)\n",
                name, WTERMSIG(status), strsignal(WTERMSIG(status)));
        return -1;
    }
    return WEXITSTATUS(status) == 0 ? 0 : -1; /* it has said why */
}

int child1_main(void *arg)
{
    struct family *family = arg;
    char byte = 0;

    /* With a copy of that end open we would never see the parent die. */
    close(family->link[PARENT_END]);

    //@ begin 1a-child Child 1 sets its host name
    if (sethostname(CHILD1_HOSTNAME, strlen(CHILD1_HOSTNAME)) == -1) {
        return fail("cannot set the host name of child 1");
    }
    //@ end 1a-child

    if (process_print("Child1", "1a") == -1) {
        return -1;
    }
    /* "I am ready"; then stay until the parent lets go: once PID 1 of a PID
       namespace has ended, nobody can be born there. */
    if (write(family->link[CHILD_END], &byte, 1) != 1 ||
        read(family->link[CHILD_END], &byte, 1) == -1) {
        return fail("child 1 cannot talk to the parent");
    }
    return 0;
}

/* Creates child 1 and waits until it is ready. */
static int child1_start(struct family *family)
{
    char byte;

    //@ begin 1a-parent Create child 1 in a new UTS and a new PID namespace
    int flags = CLONE_NEWUTS | CLONE_NEWPID | SIGCHLD;
    /* A stack grows downwards: clone() wants the end where it begins. */
    char *stack_top = family->stack + STACK_SIZE;

    family->child1 = clone(child1_main, stack_top, flags, family);
    if (family->child1 == -1) {
        return fail("cannot create child 1 in new namespaces");
    }
    //@ end 1a-parent

    /* Now only child 1 has that end, so that its death ends our read(). */
    close(family->link[CHILD_END]);
    if (family->child1 <= 0) {
        todo("1a", "child 1 was not created");
        return 0;
    }
    if (read(family->link[PARENT_END], &byte, 1) != 1) {
        fprintf(stderr, "namespace_prog: child 1 ended before it was ready\n");
        return -1;
    }
    return 0;
}

int child2_main(struct family *family)
{
    close(family->link[PARENT_END]); /* child 1 waits for the parent alone */

    //@ begin 1b-child Child 2 joins the UTS namespace of child 1
    if (setns(family->child1_fd, CLONE_NEWUTS) == -1) {
        return fail("cannot join the UTS namespace of child 1");
    }
    //@ end 1b-child

    return process_print("Child2", "1b");
}

/* Creates child 2 and waits for its end. */
static int child2_start(struct family *family)
{
    if (family->child1 <= 0) {
        todo("1b", "child 2 needs child 1");
        return 0;
    }

    //@ begin 1b-parent Create child 2 in the PID namespace of child 1
    family->child1_fd = pidfd_open(family->child1, 0);
    if (family->child1_fd == -1) {
        return fail("cannot open a pidfd of child 1");
    }
    /* This moves nobody: it decides where the parent's next children are
       born. So it comes before fork(). */
    if (setns(family->child1_fd, CLONE_NEWPID) == -1) {
        return fail("cannot join the PID namespace of child 1");
    }
    family->child2 = fork();
    if (family->child2 == -1) {
        return fail("cannot create child 2");
    }
    if (family->child2 == 0) {
        _exit(child2_main(family));
    }
    //@ end 1b-parent

    if (family->child2 <= 0) {
        todo("1b", "child 2 was not created");
        return 0;
    }
    return child_wait("child 2", &family->child2);
}

/* The guard below the stack may not be touched: what runs off the low end, or
   starts there, is stopped at once instead of overwriting its neighbour. */
static int family_create(struct family *family)
{
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE;
    char *guard = mmap(NULL, GUARD_SIZE + STACK_SIZE, PROT_READ | PROT_WRITE,
                       flags, -1, 0);

    if (guard == MAP_FAILED || mprotect(guard, GUARD_SIZE, PROT_NONE) == -1) {
        return fail("cannot make a stack for child 1");
    }
    family->stack = guard + GUARD_SIZE;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, family->link)) {
        return fail("cannot make a socket pair");
    }
    return 0;
}

static int family_run(struct family *family)
{
    /* Through a pipe stdout would keep lines back, and clone() and fork()
       would hand each child a copy of them. */
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0) {
        return fail("cannot buffer stdout by lines");
    }
    if (process_print("Parent", NULL) == -1 || child1_start(family) == -1 ||
        process_print("Parent", NULL) == -1 || child2_start(family) == -1 ||
        process_print("Parent", NULL) == -1) {
        return -1;
    }
    printf(LINE "\n");
    return 0;
}

/* Memory and descriptors go with this process. Children would not. */
static int family_end(struct family *family)
{
    int result = child_wait("child 2", &family->child2);

    /* Unlike close(), this reaches child 1 though copies may be open. */
    if (family->child1 > 0 &&
        shutdown(family->link[PARENT_END], SHUT_RDWR) == -1) {
        result = fail("cannot tell child 1 to end");
    }
    return child_wait("child 1", &family->child1) == 0 ? result : -1;
}

int main(void)
{
    struct family family = {.child1_fd = -1};
    int result;

    if (family_create(&family) == -1) {
        return EXIT_FAILURE;
    }
    result = family_run(&family);
    return family_end(&family) == 0 && result == 0 ? EXIT_SUCCESS
                                                   : EXIT_FAILURE;
}
