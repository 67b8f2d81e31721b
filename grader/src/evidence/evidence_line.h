// evidence_line.h - the machine's end of the evidence line.
// SPDX-License-Identifier: MIT
#pragma once
#include "frame.h"

struct evidence_line {
    int fd;
    struct frame_writer writer; // holds the key
    uint8_t frame[FRAME_SIZE_MAX];
};

// Opens the line, a terminal in raw mode, and sends the key frame.
int evidence_line_open(struct evidence_line *line, const char *path);

// Sends the frame whose payload of LENGTH bytes already stands at
// line->frame + FRAME_PAYLOAD; waits as long as the line is full.
int evidence_line_send(struct evidence_line *line, char type, size_t length);

// Sends the last frame and waits until all has left the machine.
int evidence_line_end(struct evidence_line *line, int status);
