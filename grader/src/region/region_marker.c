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

// How long the stage is that the id begins with, 0 when it begins with none: a
// few letters and digits, of each at least one.
static size_t stage_length(const char *id, size_t length)
{
    size_t letters = 0;
    size_t digits = 0;
    while (letters + digits < length) {
        char c = id[letters + digits];
        if (in_range(c, 'a', 'z')) {
            letters++;
        } else if (in_range(c, '0', '9')) {
            digits++;
        } else {
            break;
        }
    }
    bool good = letters > 0 && digits > 0;
    return good && letters + digits <= STAGE_ID_MAX ? letters + digits : 0;
}

bool region_id_valid(const char *id, size_t length)
{
    size_t stage = stage_length(id, length);
    if (length == 1) {
        return id[0] == '0';
    }
    if (stage == 0 || length > REGION_ID_MAX) {
        return false;
    }
    for (size_t i = stage + 1; i < length; i++) {
        if (!in_range(id[i], 'a', 'z') && !in_range(id[i], '0', '9') &&
            id[i] != '-') {
            return false;
        }
    }
    return stage == length || (id[stage] == '-' && length > stage + 1);
}
