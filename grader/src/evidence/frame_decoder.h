// frame_decoder.h - takes the evidence line in any pieces, tells its frames
// from foreign bytes, and finds its way back after those.
// SPDX-License-Identifier: MIT
#pragma once
#include "frame.h"

enum frame_event {
    FRAME_MORE,     // nothing to tell before more of the line has come
    FRAME_ACCEPTED, // the view is the payload of the next frame
    FRAME_STRAY,    // the view is bytes that belong to no acceptable frame
    FRAME_CUT,      // the line ended inside the frame that begins in the view
};

struct frame_view {
    char type;
    const uint8_t *bytes;
    size_t length;
};

struct frame_decoder {
    uint8_t bytes[2 * FRAME_SIZE_MAX];
    size_t start, used; // these bytes have come and are not yet decided
    size_t awaited;     // size of the frame at start once its header is right
    struct hmac_sha256_ctx hmac;
    uint64_t next; // the lowest counter that is acceptable
    uint64_t lost; // frames that were sent and did not arrive whole
    bool keyed, ended, finished;
};

void frame_decoder_init(struct frame_decoder *decoder);

// Where to put what comes next, *ROOM bytes at most. Call it after FRAME_MORE,
// then there is always room; it ends the life of the last view.
uint8_t *frame_decoder_space(struct frame_decoder *decoder, size_t *room);
void frame_decoder_added(struct frame_decoder *decoder, size_t length);

// The line has ended: call frame_decoder_next() until it says FRAME_MORE.
void frame_decoder_finish(struct frame_decoder *decoder);

enum frame_event frame_decoder_next(struct frame_decoder *decoder,
                                    struct frame_view *view);
