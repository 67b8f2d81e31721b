// looks for the recorder and for the host: processes, disks, file systems,
// networks, and ways to have the kernel start a program outside. Prints a line
// for each thing that it could reach.
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

static void processes(void)
{
    DIR *proc = opendir("/proc");
    struct dirent *entry;
    while (proc && (entry = readdir(proc))) {
        pid_t pid = atoi(entry->d_name);
        char path[300], name[64] = "";
        if (pid <= 1 || pid == getpid()) {
            continue;
        }
        snprintf(path, sizeof path, "/proc/%d/comm", (int)pid);
        FILE *comm = fopen(path, "r");
        if (comm && fgets(name, sizeof name, comm)) {
            printf("REACHED process %d %s", (int)pid, name);
        }
    }
}

static void mounts(void)
{
    static const char *const kinds[] = {"hostfs", "9p",   "virtiofs",
                                        "nfs",    "fuse", "vboxsf"};
    mkdir("/mnt/x", 0755);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (mount("none", "/mnt/x", kinds[i], 0, "") == 0 ||
            mount("/", "/mnt/x", kinds[i], 0, "trans=virtio") == 0) {
            printf("REACHED a %s file system\n", kinds[i]);
        }
    }
    if (mount("none", "/mnt/x", "cgroup", 0, "none,name=x") == 0) {
        puts("REACHED a version 1 cgroup hierarchy with a release agent");
    }
}

static void search_disk(const char *path, unsigned major_number,
                        unsigned minor_number)
{
    static char block[1 << 20];
    mknod(path, S_IFBLK | 0600, makedev(major_number, minor_number));
    int fd = open(path, O_RDWR);
    if (fd >= 0 && write(fd, "x", 1) == 1 && fsync(fd) == 0) {
        printf("REACHED %s for writing\n", path);
    }
    if (fd >= 0) {
        close(fd);
    }
    fd = open(path, O_RDONLY);
    ssize_t got;
    while (fd >= 0 && (got = read(fd, block, sizeof block)) > 0) {
        if (memmem(block, (size_t)got, "KIT-CANARY-", 11) &&
            strcmp(path, "/dev/disk1") != 0) {
            printf("REACHED the canary on %s\n", path);
        }
    }
}

static void network(void)
{
    if (system("ip -o link | grep -v ' lo:' | sed 's/^/REACHED link /'") != 0) {
        puts("no ip");
    }
}

static void core_pattern(void)
{
    FILE *pattern = fopen("/proc/sys/kernel/core_pattern", "w");
    if (pattern) {
        fputs("|/bin/sh -c id>/dev/ttyS0", pattern);
        fclose(pattern);
    }
    pid_t child = fork();
    if (child == 0) {
        abort();
    }
    waitpid(child, NULL, 0);
}

int main(void)
{
    processes();
    mounts();
    search_disk("/dev/disk0", 98, 0);
    search_disk("/dev/disk2", 98, 32);
    search_disk("/dev/vda9", 254, 0);
    network();
    core_pattern();
    puts("looked");
}
