// settings.c - what the kernel's command line tells process 1, see settings.h.
// proc_cmdline(5)
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "settings.h"
#include "files.h"
#include <dirent.h>
#include <stdio.h>
#include <string.h>

// Decodes base64 in place, with a NUL after it; returns the length.
static size_t decode(char *text)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t length = 0;
    unsigned bits = 0;
    int count = 0;
    for (const char *at = text; *at && *at != '='; at++) {
        const char *digit = strchr(digits, *at);
        if (!digit) {
            continue;
        }
        bits = bits << 6 | (unsigned)(digit - digits);
        count += 6;
        if (count >= 8) {
            count -= 8;
            text[length++] = (char)(bits >> count & 0xff);
        }
    }
    text[length] = '\0';
    return length;
}

// Where a virtio port bears the NAME, that becomes its path.
static void find_port(char *name, size_t size)
{
    DIR *ports = opendir("/sys/class/virtio-ports");
    const struct dirent *entry;
    while (ports && name[0] != '/' && (entry = readdir(ports))) {
        char path[512];
        char found[256];
        if (entry->d_name[0] == '.') {
            continue;
        }
        snprintf(path, sizeof(path), "/sys/class/virtio-ports/%s/name",
                 entry->d_name);
        read_file(path, found, sizeof(found));
        if (strcmp(found, name) == 0) {
            snprintf(name, size, "/dev/%.200s", entry->d_name);
        }
    }
    if (ports) {
        closedir(ports);
    }
}

static void parameter(const char *word, const char *key, char *value,
                      size_t size)
{
    size_t length = strlen(key);
    if (strncmp(word, key, length) == 0) {
        snprintf(value, size, "%s", word + length);
    }
}

void read_settings(struct settings *settings)
{
    char line[4096];
    char *rest = line;
    const char *word;
    memset(settings, 0, sizeof(*settings));
    read_file("/proc/cmdline", line, sizeof(line));
    while ((word = strsep(&rest, " "))) {
        parameter(word, "kit.input=", settings->input, sizeof(settings->input));
        parameter(word, "kit.output=", settings->output,
                  sizeof(settings->output));
        parameter(word, "kit.status=", settings->status,
                  sizeof(settings->status));
        parameter(word, "kit.command=", settings->command,
                  sizeof(settings->command));
    }
    settings->command_length = decode(settings->command);
    find_port(settings->output, sizeof(settings->output));
    find_port(settings->status, sizeof(settings->status));
}
