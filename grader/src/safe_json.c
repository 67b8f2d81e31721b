// safe_json.c - see safe_json.h; RFC 8259 for what a string may hold.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "safe_json.h"

#include "cleanup.h"
#include "visible.h"

#include <malloc.h>

#define REPAIR_BYTES (1024 * 1024)
#define LONGEST_ARRAY 4096 // when an array is to become shorter
#define DIGITS 16          // of a number: a time of day, with its microseconds

static const char ellipsis[] = "…";

// jansson's hooks know of no context, so this is the one variable of its kind.
static size_t memory_taken;

static void *take_memory(size_t size)
{
    void *memory = NULL;
    if (memory_taken + size <= SAFE_JSON_MEMORY && (memory = malloc(size))) {
        memory_taken += malloc_usable_size(memory);
    }
    return memory;
}

static void give_memory(void *memory)
{
    memory_taken -= malloc_usable_size(memory);
    free(memory);
}

void safe_json_begin(void)
{
    json_set_alloc_funcs(take_memory, give_memory);
}

// Puts what stands in a string into TO as jansson reads it.
static size_t put_escaped(char *to, struct text *text)
{
    struct visible character;
    char c = text->start[0];
    if (c == '\n' || c == '\t') {
        *text = text_from(*text, 1);
        to[0] = '\\';
        to[1] = c == '\n' ? 'n' : 't';
        return 2;
    }
    *text = text_from(*text, visible_take(*text, &character));
    size_t length = strlen(character.shown);
    size_t escaped = character.shown[0] == '\\';
    to[0] = '\\';
    memcpy(to + escaped, character.shown, length);
    return escaped + length;
}

// TEXT with its strings made safe before it is parsed: a shell script that
// wrote it lets bytes through which no JSON may hold. NULL when memory is
// short.
static char *repair(struct text text, size_t *length)
{
    // a byte becomes "\\xNN" at worst
    char *repaired = malloc(5 * text.length + sizeof(struct visible));
    bool inside = false;
    *length = 0;
    while (repaired && text.length > 0) {
        char c = text.start[0];
        size_t plain = !inside || c == '"' ? 1 : c == '\\' ? 2 : 0;
        inside ^= c == '"';
        if (plain > text.length) {
            plain = text.length;
        }
        if (plain > 0) {
            memcpy(repaired + *length, text.start, plain);
            *length += plain;
            text = text_from(text, plain);
        } else {
            *length += put_escaped(repaired + *length, &text);
        }
    }
    return repaired;
}

static char *safe_copy(struct text text, bool *cut)
{
    char *copy = visible_copy(&text, SAFE_JSON_STRING - strlen(ellipsis));
    if (copy && text.length > 0) {
        *cut = true;
        // there is room for a longest character behind it
        memcpy(copy + strlen(copy), ellipsis, sizeof(ellipsis));
    }
    return copy;
}

static void make_string_safe(json_t *string, bool *cut)
{
    struct text text = {json_string_value(string), json_string_length(string)};
    if (text.length <= SAFE_JSON_STRING && visible_is_plain(text)) {
        return;
    }
    CLEANUP(free_text) char *copy = safe_copy(text, cut);
    json_string_set_nocheck(string, copy ? copy : "");
    *cut |= !copy;
}

static void make_key_safe(json_t *object, const char *key, json_t *value,
                          bool *cut)
{
    struct text text = {key, strlen(key)};
    if (text.length <= SAFE_JSON_STRING && visible_is_plain(text)) {
        return;
    }
    CLEANUP(free_text) char *copy = safe_copy(text, cut);
    json_incref(value);
    json_object_del(object, key);
    json_object_set_new(object, copy ? copy : "", value);
    *cut |= !copy;
}

// Recurses no deeper than SAFE_JSON_DEPTH.
static void make_safe(json_t *value, unsigned depth, bool *cut)
{
    size_t index;
    const char *key;
    json_t *member;
    void *next;
    if (json_is_string(value)) {
        make_string_safe(value, cut);
    } else if (depth == SAFE_JSON_DEPTH &&
               json_array_size(value) + json_object_size(value) > 0) {
        json_array_clear(value);
        json_object_clear(value);
        *cut = true;
    } else if (json_is_array(value)) {
        json_array_foreach(value, index, member)
        {
            make_safe(member, depth + 1, cut);
        }
    } else {
        json_object_foreach_safe(value, next, key, member)
        {
            make_safe(member, depth + 1, cut);
            make_key_safe(value, key, member, cut);
        }
    }
}

json_t *safe_json_parse(struct text text, bool *cut)
{
    const size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL;
    json_t *value = json_loadb(text.start, text.length, flags, NULL);
    if (!value && text.length <= REPAIR_BYTES) {
        size_t length;
        CLEANUP(free_text) char *repaired = repair(text, &length);
        value = repaired ? json_loadb(repaired, length, flags, NULL) : NULL;
    }
    if (value) {
        make_safe(value, 0, cut);
    }
    return value;
}

// What is printed, as long as it fits.
struct printed {
    char *bytes;
    size_t length, room, most;
};

static int add(const char *bytes, size_t length, void *data)
{
    struct printed *printed = data;
    size_t needed = printed->length + length;
    if (needed > printed->most) {
        return -1;
    }
    if (needed >= printed->room) {
        size_t room = 2 * needed + 1;
        char *grown = realloc(printed->bytes, room);
        if (!grown) {
            return -1;
        }
        printed->bytes = grown;
        printed->room = room;
    }
    memcpy(printed->bytes + printed->length, bytes, length);
    printed->bytes[needed] = '\0';
    printed->length = needed;
    return 0;
}

static void shorten(json_t *value, size_t longest)
{
    size_t index;
    const char *key;
    json_t *member;
    while (json_array_size(value) > longest) {
        json_array_remove(value, json_array_size(value) - 1);
    }
    json_array_foreach(value, index, member)
    {
        shorten(member, longest);
    }
    json_object_foreach(value, key, member)
    {
        shorten(member, longest);
    }
}

char *safe_json_print(json_t *value, size_t most, bool *cut)
{
    for (size_t longest = 2 * LONGEST_ARRAY;; longest /= 2) {
        struct printed printed = {.most = most};
        if (json_dump_callback(value, add, &printed,
                               JSON_COMPACT | JSON_ENCODE_ANY |
                                   JSON_REAL_PRECISION(DIGITS)) == 0) {
            return printed.bytes;
        }
        free(printed.bytes);
        if (longest <= 1) {
            return NULL;
        }
        shorten(value, longest / 2);
        *cut = true;
    }
}
