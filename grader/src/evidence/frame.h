// frame.h - the frames of the evidence line as they are written; their format
// stands under "The evidence line" in grader/FORMATS.md.
// SPDX-License-Identifier: MIT
#pragma once
#include <nettle/hmac.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { // where the parts of a frame are
    FRAME_TYPE = 8,
    FRAME_COUNTER = FRAME_TYPE + 1,
    FRAME_LENGTH = FRAME_COUNTER + 8,
    FRAME_TAG = FRAME_LENGTH + 4,
    FRAME_PAYLOAD = FRAME_TAG + 8,
};

enum {
    FRAME_MAGIC_SIZE = FRAME_TYPE,
    FRAME_TAG_SIZE = FRAME_PAYLOAD - FRAME_TAG,
    FRAME_KEY_SIZE = 32,
    FRAME_MAC_SIZE = SHA256_DIGEST_SIZE,
    FRAME_NAME_MAX = 255,
    FRAME_PAYLOAD_MAX = 65536,
    FRAME_SIZE_MAX = FRAME_PAYLOAD + FRAME_PAYLOAD_MAX + FRAME_MAC_SIZE,
};

extern const uint8_t frame_magic[FRAME_MAGIC_SIZE];

struct frame_writer {
    struct hmac_sha256_ctx hmac;
    uint64_t next;
};

void frame_writer_init(struct frame_writer *writer, const uint8_t *key);

// Completes the frame whose payload of LENGTH bytes already stands at
// FRAME + FRAME_PAYLOAD, and returns its size.
size_t frame_seal(struct frame_writer *writer, uint8_t *frame, char type,
                  size_t length);

// The tag over the header, the code over all, of the frame that begins at
// FRAME and has a payload of LENGTH bytes.
void frame_tag(struct hmac_sha256_ctx *hmac, const uint8_t *frame,
               uint8_t *tag);
void frame_mac(struct hmac_sha256_ctx *hmac, const uint8_t *frame,
               size_t length, uint8_t *mac);

// May a data frame name this file? NAME need not end in a NUL.
bool frame_name_valid(const char *name, size_t length);
