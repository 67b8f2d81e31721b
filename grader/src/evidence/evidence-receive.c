// evidence-receive.c - the host's end of the evidence line: reads it on
// standard input until it ends and rebuilds the evidence below a directory.
// "The evidence line" in grader/FORMATS.md; poll(2), signalfd(2).
//
// What stands in the line is not trusted. It is always read to its end,
// whatever happens here, so that the machine never waits for a full line.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "cleanup.h"
#include "evidence_dir.h"
#include "fail.h"
#include "frame_decoder.h"
#include "steps_tail.h"

// UNENDED: all that came is written down, and the line broke off before its
// end.
enum { DONE = 0, UNENDED = 1, WRONG_USAGE = 2, MACHINE_FAILED = 4 };

struct receiver {
    struct evidence_dir dir;
    struct frame_decoder decoder;
    struct steps_tail steps;
    uint64_t frames, cut;
    int status; // of the command, -1 as long as it is not known
    bool live;
};

struct options {
    uint64_t max_bytes;
    bool live;
    const char *dir;
};

static int print_usage(FILE *stream, int status)
{
    fputs("usage: evidence-receive [--max-bytes N] [--live] DIR\n"
          "Rebuild below DIR the evidence that comes on standard input.\n\n"
          "  -m, --max-bytes N  keep at most N bytes (33554432)\n"
          "  -l, --live         print each step when it is done\n"
          "  -h, --help         print this text\n",
          stream);
    return status;
}

static int parse_bytes(const char *text, uint64_t *bytes)
{
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || errno != 0) {
        return fail("'%s' is not a number of bytes", text);
    }
    *bytes = value;
    return 0;
}

// Returns -1 to go on, or the status to exit with.
static int parse_options(int argc, char **argv, struct options *options)
{
    static const struct option names[] = {
        {"max-bytes", required_argument, NULL, 'm'},
        {"live", no_argument, NULL, 'l'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    *options = (struct options){.max_bytes = 33554432};
    int option;
    while ((option = getopt_long(argc, argv, "m:lh", names, NULL)) != -1) {
        if (option == 'h') {
            return print_usage(stdout, DONE);
        } else if (option == 'l') {
            options->live = true;
        } else if (option != 'm' ||
                   parse_bytes(optarg, &options->max_bytes) == -1) {
            return print_usage(stderr, WRONG_USAGE);
        }
    }
    if (argc - optind != 1) {
        return print_usage(stderr, WRONG_USAGE);
    }
    options->dir = argv[optind];
    return -1;
}

static void accept_data(struct receiver *receiver, const uint8_t *payload,
                        size_t length)
{
    static const char steps[] = "\013steps.jsonl"; // counted, as in a frame
    size_t name = sizeof(steps) - 1;
    evidence_dir_append(&receiver->dir, payload, length);
    if (receiver->live && length > name && memcmp(payload, steps, name) == 0) {
        steps_tail_feed(&receiver->steps, payload + name, length - name);
    }
}

static void accept_status(struct receiver *receiver, const uint8_t *digits,
                          size_t length)
{
    receiver->status = 0;
    for (size_t i = 0; i < length; i++) {
        receiver->status = receiver->status * 10 + digits[i] - '0';
    }
}

// Deals with all that the decoder can tell by now.
static void decode(struct receiver *receiver)
{
    struct frame_view view;
    for (;;) {
        switch (frame_decoder_next(&receiver->decoder, &view)) {
        case FRAME_MORE:
            return;
        case FRAME_STRAY:
            evidence_dir_stray(&receiver->dir, view.bytes, view.length);
            break;
        case FRAME_CUT:
            receiver->cut++;
            break;
        case FRAME_ACCEPTED:
            receiver->frames++;
            if (view.type == 'D') {
                accept_data(receiver, view.bytes, view.length);
            } else if (view.type == 'E') {
                accept_status(receiver, view.bytes, view.length);
            }
        }
    }
}

// Takes what has come: 1 when there may be more, 0 at the end of the line.
static int receive(struct receiver *receiver)
{
    size_t room;
    uint8_t *space = frame_decoder_space(&receiver->decoder, &room);
    ssize_t got = read(STDIN_FILENO, space, room);
    if (got == -1 && (errno == EINTR || errno == EAGAIN)) {
        return 1;
    }
    if (got == -1) {
        return fail_errno("cannot read the line");
    }
    frame_decoder_added(&receiver->decoder, (size_t)got);
    decode(receiver);
    return got > 0;
}

// Takes what already stands in the line, but not for ever.
static int drain(struct receiver *receiver)
{
    struct pollfd line = {.fd = STDIN_FILENO, .events = POLLIN};
    int result = 1;
    for (int i = 0; i < 1024 && result == 1 && poll(&line, 1, 0) == 1; i++) {
        result = receive(receiver);
    }
    return result == -1 ? -1 : 0;
}

static int open_signals(void)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGHUP);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    int fd = signalfd(-1, &ends, SFD_CLOEXEC);
    return fd == -1 ? fail_errno("cannot watch for signals") : fd;
}

// Takes all of the line, or what there is of it when a signal asks to end.
static int receive_line(struct receiver *receiver)
{
    CLEANUP(close_fd) int signals = open_signals();
    if (signals == -1) {
        return -1;
    }
    int result = 1;
    while (result == 1) {
        struct pollfd fds[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                               {.fd = signals, .events = POLLIN}};
        if (poll(fds, 2, -1) == -1) {
            result =
                errno == EINTR ? 1 : fail_errno("cannot wait for the line");
        } else if (fds[1].revents) {
            result = drain(receiver);
        } else {
            result = receive(receiver);
        }
    }
    frame_decoder_finish(&receiver->decoder);
    decode(receiver);
    return result;
}

static int report(struct receiver *receiver)
{
    uint64_t lost = receiver->decoder.lost;
    // a last frame that was cut off is how a killed machine ends
    bool tampered = receiver->dir.stray_bytes > 0 || lost > receiver->cut;
    struct line_report line = {
        .frames = receiver->frames,
        .lost = lost,
        .tampered = tampered,
        .status = receiver->status,
    };
    return evidence_dir_report(&receiver->dir, &line);
}

int main(int argc, char **argv)
{
    struct options options;
    int status = parse_options(argc, argv, &options);
    if (status != -1) {
        return status;
    }
    struct receiver receiver = {.status = -1, .live = options.live};
    frame_decoder_init(&receiver.decoder);
    if (evidence_dir_open(&receiver.dir, options.dir, options.max_bytes) ==
        -1) {
        return MACHINE_FAILED;
    }
    int line = receive_line(&receiver);
    if (report(&receiver) == -1 || line == -1 || receiver.dir.failed) {
        return MACHINE_FAILED;
    }
    return receiver.status == -1 ? UNENDED : DONE;
}
