// text.h - bytes from hostile places as JSON strings.
// SPDX-License-Identifier: MIT
#pragma once
#include <jansson.h>
#include <stddef.h>

// A JSON string of these bytes. Bytes that are not UTF-8 are read as Latin-1,
// each one a character of its own number. NULL when memory is short.
json_t *text_json(const char *bytes, size_t length);

// A JSON array of the strings that lie one after another in bytes, each with
// its zero (as in /proc/PID/cmdline). NULL when memory is short.
json_t *text_list(const char *bytes, size_t length);
