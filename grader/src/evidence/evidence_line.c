// evidence_line.c - the machine's end of the evidence line: a terminal or
// another character device, in tests a FIFO or a file.
// termios(3), getrandom(2), mlock(2), PR_SET_DUMPABLE in prctl(2).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "evidence_line.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <termios.h>
#include <unistd.h>

#include "fail.h"
#include "write_all.h"

// A terminal would change bytes that pass, or send them back.
static int set_raw(int fd, const char *path)
{
    struct termios mode;
    if (!isatty(fd)) {
        return 0;
    }
    if (tcgetattr(fd, &mode) == -1) {
        return fail_errno("cannot read the mode of '%s'", path);
    }
    cfmakeraw(&mode);
    mode.c_cflag |= CLOCAL; // a carrier that is lost hangs nothing up
    if (tcsetattr(fd, TCSANOW, &mode) == -1) {
        return fail_errno("cannot make '%s' raw", path);
    }
    return 0;
}

static int send_key(struct evidence_line *line)
{
    // neither a core, nor a process without CAP_SYS_PTRACE, nor a swap disk
    // shall see the key; where the last is refused there is no swap to fear
    prctl(PR_SET_DUMPABLE, 0);
    mlock(&line->writer, sizeof(line->writer));
    uint8_t *key = line->frame + FRAME_PAYLOAD;
    if (getrandom(key, FRAME_KEY_SIZE, 0) != FRAME_KEY_SIZE) {
        return fail_errno("cannot make a key");
    }
    frame_writer_init(&line->writer, key);
    int result = evidence_line_send(line, 'K', FRAME_KEY_SIZE);
    explicit_bzero(key, FRAME_KEY_SIZE);
    return result;
}

int evidence_line_open(struct evidence_line *line, const char *path)
{
    line->fd = open(path, O_WRONLY | O_APPEND | O_NOCTTY | O_CLOEXEC);
    if (line->fd == -1) {
        return fail_errno("cannot open '%s'", path);
    }
    return set_raw(line->fd, path) == -1 ? -1 : send_key(line);
}

int evidence_line_send(struct evidence_line *line, char type, size_t length)
{
    size_t size = frame_seal(&line->writer, line->frame, type, length);
    if (write_all(line->fd, line->frame, size) == -1) {
        return fail_errno("cannot write to the evidence line");
    }
    return 0;
}

int evidence_line_end(struct evidence_line *line, int status)
{
    char *digits = (char *)line->frame + FRAME_PAYLOAD;
    int length = snprintf(digits, 16, "%d", status);
    if (evidence_line_send(line, 'E', (size_t)length) == -1) {
        return -1;
    }
    if (isatty(line->fd) && tcdrain(line->fd) == -1) {
        return fail_errno("cannot drain the evidence line");
    }
    return 0;
}
