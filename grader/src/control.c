// control.c - removes control sequences, see control.h; console_codes(4),
// ECMA-48.
// SPDX-License-Identifier: MIT
#include "control.h"

#include "text.h"

static size_t span_range(struct text text, size_t from, char low, char high)
{
    while (from < text.length && text.start[from] >= low &&
           text.start[from] <= high) {
        from++;
    }
    return from;
}

// The length of the escape sequence that TEXT begins with, else 0. These are
// CSI sequences (colours, cursor) and the two or three bytes that choose a
// character set, which `tput sgr0` prints too.
static size_t escape_length(struct text text)
{
    if (text.length < 3 || text.start[0] != '\033') {
        return 0;
    }
    bool csi = text.start[1] == '[';
    size_t end = csi ? span_range(text, 2, '0', '?') : 1;
    size_t middle = end;
    end = span_range(text, end, ' ', '/');
    if (!csi && end == middle) {
        return 0;
    }
    char last = csi ? '@' : '0';
    bool ended =
        end < text.length && text.start[end] >= last && text.start[end] <= '~';
    return ended ? end + 1 : 0;
}

size_t control_remove(char *bytes, size_t length)
{
    size_t kept = 0;
    for (size_t i = 0; i < length;) {
        size_t escape = escape_length((struct text){bytes + i, length - i});
        if (escape == 0 && bytes[i] != '\r') {
            bytes[kept++] = bytes[i];
        }
        i += escape ? escape : 1;
    }
    return kept;
}
