// terminal.c - the terminal of the program, see terminal.h; pty(7), ptmx(4),
// ioctl_tty(2) on TIOCGPTPEER, openat2(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "terminal.h"

#include "cleanup.h"
#include "fail.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <termios.h>
#include <unistd.h>

#define INPUT_MAX (1U << 20)
#define READS_AT_ONCE 16
#define READS_AT_END 256 // more than the kernel keeps

static bool is_ptmx(int fd)
{
    struct stat about;
    return fstat(fd, &about) == 0 && S_ISCHR(about.st_mode) &&
           major(about.st_rdev) == 5 && minor(about.st_rdev) == 2;
}

// A master from below a root directory that is not trusted: links cannot lead
// out of it, and nothing is opened before it is known to be a ptmx.
static int open_master(int root, const char *name)
{
    struct open_how how = {.flags = O_PATH | O_CLOEXEC,
                           .resolve = RESOLVE_IN_ROOT};
    CLEANUP(close_fd)
    int place = (int)syscall(SYS_openat2, root, name, &how, sizeof(how));
    if (place == -1 || !is_ptmx(place)) {
        return -1;
    }
    char path[64];
    snprintf(path, sizeof(path), "/proc/self/fd/%d", place);
    return open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
}

static int open_pair(struct terminal *terminal, const char *root_path)
{
    static const char *const names[] = {"dev/pts/ptmx", "dev/ptmx"};
    CLEANUP(close_fd)
    int root = open(root_path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    for (size_t i = 0; root != -1 && i < 2; i++) {
        int unlocked = 0;
        int master = open_master(root, names[i]);
        if (master != -1 && ioctl(master, TIOCSPTLCK, &unlocked) == 0) {
            terminal->slave =
                ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
        }
        if (terminal->slave != -1) {
            terminal->master = master;
            return 0;
        }
        close_fd(&master);
    }
    return -1;
}

int terminal_open(struct terminal *terminal, pid_t target)
{
    *terminal = (struct terminal){.master = -1, .slave = -1, .out = -1};
    char root[64];
    snprintf(root, sizeof(root), "/proc/%d/root", target);
    if ((target == 0 || open_pair(terminal, root) == -1) &&
        open_pair(terminal, "/") == -1) {
        return fail_errno("cannot open a terminal");
    }
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    struct termios modes;
    if (ioctl(terminal->master, TIOCSWINSZ, &size) == -1 ||
        tcgetattr(terminal->slave, &modes) == -1) {
        return fail_errno("cannot set up the terminal");
    }
    modes.c_lflag &= ~(tcflag_t)ECHO;
    if (tcsetattr(terminal->slave, TCSANOW, &modes) == -1) {
        return fail_errno("cannot set up the terminal");
    }
    return 0;
}

void terminal_close(struct terminal *terminal)
{
    close_fd(&terminal->master);
    close_fd(&terminal->slave);
    close_fd(&terminal->out);
    free(terminal->input);
    *terminal = (struct terminal){.master = -1, .slave = -1, .out = -1};
}

int terminal_input(struct terminal *terminal, const char *path)
{
    CLEANUP(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (fd == -1 || fstat(fd, &about) == -1) {
        return fail_errno("cannot open '%s'", path);
    }
    if (!S_ISREG(about.st_mode) || about.st_size > INPUT_MAX) {
        return fail("'%s' is no file of at most %u bytes", path, INPUT_MAX);
    }
    size_t length = (size_t)about.st_size;
    terminal->input = malloc(length + 1);
    if (!terminal->input ||
        read(fd, terminal->input, length) != (ssize_t)length) {
        return fail_errno("cannot read '%s'", path);
    }
    terminal->input_length = length;
    return 0;
}

int terminal_output(struct terminal *terminal, const char *path, size_t most)
{
    terminal->out = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    terminal->room = most;
    return terminal->out == -1 ? fail_errno("cannot open '%s'", path) : 0;
}

short terminal_events(const struct terminal *terminal)
{
    bool typing = terminal->typed < terminal->input_length;
    return (short)(POLLIN | (typing ? POLLOUT : 0));
}

static void keep(struct terminal *terminal, const char *bytes, size_t length)
{
    terminal->written += length;
    if (length > terminal->room) {
        length = terminal->room;
        terminal->truncated = true;
    }
    while (length > 0 && !terminal->failed) {
        ssize_t written = write(terminal->out, bytes, length);
        if (written == -1) {
            fail_errno("cannot write what the program writes");
            terminal->failed = true;
            break;
        }
        bytes += written;
        length -= (size_t)written;
        terminal->room -= (size_t)written;
    }
}

// Returns whether there may be more to read.
static bool read_once(struct terminal *terminal)
{
    char bytes[4096];
    ssize_t length = read(terminal->master, bytes, sizeof(bytes));
    if (length > 0) {
        keep(terminal, bytes, (size_t)length);
        return true;
    }
    if (length == 0 || errno == EIO) {
        // hung up: no poll on it any more, it would never wait
        close(terminal->master);
        terminal->master = -1;
    }
    return false;
}

static void type(struct terminal *terminal)
{
    size_t left = terminal->input_length - terminal->typed;
    if (left == 0 || terminal->master == -1) {
        return;
    }
    ssize_t written =
        write(terminal->master, terminal->input + terminal->typed, left);
    if (written > 0) {
        terminal->typed += (size_t)written;
    }
}

static void read_some(struct terminal *terminal, int most)
{
    for (int i = 0; terminal->master != -1 && i < most; i++) {
        if (!read_once(terminal)) {
            break;
        }
    }
}

void terminal_pump(struct terminal *terminal)
{
    type(terminal);
    read_some(terminal, READS_AT_ONCE);
}

void terminal_drain(struct terminal *terminal)
{
    read_some(terminal, READS_AT_END);
}
