// frame_decoder.c - see frame_decoder.h; memchr(3), memmem(3), RFC 2104.
//
// The work is linear in the length of the line, whatever stands in it: a
// magic costs one hash of a header, and a payload is hashed (or waited for)
// only behind a header whose tag the holder of the key made and whose counter
// was not seen before.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "frame_decoder.h"

#include <nettle/memops.h>
#include <string.h>

void frame_decoder_init(struct frame_decoder *decoder)
{
    memset(decoder, 0, sizeof(*decoder));
}

uint8_t *frame_decoder_space(struct frame_decoder *decoder, size_t *room)
{
    if (decoder->start > 0) { // else a long frame would move at every call
        decoder->used -= decoder->start;
        memmove(decoder->bytes, decoder->bytes + decoder->start, decoder->used);
        decoder->start = 0;
    }
    *room = sizeof(decoder->bytes) - decoder->used;
    return decoder->bytes + decoder->used;
}

void frame_decoder_added(struct frame_decoder *decoder, size_t length)
{
    decoder->used += length;
}

void frame_decoder_finish(struct frame_decoder *decoder)
{
    decoder->finished = true;
}

static uint64_t get_number(const uint8_t *bytes, size_t size)
{
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++) {
        number = number << 8 | bytes[i];
    }
    return number;
}

// How many bytes stand before the next magic, or before what may become one
// when more bytes come.
static size_t before_magic(const uint8_t *bytes, size_t length)
{
    const uint8_t *at = bytes;
    const uint8_t *end = bytes + length;
    while (at < end && (at = memchr(at, frame_magic[0], (size_t)(end - at)))) {
        size_t seen = (size_t)(end - at);
        if (seen > FRAME_MAGIC_SIZE) {
            seen = FRAME_MAGIC_SIZE;
        }
        if (memcmp(at, frame_magic, seen) == 0) {
            return (size_t)(at - bytes);
        }
        at++;
    }
    return length;
}

static enum frame_event take(struct frame_decoder *decoder,
                             enum frame_event event, size_t length,
                             struct frame_view *view)
{
    *view = (struct frame_view){
        .bytes = decoder->bytes + decoder->start,
        .length = length,
    };
    decoder->start += length;
    decoder->awaited = 0;
    return event;
}

// The magic at start begins no frame: it is stray, with all that stands before
// the next one, which may well be inside of what this one claimed.
static enum frame_event reject(struct frame_decoder *decoder,
                               struct frame_view *view)
{
    const uint8_t *rest = decoder->bytes + decoder->start + 1;
    size_t length = decoder->used - decoder->start - 1;
    return take(decoder, FRAME_STRAY, 1 + before_magic(rest, length), view);
}

static bool tag_right(struct frame_decoder *decoder, const uint8_t *frame)
{
    uint8_t tag[FRAME_TAG_SIZE];
    frame_tag(&decoder->hmac, frame, tag);
    return memeql_sec(tag, frame + FRAME_TAG, FRAME_TAG_SIZE) != 0;
}

// Can this header be the next? The key frame's tag has to wait for the key.
static bool header_right(struct frame_decoder *decoder, const uint8_t *frame)
{
    uint8_t type = frame[FRAME_TYPE];
    uint64_t counter = get_number(frame + FRAME_COUNTER, 8);
    uint64_t length = get_number(frame + FRAME_LENGTH, 4);
    if (!decoder->keyed) {
        return type == 'K' && counter == 0 && length == FRAME_KEY_SIZE;
    }
    return (type == 'D' || type == 'E') && length <= FRAME_PAYLOAD_MAX &&
           counter >= decoder->next && counter < UINT64_MAX &&
           tag_right(decoder, frame);
}

static bool status_valid(const uint8_t *digits, size_t length)
{
    int status = 0;
    if (length == 0 || length > 3) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if (digits[i] < '0' || digits[i] > '9') {
            return false;
        }
        status = status * 10 + digits[i] - '0';
    }
    return status <= 255;
}

static bool payload_valid(char type, const uint8_t *payload, size_t length)
{
    if (type == 'K') {
        return true;
    }
    if (type == 'E') {
        return status_valid(payload, length);
    }
    return length > payload[0] &&
           frame_name_valid((const char *)payload + 1, payload[0]);
}

// Notes that the sender used COUNTER, and every number before it.
static void count(struct frame_decoder *decoder, uint64_t counter)
{
    decoder->lost += counter - decoder->next;
    decoder->next = counter + 1;
}

// All bytes of the frame at start are here.
static enum frame_event decide(struct frame_decoder *decoder,
                               struct frame_view *view)
{
    const uint8_t *frame = decoder->bytes + decoder->start;
    const uint8_t *payload = frame + FRAME_PAYLOAD;
    size_t length = decoder->awaited - FRAME_PAYLOAD - FRAME_MAC_SIZE;
    char type = (char)frame[FRAME_TYPE];
    if (!decoder->keyed) {
        hmac_sha256_set_key(&decoder->hmac, FRAME_KEY_SIZE, payload);
        if (!tag_right(decoder, frame)) {
            return reject(decoder, view);
        }
    }
    uint8_t mac[FRAME_MAC_SIZE];
    frame_mac(&decoder->hmac, frame, length, mac);
    bool right = memeql_sec(mac, payload + length, FRAME_MAC_SIZE) &&
                 payload_valid(type, payload, length);
    if (!right && !decoder->keyed) {
        return reject(decoder, view);
    }
    // also when the payload is wrong: so its header is believed only once
    count(decoder, get_number(frame + FRAME_COUNTER, 8));
    if (!right) {
        decoder->lost++;
        return reject(decoder, view);
    }
    decoder->keyed = true;
    decoder->ended = type == 'E';
    take(decoder, FRAME_ACCEPTED, decoder->awaited, view);
    *view = (struct frame_view){type, payload, length};
    return FRAME_ACCEPTED;
}

// Some bytes of the frame at start are missing. When the line has ended that
// is how a killed machine ends, unless more frames stand behind this one.
static enum frame_event incomplete(struct frame_decoder *decoder,
                                   struct frame_view *view)
{
    const uint8_t *frame = decoder->bytes + decoder->start;
    size_t length = decoder->used - decoder->start;
    if (!decoder->finished) {
        return FRAME_MORE;
    }
    if (!decoder->keyed ||
        memmem(frame + 1, length - 1, frame_magic, FRAME_MAGIC_SIZE)) {
        return reject(decoder, view);
    }
    if (decoder->awaited > 0) {
        count(decoder, get_number(frame + FRAME_COUNTER, 8));
    }
    decoder->lost++;
    return take(decoder, FRAME_CUT, length, view);
}

enum frame_event frame_decoder_next(struct frame_decoder *decoder,
                                    struct frame_view *view)
{
    const uint8_t *frame = decoder->bytes + decoder->start;
    size_t length = decoder->used - decoder->start;
    if (length == 0) {
        return FRAME_MORE;
    }
    // nothing may follow the last frame
    size_t stray = decoder->ended ? length : before_magic(frame, length);
    if (stray > 0) {
        return take(decoder, FRAME_STRAY, stray, view);
    }
    if (decoder->awaited == 0) {
        if (length < FRAME_PAYLOAD) {
            return incomplete(decoder, view);
        }
        if (!header_right(decoder, frame)) {
            return reject(decoder, view);
        }
        decoder->awaited = FRAME_PAYLOAD + get_number(frame + FRAME_LENGTH, 4) +
                           FRAME_MAC_SIZE;
    }
    if (length < decoder->awaited) {
        return incomplete(decoder, view);
    }
    return decide(decoder, view);
}
