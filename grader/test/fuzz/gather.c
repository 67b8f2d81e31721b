// fuzz/gather.c - libFuzzer entry: the first byte says what kind of file the
// rest is.
//
// Whatever it holds, what comes out is JSON within its limit, and no string in
// it holds what is not safe to show.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "gather_json.h"
#include "gather_text.h"
#include "safe_json.h"
#include "visible.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define MOST 16384

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(const char *bytes, size_t length)
{
    struct text left = {bytes, length};
    char *copy = visible_copy(&left, 4 * length + 1);
    if (!copy || strlen(copy) != length || memcmp(copy, bytes, length) != 0) {
        abort();
    }
    free(copy);
}

static void check(const json_t *value)
{
    size_t index;
    const char *key;
    json_t *member;
    if (json_is_string(value)) {
        check_text(json_string_value(value), json_string_length(value));
    }
    json_array_foreach(value, index, member)
    {
        check(member);
    }
    json_object_foreach((json_t *)value, key, member)
    {
        check_text(key, strlen(key));
        check(member);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int fd = memfd_create("gather", MFD_CLOEXEC);
    if (size == 0 || fd == -1 ||
        write(fd, data + 1, size - 1) != (ssize_t)size - 1 ||
        lseek(fd, 0, SEEK_SET) == -1) {
        close(fd);
        return 0;
    }
    bool cut = false;
    char *text = data[0] % 4 == 0 ? gather_value(fd, MOST, &cut)
                 : data[0] % 4 == 1
                     ? gather_lines(fd, MOST, &cut)
                     : gather_text(fd, data[0] % 4 == 2, MOST, &cut);
    json_t *value = text ? json_loads(text, JSON_DECODE_ANY, NULL) : NULL;
    if (!value || strlen(text) > MOST) {
        abort();
    }
    check(value);
    json_decref(value);
    free(text);
    return 0;
}
