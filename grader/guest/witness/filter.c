// filter.c - picks out the noted calls, see filter.h; seccomp(2).
//
// A seccomp filter stops them and all else runs at full speed. It is installed
// without no_new_privs, so that set-uid programs work. Where that is not
// allowed every call stops its process.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "filter.h"

#include "calls.h"
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FILTERED 'f' // what filter_install() reports
#define EVERY_CALL 'e'

void filter_install(int report)
{
    struct sock_filter filter[CALLS_FILTER_SIZE];
    struct sock_fprog program = {.filter = filter};
    program.len = (unsigned short)calls_filter(filter);
    // the mitigation that comes with a filter would slow the program down
    long result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                          SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program);
    char answer = result == 0 ? FILTERED : EVERY_CALL;
    if (write(report, &answer, 1) != 1) {
        _exit(125); // the tracer is gone
    }
}

bool filter_installed(int report)
{
    char answer;
    return read(report, &answer, 1) == 1 && answer == FILTERED;
}
