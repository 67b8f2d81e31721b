// watches_doors.c - looks at every process that comes into sight, as fast as it
// can, for a way to the machine that the recorder lives in: an executable, a
// root or a descriptor of its own. Prints each way that it finds.
// proc_pid_exe(5), proc_pid_root(5)
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

static void hostile(void)
{
    time_t end = time(NULL) + 20;
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (long looks = 0; time(NULL) < end; looks++) {
        DIR *all = opendir("/proc");
        struct dirent *entry;
        while (all && (entry = readdir(all))) {
            if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' &&
                atoi(entry->d_name) != getpid()) {
                try_door(entry->d_name, "exe");
                try_door(entry->d_name, "root");
                try_door(entry->d_name, "cwd");
                try_descriptors(entry->d_name);
            }
        }
        if (all) {
            closedir(all);
        }
        if (looks == 10) {
            puts("the doors are watched");
        }
    }
}
