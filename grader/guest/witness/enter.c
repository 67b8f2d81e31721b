// enter.c - starts the program on its terminal, see enter.h; credentials(7) on
// sessions, tcsetpgrp(3).
//
//     witness -- leader, joins the namespaces -- program
//
// A process that joins a PID namespace stays in its old one; only what it
// forks is in the new one. So the leader is never seen from inside, and the
// program has number 0 as its parent there.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "enter.h"

#include "cleanup.h"
#include "fail.h"
#include "filter.h"
#include "inside.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

// The only descriptors above 2 that the leader and the program keep. Nothing
// that leads to the evidence may ever be open in a process that can be seen
// from inside, not even before it is the program.
enum { SLAVE = 20, GO = 21, REPORT = 22 };

static int keep_three(int slave, int go, int report)
{
    if (dup3(slave, SLAVE, O_CLOEXEC) == -1 || dup3(go, GO, O_CLOEXEC) == -1 ||
        dup3(report, REPORT, O_CLOEXEC) == -1 ||
        close_range(3, SLAVE - 1, 0) == -1 ||
        close_range(REPORT + 1, ~0U, 0) == -1) {
        return fail_errno("cannot tidy up descriptors");
    }
    return 0;
}

static int run_program(char *const *command)
{
    char byte;
    if (read(GO, &byte, 1) != 1) {
        return 125; // witness is gone
    }
    inside_reset_signals();
    filter_install(REPORT);
    return inside_exec(command);
}

static int prepare_leader(const struct enter *enter)
{
    // the terminal may be hung up from inside, and the leader takes the
    // foreground away from itself
    signal(SIGHUP, SIG_IGN);
    signal(SIGTTOU, SIG_IGN);
    if (setsid() == -1 || ioctl(SLAVE, TIOCSCTTY, 0) == -1) {
        return fail_errno("cannot make a session");
    }
    return inside_go(enter->target, enter->directory);
}

static int lead(const struct enter *enter)
{
    if (prepare_leader(enter) == -1) {
        return 125;
    }
    for (int fd = 0; fd <= 2; fd++) {
        dup2(SLAVE, fd);
    }
    pid_t program = fork();
    if (program == 0) {
        _exit(run_program(enter->command));
    }
    // standard error is the terminal now: witness tells of a failure
    pid_t answer = program == -1 ? -errno : program;
    if (program > 0) {
        setpgid(program, program);
        tcsetpgrp(SLAVE, program);
    }
    if (write(REPORT, &answer, sizeof(answer)) != sizeof(answer)) {
        return 125;
    }
    close(REPORT);
    waitpid(program, NULL, 0);
    char byte;
    while (read(GO, &byte, 1) > 0) {
        // a byte that the program did not live to take
    }
    return 0;
}

int enter_start(const struct enter *enter, struct entered *entered)
{
    int go[2];
    int report[2];
    *entered = (struct entered){.go = -1, .report = -1};
    if (pipe2(go, O_CLOEXEC) == -1 || pipe2(report, O_CLOEXEC) == -1) {
        return fail_errno("cannot make a pipe");
    }
    entered->go = go[1];
    entered->report = report[0];
    entered->leader = fork();
    if (entered->leader == 0) {
        if (keep_three(enter->slave, go[0], report[1]) == -1) {
            _exit(125);
        }
        _exit(lead(enter));
    }
    close(go[0]);
    close(report[1]);
    if (entered->leader == -1) {
        return fail_errno("cannot fork");
    }
    // when nothing comes the leader has said why
    if (read(entered->report, &entered->program, sizeof(pid_t)) !=
        sizeof(pid_t)) {
        return -1;
    }
    errno = entered->program < 0 ? -entered->program : 0;
    return errno ? fail_errno("cannot fork into the namespaces") : 0;
}

void enter_go(const struct entered *entered)
{
    if (write(entered->go, "", 1) != 1) {
        fail_errno("cannot let the program go");
    }
}

void enter_finish(struct entered *entered, bool ended)
{
    close_fd(&entered->go);
    entered->go = -1;
    if (ended) {
        waitpid(entered->leader, NULL, 0);
    }
}
