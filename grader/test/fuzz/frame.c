// frame.c - fuzzes the decoder of the evidence line. The input is a list of
// things that happen to a line: true frames, damage, replays, foreign bytes.
// Whatever happens, each byte is told of once and in order, what is accepted is
// what was sealed, and the size of the pieces that arrive changes nothing.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "frame_decoder.h"

#include <string.h>

enum { LINE_MAX = 1 << 17, FRAMES_MAX = LINE_MAX / FRAME_PAYLOAD };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
    const uint8_t *bytes;
    size_t length;
};

struct line {
    struct frame_writer writer;
    size_t length;
    uint8_t bytes[LINE_MAX + 2 * FRAME_SIZE_MAX]; // room for one thing more
    size_t frames;
    struct {
        size_t at, length; // of the payload in sealed
    } frame[FRAMES_MAX];
    size_t sealed_length;
    uint8_t sealed[2 * LINE_MAX];
};

// What a decoder made of a line.
struct outcome {
    uint64_t accepted, stray, lost, cut, next;
};

static void check(bool right)
{
    if (!right) {
        __builtin_trap();
    }
}

static uint8_t take_byte(struct input *input)
{
    if (input->length == 0) {
        return 0;
    }
    input->length--;
    return *input->bytes++;
}

// A number of bytes that the input still has.
static size_t take_size(struct input *input)
{
    size_t size = (size_t)take_byte(input) << 8;
    size |= take_byte(input);
    return size < input->length ? size : input->length;
}

static void take_bytes(struct input *input, uint8_t *bytes, size_t length)
{
    memcpy(bytes, input->bytes, length);
    input->bytes += length;
    input->length -= length;
}

static void put_frame(struct line *line, char type, struct input *input,
                      size_t length)
{
    uint8_t *sealed = line->sealed + line->sealed_length;
    uint8_t *frame = line->bytes + line->length;
    if (line->frames == FRAMES_MAX || length > FRAME_PAYLOAD_MAX ||
        length > sizeof(line->sealed) - line->sealed_length) {
        return;
    }
    line->frame[line->frames].at = line->sealed_length;
    line->frame[line->frames].length = length;
    line->frames++;
    line->sealed_length += length;
    take_bytes(input, sealed, length);
    memcpy(frame + FRAME_PAYLOAD, sealed, length);
    line->length += frame_seal(&line->writer, frame, type, length);
}

static void put_key(struct line *line)
{
    const uint8_t key[FRAME_KEY_SIZE] = {1, 2, 3};
    struct input input = {key, sizeof(key)};
    frame_writer_init(&line->writer, key);
    put_frame(line, 'K', &input, sizeof(key));
}

static void happen(struct line *line, struct input *input)
{
    uint8_t *end = line->bytes + line->length;
    uint8_t what = take_byte(input) % 7;
    size_t size = take_size(input);
    size_t back = size < line->length ? size : line->length;
    switch (what) {
    case 0: // foreign bytes
        take_bytes(input, end, size);
        line->length += size;
        break;
    case 1:
        put_frame(line, 'D', input, size);
        break;
    case 2: // a data frame whose name is right, perhaps behind half a magic
        memcpy(end, frame_magic, size % FRAME_MAGIC_SIZE);
        line->length += size % FRAME_MAGIC_SIZE;
        put_frame(line, 'D', &(struct input){(const uint8_t *)"\1ab", 3}, 3);
        break;
    case 3:
        put_frame(line, 'E', input, size % 4);
        break;
    case 4: // again what came before
        memcpy(end, end - back, back / 2);
        line->length += back / 2;
        break;
    case 5: // lost bytes
        line->length -= back;
        break;
    default: // a changed byte
        if (back > 0) {
            end[-(ptrdiff_t)back] ^= take_byte(input);
        }
    }
}

// Checks one event against the line at *AT, and moves *AT behind it.
static void tell(const struct line *line, const struct frame_decoder *decoder,
                 enum frame_event event, const struct frame_view *view,
                 size_t *at, struct outcome *outcome)
{
    size_t length = view->length;
    size_t begin = *at;
    if (event == FRAME_ACCEPTED) {
        check(decoder->next > outcome->next && decoder->next <= line->frames);
        size_t frame = decoder->next - 1;
        check(length == line->frame[frame].length);
        check(memcmp(view->bytes, line->sealed + line->frame[frame].at,
                     length) == 0);
        outcome->accepted++;
        outcome->next = decoder->next;
        begin += FRAME_PAYLOAD;
        *at = begin + length + FRAME_MAC_SIZE;
    } else {
        outcome->stray += event == FRAME_STRAY ? length : 0;
        outcome->cut += event == FRAME_CUT;
        *at += length;
    }
    check(*at > begin && *at <= line->length);
    check(memcmp(view->bytes, line->bytes + begin, length) == 0);
}

static struct outcome decode(const struct line *line, size_t piece)
{
    struct outcome outcome = {0};
    static struct frame_decoder decoder[1];
    struct frame_view view;
    enum frame_event event;
    size_t fed = 0;
    size_t at = 0;
    frame_decoder_init(decoder);
    do {
        size_t room;
        uint8_t *space = frame_decoder_space(decoder, &room);
        check(room > 0);
        room = room < piece ? room : piece;
        room = room < line->length - fed ? room : line->length - fed;
        memcpy(space, line->bytes + fed, room);
        frame_decoder_added(decoder, room);
        fed += room;
        if (room == 0) {
            frame_decoder_finish(decoder);
        }
        while ((event = frame_decoder_next(decoder, &view)) != FRAME_MORE) {
            tell(line, decoder, event, &view, &at, &outcome);
        }
    } while (!decoder->finished);
    check(at == line->length && outcome.cut <= 1);
    outcome.next = decoder->next;
    outcome.lost = decoder->lost;
    // a frame of which not even the header has come has no counter yet
    uint64_t known = outcome.accepted + outcome.lost;
    check(known == outcome.next || known == outcome.next + outcome.cut);
    return outcome;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {data, size};
    static struct line line[1]; // static: too large for the stack
    line->length = line->frames = line->sealed_length = 0;
    size_t piece = 1 + (size_t)take_byte(&input) * 16;
    put_key(line);
    while (input.length > 0 && line->length < LINE_MAX) {
        happen(line, &input);
    }
    struct outcome whole = decode(line, LINE_MAX);
    struct outcome pieces = decode(line, piece);
    check(memcmp(&whole, &pieces, sizeof(whole)) == 0);
    return 0;
}
