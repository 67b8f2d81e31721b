// gather_json.c - see gather_json.h.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "gather_json.h"

#include "cleanup.h"
#include "fail.h"
#include "line_reader.h"
#include "safe_json.h"

// What is printed of an array, and how much may still come.
struct list {
    FILE *to;
    size_t left;
    size_t count;
};

static void free_value(json_t **value)
{
    json_decref(*value);
}

static char *print(json_t *value, size_t most, bool *cut)
{
    char *text = value ? safe_json_print(value, most, cut) : NULL;
    *cut |= value && !text;
    return text ? text : strdup("null");
}

char *gather_value(int fd, size_t most, bool *cut)
{
    CLEANUP(close_file) FILE *file = fdopen(fd, "r");
    CLEANUP(free_text) char *bytes = malloc(GATHER_VALUE_BYTES + 1);
    if (!file || !bytes) {
        fail_errno("cannot read a value");
        return NULL;
    }
    size_t length = fread(bytes, 1, GATHER_VALUE_BYTES + 1, file);
    if (length > GATHER_VALUE_BYTES) {
        *cut = true;
        length = 0;
    }
    CLEANUP(free_value)
    json_t *value = safe_json_parse((struct text){bytes, length}, cut);
    return print(value, most, cut);
}

// Adds LINE when it is an object and there is room for it.
static void add(struct list *list, struct text line, bool *cut)
{
    bool shortened = false;
    CLEANUP(free_value) json_t *value = safe_json_parse(line, &shortened);
    if (!json_is_object(value)) {
        return;
    }
    size_t most =
        list->left < GATHER_EVENT_BYTES ? list->left : GATHER_EVENT_BYTES;
    CLEANUP(free_text) char *text = safe_json_print(value, most, &shortened);
    *cut |= shortened || !text;
    if (text) {
        fprintf(list->to, "%s%s", list->count > 0 ? ",\n" : "", text);
        list->count++;
        list->left -=
            strlen(text) + 2 < list->left ? strlen(text) + 2 : list->left;
    }
}

static void add_all(struct list *list, struct line_reader *reader,
                    size_t reserve, bool *cut)
{
    CLEANUP(free_text) char *last = NULL;
    struct text line;
    size_t length = 0;
    list->left -= reserve;
    while (line_reader_next(reader, &line)) {
        if (list->count < GATHER_EVENTS && list->left > reserve) {
            add(list, line, cut);
            continue;
        }
        *cut |= length > 0;
        if ((last = last ? last : malloc(LINE_BYTES))) {
            memcpy(last, line.start, line.length);
            length = line.length;
        }
    }
    list->left += reserve;
    if (length > 0) {
        add(list, (struct text){last, length}, cut);
    }
    *cut |= reader->cut;
}

char *gather_lines(int fd, size_t most, bool *cut)
{
    CLEANUP(line_reader_close) struct line_reader reader;
    char *text = NULL;
    size_t size = 0;
    if (line_reader_open(&reader, fd) == -1) {
        return NULL;
    }
    struct list list = {open_memstream(&text, &size), most - 2, 0};
    if (!list.to) {
        fail_errno("cannot keep lines");
        return NULL;
    }
    fputc('[', list.to);
    add_all(&list, &reader, most / 8, cut);
    fputc(']', list.to);
    if (fclose(list.to) != 0) {
        fail_errno("cannot keep lines");
        free(text);
        return NULL;
    }
    return text;
}
