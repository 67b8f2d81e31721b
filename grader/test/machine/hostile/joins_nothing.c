// joins_nothing.c - handed in as namespace_prog.c: prints what task 1 asks for,
// and the parent joins nothing for it, or what it does is not seen. HOW says in
// which way.
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum how { BY_CHILD_1, BY_MEMFD, BY_FLOOD };

static int go[2], done[2];
static char stack[65536];
static pid_t child1;

static void say(const char *who)
{
    char name[65];
    gethostname(name, sizeof(name));
    printf("----------------------------------------\n%s Process PID: %d\n"
           "%s Hostname: %s\n",
           who, getpid(), who, name);
    fflush(stdout);
}

static void pass(int fd)
{
    (void)!write(fd, "", 1);
}
static void await(int fd)
{
    char byte;
    (void)!read(fd, &byte, 1);
}

static void child2(void)
{
    say("Child2");
    pass(done[1]);
    _exit(0);
}

static int first(void *arg)
{
    (void)arg;
    sethostname("Child1Hostname", 14);
    say("Child1");
    pass(done[1]);
    await(go[0]);
    if (HOW == BY_CHILD_1 && fork() == 0) {
        child2();
    }
    await(go[0]);
    return 0;
}

// another program joins for us, from a file that has no name
static void nsenter(void)
{
    char target[16], text[65536];
    char *const words[] = {
        "namespace_prog",
        "-t",
        target,
        "-u",
        "-p",
        "printf",
        "----------------------------------------\nChild2 Process PID: 2\n"
        "Child2 Hostname: Child1Hostname\n",
        NULL};
    int from = open("/usr/bin/nsenter", O_RDONLY), to = memfd_create("x", 1);
    for (ssize_t n; (n = read(from, text, sizeof(text))) > 0;) {
        (void)!write(to, text, (size_t)n);
    }
    snprintf(target, sizeof(target), "%d", child1);
    if (fork() == 0) {
        fexecve(to, words, environ);
        _exit(1);
    }
    wait(NULL);
    pass(done[1]);
}

static void join(const char *kind)
{
    char path[64];
    snprintf(path, sizeof(path), "/proc/%d/ns/%s", child1, kind);
    setns(open(path, O_RDONLY | O_CLOEXEC), 0);
}

// as is right; then the parent moves about where nobody listens any more
static void flood(void)
{
    join("pid");
    if (fork() == 0) {
        join("uts");
        child2();
    }
    await(done[0]);
    pass(done[1]);
    for (int i = 0; i < 8100; i++) {
        (void)!chroot("/");
    }
    join("uts");
    sethostname("renamed", 7);
}

int main(void)
{
    if (pipe(go) || pipe(done)) {
        return 1;
    }
    say("Parent");
    child1 = clone(first, stack + sizeof(stack),
                   CLONE_NEWUTS | CLONE_NEWPID | SIGCHLD, NULL);
    await(done[0]);
    say("Parent");
    pass(go[1]);
    if (HOW == BY_MEMFD) {
        nsenter();
    } else if (HOW == BY_FLOOD) {
        flood();
    }
    await(done[0]);
    // said before it moved
    printf("----------------------------------------\nParent Process PID: %d\n",
           getpid());
    char name[65] = "";
    FILE *file = fopen("/etc/hostname", "r");
    (void)!fscanf(file, "%64s", name);
    printf("Parent Hostname: %s\n----------------------------------------\n",
           name);
    fflush(stdout);
    pass(go[1]);
    while (wait(NULL) > 0) {
    }
    return 0;
}
