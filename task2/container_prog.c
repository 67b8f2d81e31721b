/*
 * container_prog.c - what simple_container.sh runs in its container.
 *
 * It says what it can see from where it runs: its PID, the PID its child has,
 * the names in the root directory, the host name it sets, and how long a fixed
 * piece of computing takes. Given: read it, there is nothing to write here.
 * See getpid(2), readdir(3), sethostname(2), clock_gettime(2),
 * random_r(3).
 *
 * SPDX-License-Identifier: MIT
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <err.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define NEW_HOSTNAME "new_hostname"
#define LINE "_ _ _ _ _ _ _ _ _ _ _ _ _ _ "

enum { BENCHMARK_SEED = 10111, BENCHMARK_ROUNDS = 100000000 };

struct subtask {
    const char *name;
    bool sets_hostname;
    bool computes;
};

static const struct subtask subtasks[] = {
    {"subtask1", false, false},
    {"subtask2", true, true},
    {"subtask3", false, true},
};

/*
 * The child prints its PID itself: getpid() gives the number that the caller
 * has in its own PID namespace, and parent and child need not share theirs.
 */
static int print_pids(void)
{
    printf("Process PID: %d\n", getpid());
    pid_t child = fork();
    if (child < 0) {
        warn("cannot fork a child");
        return -1;
    }
    if (child == 0) {
        printf("Child Process PID: %d\n", getpid());
        _exit(EXIT_SUCCESS);
    }
    int status;
    if (waitpid(child, &status, 0) < 0) {
        warn("cannot wait for child %d", child);
        return -1;
    }
    return status == 0 ? 0 : -1;
}

static int print_root_directory(void)
{
    DIR *root = opendir("/");
    if (root == NULL) {
        warn("cannot read '/'");
        return -1;
    }
    printf("%s\n\nFiles/Directories in root directory:\n", LINE);
    const struct dirent *entry;
    while (errno = 0, (entry = readdir(root)) != NULL) {
        printf("%s\n", entry->d_name);
    }
    bool failed = errno != 0;
    if (failed) {
        warn("cannot read '/'");
    }
    closedir(root);
    printf("%s\n", LINE);
    return failed ? -1 : 0;
}

static int change_hostname(void)
{
    char name[256];
    if (sethostname(NEW_HOSTNAME, strlen(NEW_HOSTNAME)) < 0) {
        warn("cannot set the host name '%s'", NEW_HOSTNAME);
        return -1;
    }
    if (gethostname(name, sizeof(name)) < 0) {
        warn("cannot read the host name");
        return -1;
    }
    printf("\nHostname within container: %s\n", name);
    return 0;
}

/*
 * The same work each time: only the time it takes tells of a limit. With so
 * much state random_r() gives the numbers of rand(), without its lock for
 * threads.
 */
static int run_benchmark(void)
{
    struct timespec start;
    struct timespec end;
    struct random_data generator = {0};
    char state[128];
    uint64_t sum = 0;

    initstate_r(BENCHMARK_SEED, state, sizeof(state), &generator);
    if (clock_gettime(CLOCK_MONOTONIC, &start) < 0) {
        warn("cannot read the clock");
        return -1;
    }
    for (int round = 0; round < BENCHMARK_ROUNDS; round++) {
        int32_t number;
        random_r(&generator, &number);
        sum += (uint64_t)number;
    }
    if (clock_gettime(CLOCK_MONOTONIC, &end) < 0) {
        warn("cannot read the clock");
        return -1;
    }
    long long ms = (end.tv_sec - start.tv_sec) * 1000LL +
                   (end.tv_nsec - start.tv_nsec) / 1000000;
    printf("\nComputation Benchmark:\nTime Taken: %lld ms\n", ms);
    printf("Value (Ignore): %llu\n", (unsigned long long)sum);
    return 0;
}

static const struct subtask *find_subtask(const char *name)
{
    for (size_t i = 0; i < sizeof(subtasks) / sizeof(subtasks[0]); i++) {
        if (strcmp(subtasks[i].name, name) == 0) {
            return &subtasks[i];
        }
    }
    return NULL;
}

int main(int argc, char **argv)
{
    const struct subtask *subtask = argc == 2 ? find_subtask(argv[1]) : NULL;
    if (subtask == NULL) {
        fprintf(stderr, "usage: container_prog subtask1|subtask2|subtask3\n");
        return 2;
    }
    /* A child inherits what still stands in the buffer, also through a pipe. */
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    if (print_pids() < 0 || print_root_directory() < 0) {
        return EXIT_FAILURE;
    }
    if (subtask->sets_hostname && change_hostname() < 0) {
        return EXIT_FAILURE;
    }
    if (subtask->computes && run_benchmark() < 0) {
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
