// evidence-send.c - the machine's end of the evidence line: runs a command
// and ships what is appended to the files of a directory while it happens.
// "The evidence line" in grader/FORMATS.md; pidfd_open(2), inotify(7).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cleanup.h"
#include "evidence_source.h"
#include "fail.h"

enum {
    WRONG_USAGE = 2,
    FAILED = 125,
    CANNOT_RUN = 126,
    NOT_FOUND = 127,
    SIGNALLED = 128,
};

static int print_usage(FILE *stream, int status)
{
    fputs("usage: evidence-send LINE DIR -- COMMAND [ARGS]\n"
          "Run COMMAND and send over LINE what grows below DIR.\n",
          stream);
    return status;
}

// Without these three the line itself might become standard error.
static int fill_standard_fds(void)
{
    int fd;
    do {
        fd = open("/dev/null", O_RDWR);
    } while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd == -1) {
        return fail_errno("cannot open '/dev/null'");
    }
    close(fd);
    return 0;
}

// Every descriptor of ours closes at exec, which leaves COMMAND none of them.
static pid_t start(char **command, sighandler_t on_sigpipe)
{
    pid_t pid = fork();
    if (pid == -1) {
        return fail_errno("cannot fork");
    }
    if (pid == 0) {
        signal(SIGPIPE, on_sigpipe);
        execvp(command[0], command);
        fail_errno("cannot run '%s'", command[0]);
        _exit(errno == ENOENT ? NOT_FOUND : CANNOT_RUN);
    }
    return pid;
}

// What a submission does cannot keep the recorder waiting, neither by processes
// without number nor by the weight of their cgroups: only what enters the cell
// leaves this class. Where the kernel refuses it all takes longer. sched(7)
static void be_first(void)
{
    sched_setscheduler(0, SCHED_RR, &(struct sched_param){.sched_priority = 1});
}

// Ships until the process behind PIDFD has ended, and what it left behind.
static int ship(struct evidence_line *line, struct evidence_source *source,
                int pidfd)
{
    struct pollfd fds[] = {{.fd = pidfd, .events = POLLIN},
                           {.fd = source->changes, .events = POLLIN}};
    while (!fds[0].revents) {
        if (evidence_source_sweep(source, line) == -1) {
            return -1;
        }
        if (poll(fds, 2, -1) == -1 && errno != EINTR) {
            return fail_errno("cannot wait for the command");
        }
        // what the events say is of no interest, a sweep looks at everything
        char events[4096];
        while (read(source->changes, events, sizeof(events)) > 0) {
        }
    }
    return evidence_source_sweep(source, line);
}

static int exit_status(pid_t pid)
{
    siginfo_t info;
    if (waitid(P_PID, (id_t)pid, &info, WEXITED) == -1) {
        return fail_errno("cannot wait for the command");
    }
    return info.si_code == CLD_EXITED ? info.si_status
                                      : SIGNALLED + info.si_status;
}

// Returns the status of COMMAND, or -1.
static int run(struct evidence_line *line, struct evidence_source *source,
               char **command, sighandler_t on_sigpipe)
{
    pid_t pid = start(command, on_sigpipe);
    if (pid == -1) {
        return -1;
    }
    CLEANUP(close_fd) int pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    if (pidfd == -1) {
        fail_errno("cannot open process %d", (int)pid);
    }
    if (pidfd == -1 || ship(line, source, pidfd) == -1) {
        kill(pid, SIGKILL);
        exit_status(pid);
        return -1;
    }
    int status = exit_status(pid);
    return status == -1 || evidence_line_end(line, status) == -1 ? -1 : status;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        return print_usage(stdout, 0);
    }
    if (argc < 5 || strcmp(argv[3], "--") != 0) {
        return print_usage(stderr, WRONG_USAGE);
    }
    // a line that nobody reads any more is an error that we want to report
    sighandler_t on_sigpipe = signal(SIGPIPE, SIG_IGN);
    struct evidence_line line;
    struct evidence_source source;
    be_first();
    if (fill_standard_fds() == -1 ||
        evidence_source_open(&source, argv[2]) == -1 ||
        evidence_line_open(&line, argv[1]) == -1) {
        return FAILED;
    }
    int status = run(&line, &source, argv + 4, on_sigpipe);
    evidence_source_close(&source);
    close(line.fd);
    return status == -1 ? FAILED : status;
}
