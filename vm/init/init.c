// init.c - process 1 of the throw-away machine.
//
// Mounts what a Debian user space expects over the read-only image, unpacks the
// input (a tar on the second disk) into /run/input, runs the command there and
// switches the machine off. The kernel's command line says where things are:
//     kit.input=/dev/ubdb     the disk that holds the input, or nothing
//     kit.output=/dev/ttyS0   append-only line for the command ($KIT_OUTPUT)
//     kit.status=/dev/ttyS1   line for "ready" and "exit N"; NAME instead of a
//                             path is the virtio port of that name
//     kit.command=BASE64      the command, arguments ended by NUL
//
// A program and not a script, because starting a process is what costs in a
// machine; vm/build compiles it with the image's own compiler.
// init(1), cgroups(7), reboot(2), kernel-parameters.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "files.h"
#include "settings.h"
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum { MOST_WORDS = 1024 };

#define GROUPS "/sys/fs/cgroup/"

static void mount_one(const char *kind, const char *target, unsigned long flags,
                      const char *options)
{
    mkdir(target, 0755);
    // what an initramfs has mounted there already serves as well
    if (mount(kind, target, kind, flags, options) == -1 && errno != EBUSY) {
        complain("mount", target);
    }
}

static void mount_all(void)
{
    const unsigned long safe = MS_NOSUID | MS_NODEV;
    mount_one("proc", "/proc", safe | MS_NOEXEC, NULL);
    mount_one("sysfs", "/sys", safe | MS_NOEXEC, NULL);
    mount_one("devtmpfs", "/dev", MS_NOSUID, NULL);
    mount_one("devpts", "/dev/pts", 0, "gid=5,mode=620,ptmxmode=666");
    mount_one("tmpfs", "/dev/shm", safe, NULL);
    mount_one("tmpfs", "/run", safe, "mode=755");
    mount_one("tmpfs", "/tmp", safe, "mode=1777");
    mount_one("cgroup2", "/sys/fs/cgroup", safe | MS_NOEXEC, NULL);
}

static void link_all(void)
{
    static const char *const links[][2] = {
        {"/proc/self/fd", "/dev/fd"},
        {"fd/0", "/dev/stdin"},
        {"fd/1", "/dev/stdout"},
        {"fd/2", "/dev/stderr"},
    };
    for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
        if (symlink(links[i][0], links[i][1]) == -1 && errno != EEXIST) {
            complain("make", links[i][1]);
        }
    }
}

// every controller the kernel has, for the groups below the root
static void enable_controllers(void)
{
    char names[512];
    char *rest = names;
    char *name;
    read_file(GROUPS "cgroup.controllers", names, sizeof(names));
    while ((name = strsep(&rest, " "))) {
        char word[64];
        snprintf(word, sizeof(word), "+%s", name);
        write_file(GROUPS "cgroup.subtree_control", word);
    }
}

static void raise_loopback(void)
{
    struct ifreq request = {.ifr_name = "lo", .ifr_flags = IFF_UP};
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd == -1 || ioctl(fd, SIOCSIFFLAGS, &request) == -1) {
        complain("set up", "lo");
    }
    close(fd);
}

// A serial line passes every byte as it is.
static void make_raw(const char *path)
{
    struct termios modes;
    int fd = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (fd != -1 && tcgetattr(fd, &modes) == 0) {
        cfmakeraw(&modes);
        tcsetattr(fd, TCSANOW, &modes);
    }
    close(fd);
}

// Waits for PID and for all that are left to process 1; its status as a
// shell has it.
static int wait_for(pid_t pid)
{
    int status = 0;
    pid_t ended;
    do {
        ended = wait(&status);
    } while (ended != pid && (ended != -1 || errno == EINTR));
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Runs a program in /run/input, with nothing to read.
static int run(char **words)
{
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
        if (chdir("/run/input") == 0 && dup2(null, STDIN_FILENO) != -1) {
            execvp(words[0], words);
        }
        complain("start", words[0]);
        _exit(127);
    }
    return child == -1 ? 127 : wait_for(child);
}

static int run_command(char *text, size_t length)
{
    char *words[MOST_WORDS + 1] = {NULL};
    size_t count = 0;
    for (size_t at = 0; at < length && count < MOST_WORDS;
         at += strlen(text + at) + 1) {
        words[count++] = text + at;
    }
    return count > 0 ? run(words) : 127;
}

static void switch_off(const char *status, const char *last)
{
    write_file(status, last);
    sync();
    reboot(RB_POWER_OFF);
}

int main(void)
{
    struct settings settings;
    char last[64];
    char *unpack[] = {"tar", "-x", "-f", settings.input, NULL};
    setenv("PATH",
           "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", 1);
    setenv("HOME", "/root", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    umask(022);
    mount_all();
    link_all();
    enable_controllers();
    raise_loopback();
    sethostname("machine", strlen("machine"));
    read_settings(&settings);
    make_raw(settings.status);
    make_raw(settings.output);
    setenv("KIT_OUTPUT", settings.output, 1);
    mkdir("/run/input", 0755);
    if (settings.input[0] && run(unpack) != 0) {
        switch_off(settings.status, "failed cannot unpack the input\n");
    }
    write_file(settings.status, "ready\n");
    snprintf(last, sizeof(last), "exit %d\n",
             run_command(settings.command, settings.command_length));
    switch_off(settings.status, last);
    return 1;
}
