// frame.c - the frames of the evidence line as they are written.
// RFC 2104; "The evidence line" in grader/FORMATS.md.
// SPDX-License-Identifier: MIT
#include "frame.h"

#include <string.h>

const uint8_t frame_magic[FRAME_MAGIC_SIZE] = {0x1e, 'K', 'I', 'T',
                                               'E',  'V', '1', 0x0a};

void frame_writer_init(struct frame_writer *writer, const uint8_t *key)
{
    hmac_sha256_set_key(&writer->hmac, FRAME_KEY_SIZE, key);
    writer->next = 0;
}

static void put_number(uint8_t *bytes, size_t size, uint64_t number)
{
    for (size_t i = size; i > 0; i--) {
        bytes[i - 1] = (uint8_t)(number & 0xff);
        number >>= 8;
    }
}

size_t frame_seal(struct frame_writer *writer, uint8_t *frame, char type,
                  size_t length)
{
    memcpy(frame, frame_magic, FRAME_MAGIC_SIZE);
    frame[FRAME_TYPE] = (uint8_t)type;
    put_number(frame + FRAME_COUNTER, 8, writer->next++);
    put_number(frame + FRAME_LENGTH, 4, length);
    frame_tag(&writer->hmac, frame, frame + FRAME_TAG);
    frame_mac(&writer->hmac, frame, length, frame + FRAME_PAYLOAD + length);
    return FRAME_PAYLOAD + length + FRAME_MAC_SIZE;
}

void frame_tag(struct hmac_sha256_ctx *hmac, const uint8_t *frame, uint8_t *tag)
{
    hmac_sha256_update(hmac, FRAME_TAG - FRAME_TYPE, frame + FRAME_TYPE);
    hmac_sha256_digest(hmac, FRAME_TAG_SIZE, tag);
}

void frame_mac(struct hmac_sha256_ctx *hmac, const uint8_t *frame,
               size_t length, uint8_t *mac)
{
    hmac_sha256_update(hmac, FRAME_PAYLOAD - FRAME_TYPE + length,
                       frame + FRAME_TYPE);
    hmac_sha256_digest(hmac, FRAME_MAC_SIZE, mac);
}

static bool written_by_host(const char *name, size_t length)
{
    static const char *const names[] = {"line.json", "meta.json", "stray.bin"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strlen(names[i]) == length && memcmp(names[i], name, length) == 0) {
            return true;
        }
    }
    return false;
}

static bool name_character(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

bool frame_name_valid(const char *name, size_t length)
{
    if (length > FRAME_NAME_MAX || written_by_host(name, length)) {
        return false;
    }
    bool first = true; // character of a component
    bool slash = false;
    for (size_t i = 0; i < length; i++) {
        if (name[i] == '/') {
            if (first || slash) {
                return false;
            }
            slash = true;
            first = true;
        } else if (!name_character(name[i]) || (first && name[i] == '.')) {
            return false;
        } else {
            first = false;
        }
    }
    return !first;
}
