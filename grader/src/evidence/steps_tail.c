// steps_tail.c - shows the steps of a recording as they are done; jansson.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "steps_tail.h"

#include <jansson.h>
#include <stdio.h>

// Prints TEXT so that a terminal takes no harm and a line stays a line.
static void print_plain(const char *text)
{
    for (size_t i = 0; i < 64 && text[i]; i++) {
        fputc(text[i] >= ' ' && text[i] <= '~' ? text[i] : '?', stderr);
    }
}

static void show(const char *line, size_t length)
{
    json_t *object = json_loadb(line, length, 0, NULL);
    const char *step = json_string_value(json_object_get(object, "step"));
    json_t *status = json_object_get(object, "status");
    if (step) {
        print_plain(step);
        if (json_is_integer(status)) {
            fprintf(stderr, ": status %" JSON_INTEGER_FORMAT "\n",
                    json_integer_value(status));
        } else {
            fputs(": no status\n", stderr);
        }
    }
    json_decref(object);
}

void steps_tail_feed(struct steps_tail *tail, const uint8_t *bytes,
                     size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\n') {
            if (!tail->overlong) {
                show(tail->line, tail->length);
            }
            tail->length = 0;
            tail->overlong = false;
        } else if (tail->length == sizeof(tail->line)) {
            tail->overlong = true;
        } else {
            tail->line[tail->length++] = (char)bytes[i];
        }
    }
}
