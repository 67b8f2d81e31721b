// container.h - one container: what is asked for, and what was made for it.
// SPDX-License-Identifier: MIT
#pragma once
#include <limits.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <sys/types.h>

struct container {
    // filled by options_parse(); what was not asked for is NULL, 0 or -1
    const char *id;
    char image[PATH_MAX]; // the lower layer: an absolute path
    char **command;       // ends with NULL; empty: a shell
    const char *hostname;
    bool net;                       // a veth pair
    struct in_addr inside, outside; // the addresses of its two ends
    int prefix;                     // the length of their network's prefix
    long long memory, swap, pids;   // limits; -1: none
    double cpus;                    // so many CPUs; 0: no limit
    bool limited;                   // there is one of these four
    bool remove;                    // the state, at the end

    // filled by state_open()
    char state[80], upper[96], work[96], merged[96]; // directories
    char group[96];                                  // its cgroup
    int lock;                                        // holds the state

    pid_t child;   // 0: there is none
    int go[2];     // a pipe: the child waits here until the parent is ready
    char link[16]; // the veth end on the host; empty: there is none
};
