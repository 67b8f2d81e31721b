// detach.c - a program that leaves its file behind, see detach.h.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "detach.h"

#include "cleanup.h"
#include "fail.h"
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <unistd.h>

#define NAME "witness"
#define IN_MEMORY "/memfd:" NAME

static int copy_of_self(void)
{
    CLEANUP(close_fd) int self = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    int copy = memfd_create(NAME, MFD_CLOEXEC | MFD_ALLOW_SEALING);
    ssize_t sent = self == -1 || copy == -1 ? -1 : 1;
    while (sent > 0) {
        sent = sendfile(copy, self, NULL, 1U << 20);
    }
    int seals = F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL;
    if (sent == -1 || fcntl(copy, F_ADD_SEALS, seals) == -1) {
        return fail_errno("cannot copy the program into memory");
    }
    return copy;
}

int detach_from_file(char *const *argv)
{
    char path[64] = "";
    if (readlink("/proc/self/exe", path, sizeof(path) - 1) == -1) {
        return fail_errno("cannot tell where the program came from");
    }
    if (strncmp(path, IN_MEMORY, strlen(IN_MEMORY)) == 0) {
        // the kernel calls it by the number of a descriptor
        prctl(PR_SET_NAME, NAME);
        return 0;
    }
    int copy = copy_of_self();
    if (copy != -1) {
        fexecve(copy, argv, environ);
        fail_errno("cannot execute the program from memory");
    }
    return -1;
}
