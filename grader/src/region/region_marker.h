// region_marker.h - one line of a file with regions: is it a marker?
// SPDX-License-Identifier: MIT
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum { REGION_ID_MAX = 32, STAGE_ID_MAX = 8 };

struct region_marker {
    enum { MARKER_NONE, MARKER_BEGIN, MARKER_END, MARKER_STUB } kind;
    bool shell;       // its leader is #@, not //@
    size_t indent;    // bytes before the leader
    const char *text; // the id, or the code of a stub line with its line end
    size_t length;
};

// Any white space may stand before and after the leader; what follows the id
// is a title and free.
struct region_marker region_marker_parse(const char *line, size_t length);

// An id is a stage, or a stage and a word (`1b-parent`), or `0`.
bool region_id_valid(const char *id, size_t length);
