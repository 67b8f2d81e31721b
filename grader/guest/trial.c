// trial.c - run inside a container under test: tries what a container should
// not let it do, one thing after another, and prints a line of JSON for each.
//
//     trial {escape | forks N | cpu MS | memory MIB}...
//
//     escape      climbs out of a root that was set by chroot(2) only: what is
//                 open from before, and a working directory outside of the
//                 root, lead to the real one
//     forks N     has N children at once, or as many as it gets
//     cpu MS      computes for so many milliseconds of processor time
//     memory MIB  writes to so much memory, then gives it back
//
// chroot(2), fork(2), clock_gettime(2), mmap(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "fail.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define DEEPEST 64
#define MOST_CHILDREN 200
#define MIB (1024L * 1024)
#define STEP_MIB 2 // how often memory says how far it has got

static long long milliseconds(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

// The root that the descriptor leads to is above the new one, so ".." is not
// stopped at it.
static int climb(void)
{
    int above = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (above == -1 || (mkdir("/.trial", 0700) == -1 && errno != EEXIST) ||
        chroot("/.trial") == -1 || fchdir(above) == -1) {
        return fail_errno("cannot try to climb out");
    }
    close(above);
    for (int i = 0; i < DEEPEST; i++) {
        if (chdir("..") == -1) {
            return fail_errno("cannot climb");
        }
    }
    return chroot(".") == -1 ? fail_errno("cannot chroot") : 0;
}

static int try_escape(void)
{
    struct stat before;
    struct stat after;
    if (stat("/", &before) == -1 || climb() == -1 || stat("/", &after) == -1) {
        return -1;
    }
    bool out = before.st_dev != after.st_dev || before.st_ino != after.st_ino;
    rmdir("/.trial");
    printf("{\"try\":\"escape\",\"out\":%s}\n", out ? "true" : "false");
    return 0;
}

static int try_forks(long wanted)
{
    pid_t children[MOST_CHILDREN];
    long made = 0;
    int error = 0;
    while (made < wanted && made < MOST_CHILDREN && error == 0) {
        pid_t child = fork();
        if (child == 0) {
            for (;;) {
                pause();
            }
        } else if (child == -1) {
            error = errno;
        } else {
            children[made++] = child;
        }
    }
    printf("{\"try\":\"forks\",\"wanted\":%ld,\"made\":%ld,\"error\":\"%s\"}\n",
           wanted, made, error ? strerrorname_np(error) : "");
    for (long i = 0; i < made; i++) {
        kill(children[i], SIGKILL);
        waitpid(children[i], NULL, 0);
    }
    return 0;
}

static int try_cpu(long wanted)
{
    long long begin = milliseconds(CLOCK_MONOTONIC);
    long long used = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
    while (milliseconds(CLOCK_PROCESS_CPUTIME_ID) - used < wanted) {
        // volatile: the loop is there for the time that it takes
        for (volatile int i = 0; i < 100000; i++) {
        }
    }
    printf("{\"try\":\"cpu\",\"cpu_ms\":%ld,\"wall_ms\":%lld}\n", wanted,
           milliseconds(CLOCK_MONOTONIC) - begin);
    return 0;
}

static int try_memory(long wanted)
{
    char *memory = mmap(NULL, (size_t)(wanted * MIB), PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) {
        return fail_errno("cannot map %ld MiB", wanted);
    }
    for (long done = 1; done <= wanted; done++) {
        memset(memory + (done - 1) * MIB, (int)(done % 255) + 1, MIB);
        if (done % STEP_MIB == 0 || done == wanted) {
            printf("{\"try\":\"memory\",\"wanted\":%ld,\"mib\":%ld}\n", wanted,
                   done);
        }
    }
    return munmap(memory, (size_t)(wanted * MIB));
}

static int try_one(const char *what, const char *amount)
{
    static const struct {
        const char *name;
        int (*run)(long);
    } trials[] = {
        {"forks", try_forks}, {"cpu", try_cpu}, {"memory", try_memory}};
    for (size_t i = 0; i < sizeof(trials) / sizeof(trials[0]); i++) {
        if (strcmp(what, trials[i].name) == 0 && amount) {
            return trials[i].run(strtol(amount, NULL, 10));
        }
    }
    fputs("usage: trial {escape | forks N | cpu MS | memory MIB}...\n", stderr);
    return -1;
}

int main(int argc, char **argv)
{
    // a line is out before the next thing is tried, which may end us
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int i = 1; i < argc; i++) {
        int result = strcmp(argv[i], "escape") == 0
                         ? try_escape()
                         : try_one(argv[i], argv[i + 1]);
        if (result == -1) {
            return 2;
        }
        i += strcmp(argv[i], "escape") != 0;
    }
    return 0;
}
