// transcript_hole.c - the types of the holes in a transcript, see
// transcript_hole.h; hostname(7), proc(5) for the largest process ID.
// SPDX-License-Identifier: MIT
#include "transcript_hole.h"

#define LARGEST_PID 4194304 // PID_MAX_LIMIT of a 64-bit kernel
#define LONGEST_HOST 64     // HOST_NAME_MAX

// The C library's isdigit() and friends follow the locale; a transcript must
// not.
static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_host(char c)
{
    return is_alnum(c) || c == '-' || c == '.' || c == '_';
}

static bool is_word(char c)
{
    return (unsigned char)c > ' ' && c != 0x7f;
}

// How many bytes at the beginning of TEXT are of one KIND.
static size_t span(struct text text, bool (*kind)(char))
{
    size_t length = 0;
    while (length < text.length && kind(text.start[length])) {
        length++;
    }
    return length;
}

// The number at the beginning of TEXT, of at most DIGITS digits without a
// leading zero; returns how many digits, 0 when it is no such number.
static size_t number(struct text text, size_t digits, unsigned *value)
{
    size_t length = span(text, is_digit);
    if (length == 0 || length > digits ||
        (length > 1 && text.start[0] == '0')) {
        return 0;
    }
    *value = 0;
    for (size_t i = 0; i < length; i++) {
        *value = *value * 10 + (unsigned)(text.start[i] - '0');
    }
    return length;
}

static size_t take_pid(struct text text)
{
    unsigned value = 0;
    size_t length = number(text, 7, &value);
    return value >= 1 && value <= LARGEST_PID ? length : 0;
}

static size_t take_int(struct text text)
{
    size_t sign = text.length > 0 && strchr("+-", text.start[0]) != NULL &&
                  text.start[0] != '\0';
    size_t digits = span(text_from(text, sign), is_digit);
    return digits ? sign + digits : 0;
}

static size_t take_float(struct text text)
{
    size_t whole = take_int(text);
    if (whole == 0 || whole == text.length || text.start[whole] != '.') {
        return whole;
    }
    // "took 3." is the number 3 and a full stop
    size_t digits = span(text_from(text, whole + 1), is_digit);
    return digits ? whole + 1 + digits : whole;
}

static size_t take_host(struct text text)
{
    size_t length = span(text, is_host);
    bool good = length > 0 && length <= LONGEST_HOST && is_alnum(text.start[0]);
    return good ? length : 0;
}

static size_t take_ipv4(struct text text)
{
    size_t length = 0;
    for (int part = 0; part < 4; part++) {
        unsigned value = 0;
        if (part > 0) {
            if (length == text.length || text.start[length] != '.') {
                return 0;
            }
            length++;
        }
        size_t digits = number(text_from(text, length), 3, &value);
        if (digits == 0 || value > 255) {
            return 0;
        }
        length += digits;
    }
    return length;
}

static size_t take_date(struct text text)
{
    static const char shape[] = "0000-00-00";
    const size_t length = sizeof(shape) - 1;
    if (text.length < length) {
        return 0;
    }
    for (size_t i = 0; i < length; i++) {
        char c = text.start[i];
        if (shape[i] == '0' ? !is_digit(c) : c != shape[i]) {
            return 0;
        }
    }
    int month = (text.start[5] - '0') * 10 + text.start[6] - '0';
    int day = (text.start[8] - '0') * 10 + text.start[9] - '0';
    return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? length : 0;
}

// 512, 307M, 4.0K, 1.2GiB, 20 as du, ls and free print them
static size_t take_size(struct text text)
{
    size_t length =
        text.length && is_digit(text.start[0]) ? take_float(text) : 0;
    if (length == 0) {
        return 0;
    }
    const char *const parts[] = {"KkMGTP", "i", "B"};
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
        if (length < text.length && text.start[length] != '\0' &&
            strchr(parts[i], text.start[length])) {
            length++;
        }
    }
    return length;
}

static size_t take_word(struct text text)
{
    return span(text, is_word);
}

static size_t take_rest(struct text text)
{
    return text.length;
}

struct hole {
    const char *name;
    const char *wants;
    size_t (*take)(struct text text);
};

static const struct hole *hole(enum hole_type type)
{
    static const struct hole holes[HOLE_TYPES] = {
        [HOLE_PID] = {"pid", "a process ID, 1 to 4194304", take_pid},
        [HOLE_INT] = {"int", "a whole number", take_int},
        [HOLE_FLOAT] = {"float", "a number", take_float},
        [HOLE_WORD] = {"word", "a word", take_word},
        [HOLE_HOST] = {"host", "a host name", take_host},
        [HOLE_IPV4] = {"ipv4", "an address like 192.168.1.2", take_ipv4},
        [HOLE_DATE] = {"date", "a date like 2024-03-20", take_date},
        [HOLE_SIZE] = {"size", "a size like 307M", take_size},
        [HOLE_REST] = {"rest", "anything", take_rest},
    };
    return &holes[type];
}

const char *hole_name(enum hole_type type)
{
    return hole(type)->name;
}

const char *hole_wants(enum hole_type type)
{
    return hole(type)->wants;
}

bool hole_find(struct text name, enum hole_type *type)
{
    for (enum hole_type i = 0; i < HOLE_TYPES; i++) {
        if (text_is(name, hole_name(i))) {
            *type = i;
            return true;
        }
    }
    return false;
}

bool hole_take(enum hole_type type, struct text text, size_t *taken)
{
    *taken = hole(type)->take(text);
    return *taken > 0 || type == HOLE_REST;
}

bool hole_swallows(enum hole_type type, char c)
{
    switch (type) {
    case HOLE_WORD:
        return is_word(c);
    case HOLE_HOST:
        return is_host(c);
    case HOLE_SIZE:
        return is_alnum(c);
    case HOLE_REST:
        return true;
    default:
        return is_digit(c);
    }
}
