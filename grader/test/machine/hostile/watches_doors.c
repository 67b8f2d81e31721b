// watches_doors.c - looks at every process that comes into sight, as fast as it
// can, for a way to the machine that the recorder lives in: an executable, a
// root or a descriptor of its own. What the recorder sends in is a witness
// until it is a program; that, and the first process, it tries to open and to
// trace. Prints each way that it finds. proc_pid_exe(5), proc_pid_root(5),
// ptrace(2), process_vm_writev(2)
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

// A link below /proc/PID that leads to what only the machine has.
static void try_door(const char *pid, const char *door)
{
    char path[300];
    char target[300] = "";
    snprintf(path, sizeof(path), "/proc/%s/%s", pid, door);
    if (readlink(path, target, sizeof(target) - 1) > 0 &&
        strncmp(target, "/run/input", 10) == 0) {
        printf("REACHED %s of process %s: %s\n", door, pid, target);
    }
    snprintf(path, sizeof(path), "/proc/%s/%s/run/input/guest", pid, door);
    if (access(path, F_OK) == 0) {
        printf("REACHED the machine's root by %s of process %s\n", door, pid);
    }
}

static void try_descriptors(const char *pid)
{
    char path[64];
    snprintf(path, sizeof(path), "/proc/%.12s/fd", pid);
    DIR *fds = opendir(path);
    struct dirent *entry;
    while (fds && (entry = readdir(fds))) {
        char door[280];
        snprintf(door, sizeof(door), "fd/%s", entry->d_name);
        try_door(pid, door);
    }
    if (fds) {
        closedir(fds);
    }
}

// What the recorder sends in is called witness until it is a program.
static int is_witness(int comm)
{
    char name[8] = "";
    return pread(comm, name, 7, 0) == 7 && strcmp(name, "witness") == 0;
}

// Says so, unless it has become a program meanwhile. Without COMM it is
// another.
static void reached(int comm, const char *what, const char *how)
{
    if (comm == -1 || is_witness(comm)) {
        printf("REACHED %s by %s\n", what, how);
    }
}

static void try_to_change(int pid, int comm, const char *what)
{
    char path[64];
    char byte = 0;
    struct iovec own = {&byte, 1};
    struct iovec other = {(void *)1, 1};
    snprintf(path, sizeof(path), "/proc/%d/mem", pid);
    int memory = open(path, O_RDWR);
    if (memory != -1) {
        reached(comm, what, "its memory");
        close(memory);
    }
    // an error of the address is none of permission
    if (process_vm_writev(pid, &own, 1, &other, 1, 0) == 1 || errno == EFAULT) {
        reached(comm, what, "process_vm_writev");
    }
    if (ptrace(PTRACE_SEIZE, pid, 0, 0) == 0) {
        reached(comm, what, "ptrace");
        ptrace(PTRACE_DETACH, pid, 0, 0);
    }
}

// Returns whether it was one.
static int try_witness(const char *pid)
{
    static const char *const doors[] = {"exe",   "root",  "cwd",
                                        "fd/20", "fd/22", "ns/mnt"};
    char path[64];
    snprintf(path, sizeof(path), "/proc/%.12s/comm", pid);
    int comm = open(path, O_RDONLY);
    int met = comm != -1 && is_witness(comm);
    for (int i = 0; met && i < 6; i++) {
        snprintf(path, sizeof(path), "/proc/%.12s/%s", pid, doors[i]);
        int door = open(path, O_RDONLY | O_NONBLOCK);
        if (door != -1) {
            reached(comm, "a witness", doors[i]);
            close(door);
        }
    }
    if (met) {
        try_to_change(atoi(pid), comm, "a witness");
    }
    close(comm);
    return met;
}

// Returns whether it met one that is no program yet.
static int look_around(void)
{
    int met = 0;
    DIR *all = opendir("/proc");
    struct dirent *entry;
    while (all && (entry = readdir(all))) {
        if (atoi(entry->d_name) > 0 && atoi(entry->d_name) != getpid()) {
            met += try_witness(entry->d_name);
            try_door(entry->d_name, "exe");
            try_door(entry->d_name, "root");
            try_door(entry->d_name, "cwd");
            try_descriptors(entry->d_name);
        }
    }
    if (all) {
        closedir(all);
    }
    return met;
}

// Whoever came last is stopped, looked at, and let go on. Returns as above.
static int stop_the_last(int loads)
{
    char text[128] = "";
    int met = 0;
    ssize_t length = pread(loads, text, sizeof(text) - 1, 0);
    const char *last = length > 0 ? strrchr(text, ' ') : NULL;
    for (int pid = last ? atoi(last) : 0; last && pid < atoi(last) + 3; pid++) {
        char name[16];
        if (pid > 1 && pid != getpid() && kill(pid, SIGSTOP) == 0) {
            snprintf(name, sizeof(name), "%d", pid);
            met += try_witness(name);
            kill(pid, SIGCONT);
        }
    }
    return met;
}

static void hostile(void)
{
    int loads = open("/proc/loadavg", O_RDONLY);
    time_t end = time(NULL) + 20;
    int met = 0;
    setvbuf(stdout, NULL, _IOLBF, 0);
    // what enters has to wait
    setpriority(PRIO_PROCESS, 0, -10);
    try_to_change(1, -1, "the first process");
    puts("the doors are watched");
    for (int turns = 0; time(NULL) < end; turns++) {
        int more = turns % 50 ? stop_the_last(loads) : look_around();
        if (met == 0 && more > 0) {
            puts("met a witness");
        }
        met += more;
    }
}
