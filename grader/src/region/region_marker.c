// region_marker.c - tells markers from other lines, see region_marker.h.
// SPDX-License-Identifier: MIT
#include "region_marker.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && is_blank(*at)) {
        at++;
    }
    return at;
}

static bool skip_word(const char **at, const char *end, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(end - *at) < length || memcmp(*at, word, length) != 0) {
        return false;
    }
    *at += length;
    return true;
}

struct region_marker region_marker_parse(const char *line, size_t length)
{
    struct region_marker marker = {.kind = MARKER_NONE};
    const char *end = line + length;
    const char *at = skip_blanks(line, end);
    marker.indent = (size_t)(at - line);
    marker.shell = skip_word(&at, end, "#@");
    if (!marker.shell && !skip_word(&at, end, "//@")) {
        return marker;
    }
    if (skip_word(&at, end, "|")) {
        skip_word(&at, end, " ");
        marker.kind = MARKER_STUB;
        marker.text = at;
        marker.length = (size_t)(end - at);
        return marker;
    }
    at = skip_blanks(at, end);
    bool begin = skip_word(&at, end, "begin");
    if (!begin && !skip_word(&at, end, "end")) {
        return marker;
    }
    if (at < end && !is_blank(*at)) {
        return marker; // "//@ ending" is a comment like any other
    }
    marker.kind = begin ? MARKER_BEGIN : MARKER_END;
    marker.text = at = skip_blanks(at, end);
    while (at < end && !is_blank(*at)) {
        at++;
    }
    marker.length = (size_t)(at - marker.text);
    return marker;
}

static bool in_range(char c, char first, char last)
{
    return c >= first && c <= last;
}

bool region_id_valid(const char *id, size_t length)
{
    if (length == 1) {
        return id[0] == '0';
    }
    if (length < 2 || length > REGION_ID_MAX) {
        return false;
    }
    bool task = in_range(id[0], '1', '9') && in_range(id[1], 'a', 'z');
    bool elective = id[0] == 'x' && in_range(id[1], '1', '9');
    if (!task && !elective) {
        return false;
    }
    if (length == 2) {
        return true;
    }
    for (size_t i = 3; i < length; i++) {
        if (!in_range(id[i], 'a', 'z') && !in_range(id[i], '0', '9') &&
            id[i] != '-') {
            return false;
        }
    }
    return length > 3 && id[2] == '-';
}
