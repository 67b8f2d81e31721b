// takes the machine down: a panic on the first lack of memory
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void hostile(void)
{
    int fd = open("/proc/sys/vm/panic_on_oom", O_WRONLY);
    if (fd < 0 || write(fd, "2", 1) != 1) {
        return;
    }
    for (;;) {
        char *memory = malloc(1 << 20);
        if (memory) {
            memset(memory, 1, 1 << 20);
        }
    }
}
