// writes until nothing takes another byte, then says so
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *const places[] = {"big", "/tmp/big", "/var/big",
                                     "/dev/shm/big"};

static void hostile(void)
{
    static char block[1 << 20];
    memset(block, 'x', sizeof block);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        int fd = open(places[i], O_WRONLY | O_CREAT, 0644);
        while (fd >= 0 && write(fd, block, sizeof block) > 0) {
        }
    }
    puts("full");
}
