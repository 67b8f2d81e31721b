// nsenter-lite.c - runs a command in the namespaces of another process: what
// `conductor.sh exec` needs of nsenter(1), its options with the same meaning.
// You write the regions: open the doors, walk through them, run the command.
// setns(2), namespaces(7), pid_namespaces(7), proc_pid_ns(5), fork(2), wait(2)
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

//@ begin 0 Your own includes and helpers
//@ end 0

// What can be taken over from the target: the file in /proc/PID that leads
// there, the clone flag if it is a namespace, and the option. They are entered
// in this order, because the root directory must be one in the mount namespace,
// and the working directory one below the root. (User and time namespaces,
// which conductor does not make, are left out.)
static const struct door {
    const char *path;
    int flag;
    char option;
} doors[] = {
    {"ns/cgroup", CLONE_NEWCGROUP, 'C'},
    {"ns/ipc", CLONE_NEWIPC, 'i'},
    {"ns/uts", CLONE_NEWUTS, 'u'},
    {"ns/net", CLONE_NEWNET, 'n'},
    {"ns/pid", CLONE_NEWPID, 'p'},
    {"ns/mnt", CLONE_NEWNS, 'm'},
    {"root", 0, 'r'},
    {"cwd", 0, 'w'},
};
enum { DOORS = sizeof(doors) / sizeof(doors[0]) };

// What the command line asks for.
struct request {
    pid_t target;
    bool wanted[DOORS];
    bool fork; // the PID namespace is wanted
    char **command;
};

static void usage(void)
{
    puts(
        "usage: nsenter-lite -t PID [-m -u -i -n -p -C | -a] [-r] [-w]\n"
        "                    [--] [COMMAND [ARGS]]\n"
        "Runs COMMAND (default: $SHELL, else /bin/sh) where process PID "
        "lives.\n\n"
        " -t, --target PID  the process\n"
        " -a, --all         join all of these namespaces\n"
        " -m, --mount       join its mount namespace\n"
        " -u, --uts         join its UTS namespace (host name)\n"
        " -i, --ipc         join its System V IPC namespace\n"
        " -n, --net         join its network namespace\n"
        " -p, --pid         join its PID namespace\n"
        " -C, --cgroup      join its cgroup namespace\n"
        " -r, --root        change to its root directory\n"
        " -w, --wd          change to its working directory\n"
        " -h, --help        say this\n\n"
        "Exit status: that of COMMAND; 1 when joining fails, 126 when COMMAND\n"
        "cannot be run, 127 when it is not found.");
}

// A positive number that a PID can be, or -1.
static pid_t parse_pid(const char *text)
{
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || value < 1 ||
        value > INT_MAX) {
        warnx("bad PID '%s'", text);
        return -1;
    }
    return (pid_t)value;
}

// Marks what a short option asks for; -a is every namespace.
static void want(struct request *request, int option)
{
    for (int i = 0; i < DOORS; i++) {
        if (option == doors[i].option || (option == 'a' && doors[i].flag)) {
            request->wanted[i] = true;
            request->fork |= doors[i].flag == CLONE_NEWPID;
        }
    }
}

// Fills the request; returns 1 when only help was asked for.
static int parse_options(int argc, char **argv, struct request *request)
{
    static const struct option options[] = {
        {"target", required_argument, NULL, 't'},
        {"all", no_argument, NULL, 'a'},
        {"mount", no_argument, NULL, 'm'},
        {"uts", no_argument, NULL, 'u'},
        {"ipc", no_argument, NULL, 'i'},
        {"net", no_argument, NULL, 'n'},
        {"pid", no_argument, NULL, 'p'},
        {"cgroup", no_argument, NULL, 'C'},
        {"root", no_argument, NULL, 'r'},
        {"wd", no_argument, NULL, 'w'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int option;
    // '+': the first word that is no option begins COMMAND
    while ((option = getopt_long(argc, argv, "+t:amuinpCrwh", options, NULL)) !=
           -1) {
        switch (option) {
        case 't':
            request->target = parse_pid(optarg);
            if (request->target < 0) {
                return -1;
            }
            break;
        case 'h':
            usage();
            return 1;
        case '?':
            return -1; // getopt has said why
        default:
            want(request, option);
        }
    }
    if (request->target == 0) {
        warnx("no target: -t PID is needed");
        return -1;
    }
    request->command = argv + optind;
    return 0;
}

// Opens a descriptor in FDS for everything that is wanted; the others stay -1.
// All are opened before the first is used, because in another mount namespace
// /proc is another /proc. None may survive into COMMAND: O_CLOEXEC.
static int open_doors(const struct request *request, int fds[DOORS])
{
    char path[sizeof("/proc/2147483647")];
    snprintf(path, sizeof(path), "/proc/%d", (int)request->target);
    // This open directory means this process: once that has ended it leads
    // nowhere, even if its PID is given to another.
    int process = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (process < 0) {
        warn("cannot open '%s'", path);
        return -1;
    }
    int result = 0;
    //@ begin 3n-open Open what is wanted, with openat() from process
    //@| (void)fds;
    //@| warnx("stage 3n is still to do: 3n-open");
    //@| result = -1;
    for (int i = 0; i < DOORS && result == 0; i++) {
        if (request->wanted[i]) {
            fds[i] = openat(process, doors[i].path, O_RDONLY | O_CLOEXEC);
            if (fds[i] < 0) {
                warn("cannot open '%s/%s'", path, doors[i].path);
                result = -1;
            }
        }
    }
    //@ end 3n-open
    close(process);
    return result;
}

// Goes through the doors that are open: joins the namespaces, changes the root
// and the working directory. With -r but not -w the working directory becomes
// the new root: one outside would be a way back out.
static int enter_doors(const int fds[DOORS])
{
    //@ begin 3n-join Join the namespaces; change root and working directory
    //@| (void)fds;
    //@| warnx("stage 3n is still to do: 3n-join");
    //@| return -1;
    for (int i = 0; i < DOORS; i++) {
        if (fds[i] < 0) {
            continue;
        }
        // with the flag the kernel checks that it is the kind that we mean
        int result =
            doors[i].flag ? setns(fds[i], doors[i].flag) : fchdir(fds[i]);
        if (result == 0 && doors[i].option == 'r') {
            result = chroot(".");
        }
        if (result < 0) {
            warn("cannot enter the target's '%s'", doors[i].path);
            return -1;
        }
    }
    return 0;
    //@ end 3n-join
}

// Becomes COMMAND; returns only when that fails, with the exit status to give.
static int exec_command(char **command)
{
    char *shell[] = {getenv("SHELL"), NULL};
    if (!shell[0] || !*shell[0]) {
        shell[0] = "/bin/sh";
    }
    char **argv = command[0] ? command : shell;
    execvp(argv[0], argv);
    int status = errno == ENOENT ? 127 : 126;
    warn("cannot run '%s'", argv[0]);
    return status;
}

// Joining a PID namespace moves only the children made after it: COMMAND runs
// in a child, which starts with the signal mask BEFORE. Returns its PID.
static pid_t start_child(char **command, const sigset_t *before)
{
    //@ begin 3n-fork Fork; run COMMAND in the child
    //@| (void)command;
    //@| (void)before;
    //@| warnx("stage 3n is still to do: 3n-fork");
    //@| return -1;
    pid_t child = fork();
    if (child < 0) {
        warn("cannot fork");
    } else if (child == 0) {
        sigprocmask(SIG_SETMASK, before, NULL);
        _exit(exec_command(command));
    }
    return child;
    //@ end 3n-fork
}

// Waits until the child has ended and returns its wait status. Until then the
// signals in HELD, which are blocked and come out of sigwaitinfo(2) one by one,
// are passed to it; when it is stopped, this process stops too.
static int wait_for(pid_t child, const sigset_t *held)
{
    int status = 0;
    //@ begin 3n-wait Wait for the child; pass signals on; stop when it stops
    //@| (void)child;
    //@| (void)held;
    //@| warnx("stage 3n is still to do: 3n-wait");
    for (;;) {
        siginfo_t info;
        if (sigwaitinfo(held, &info) < 0) {
            continue; // interrupted, for example by a stop
        }
        if (info.si_signo != SIGCHLD) {
            // A positive code is the kernel's: Ctrl-C and the like, which the
            // terminal sends to the child as well.
            if (info.si_code <= 0) {
                kill(child, info.si_signo);
            }
        } else if (waitpid(child, &status, WNOHANG | WUNTRACED) == child) {
            if (!WIFSTOPPED(status)) {
                break;
            }
            raise(SIGSTOP); // the SIGCONT that ends it is held, and passed on
        }
    }
    //@ end 3n-wait
    return status;
}

// Blocks the signals that are passed on: all but those that cannot be blocked,
// come from this program's own mistakes, or stop a background process that uses
// the terminal.
static void hold_signals(sigset_t *held, sigset_t *before)
{
    static const int kept[] = {SIGSEGV, SIGBUS, SIGFPE,  SIGILL, SIGTRAP,
                               SIGABRT, SIGSYS, SIGTTIN, SIGTTOU};
    sigfillset(held);
    for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
        sigdelset(held, kept[i]);
    }
    signal(SIGCHLD, SIG_DFL); // an inherited 'ignore' would lose the status
    sigprocmask(SIG_BLOCK, held, before);
}

// The exit status for a wait status: the child's own, or death by its signal.
static int end_like(int status)
{
    if (WIFEXITED(status)) {
        return WEXITSTATUS(status);
    }
    int number = WTERMSIG(status);
    // the child has dumped its core if it wanted to; ours is of no interest
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    signal(number, SIG_DFL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, number);
    raise(number);
    sigprocmask(SIG_UNBLOCK, &only, NULL);
    return 128 + number;
}

static int run(const struct request *request)
{
    if (!request->fork) {
        return exec_command(request->command);
    }
    sigset_t held;
    sigset_t before;
    hold_signals(&held, &before);
    pid_t child = start_child(request->command, &before);
    if (child < 0) {
        return EXIT_FAILURE;
    }
    return end_like(wait_for(child, &held));
}

int main(int argc, char **argv)
{
    struct request request = {0};
    int parsed = parse_options(argc, argv, &request);
    if (parsed != 0) {
        return parsed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
    }
    int fds[DOORS];
    for (int i = 0; i < DOORS; i++) {
        fds[i] = -1;
    }
    int result = open_doors(&request, fds);
    if (result == 0) {
        result = enter_doors(fds);
    }
    return result == 0 ? run(&request) : EXIT_FAILURE;
}
