// fuzz/transcript.c - libFuzzer entry: a pattern, a NUL byte, an output.
//
// Reads both, compares them and explains the difference; what it looks for are
// crashes, undefined behaviour and inputs that take long.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "transcript_explain.h"

#include <stdint.h>
#include <stdlib.h>

const char *__asan_default_options(void);
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// A pattern is large: freed ones need not be kept for long.
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=4";
}

// A wrong pattern is reported on standard error, a million times here. The
// fuzzer itself keeps the stream it took before.
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    FILE *nowhere = fopen("/dev/null", "we");
    if (!nowhere) {
        abort();
    }
    stderr = nowhere;
    return 0;
}

static void compare(const struct pattern *pattern, const struct output *output)
{
    struct match *match = calloc(1, sizeof(*match));
    if (!match) {
        abort();
    }
    if (!match_run(match, pattern, output)) {
        char *text = NULL;
        size_t length = 0;
        FILE *to = open_memstream(&text, &length);
        if (!to || explain(to, match, "command") < 0 || fclose(to) != 0) {
            abort();
        }
        // what is shown to people holds no control character
        for (size_t i = 0; i < length; i++) {
            unsigned char c = (unsigned char)text[i];
            if ((c < ' ' && c != '\n') || c == 0x7f) {
                abort();
            }
        }
        free(text);
    }
    free(match);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    const char *middle = size > 0 ? memchr(data, '\0', size) : NULL;
    struct pattern *pattern;
    struct output output;
    if (!middle) {
        return 0;
    }
    size_t length = (size_t)(middle - bytes);
    if (pattern_parse("fuzz", bytes, length, &pattern) == 0) {
        if (output_parse(middle + 1, size - length - 1, false, &output) == 0) {
            compare(pattern, &output);
        }
        output_free(&output);
    }
    pattern_free(pattern);
    return 0;
}
