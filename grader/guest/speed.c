// speed.c - how slow this machine is just now: prints two numbers, the
// microseconds that it took to start and await three processes, and those for
// five million calls of rand(3). getrusage would not do: what a busy host takes
// away counts as well. clock_gettime(2), posix_spawn(3).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

enum { PROCESSES = 3, NUMBERS = 5000000 };

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

static int start_one(void)
{
    char *arguments[] = {"/bin/true", NULL};
    char *environment[] = {NULL};
    pid_t child;
    int status;
    if (posix_spawn(&child, arguments[0], NULL, NULL, arguments, environment) ||
        waitpid(child, &status, 0) != child) {
        return -1;
    }
    return status;
}

int main(void)
{
    long long begin = now();
    for (int i = 0; i < PROCESSES; i++) {
        if (start_one() != 0) {
            fputs("speed: cannot start '/bin/true'\n", stderr);
            return 1;
        }
    }
    long long between = now();
    // volatile: the loop is there for the time that it takes
    volatile int last;
    for (int i = 0; i < NUMBERS; i++) {
        last = rand();
    }
    (void)last;
    printf("%lld %lld\n", between - begin, now() - between);
    return 0;
}
