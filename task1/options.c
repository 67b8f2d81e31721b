// options.c - the command line of `container`, see options.h.
// getopt_long(3), strtoll(3), inet_pton(3), realpath(3).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "options.h"
#include "fail.h"
#include <arpa/inet.h>
#include <ctype.h>
#include <getopt.h>
#include <stdlib.h>
#include <sys/stat.h>

static void usage(void)
{
    fputs(
        "usage: container [OPTIONS] ID IMAGE [CMD [ARGS]]\n"
        "Runs CMD (default: /bin/bash, else /bin/sh) in a new container.\n\n"
        "  ID     a name for it; its files stay in /tmp/container/ID, and an\n"
        "         ID that ended may be used again\n"
        "  IMAGE  a directory in ./images, or a path with a slash in it\n\n"
        " --hostname NAME   its host name\n"
        " --net ADDR/LEN    a link to the host: ADDR inside as eth0, the\n"
        "                   network's first other address outside\n"
        " --memory SIZE     at most so much memory (K, M, G: 64M)\n"
        " --swap SIZE       at most so much swap\n"
        " --cpus NUMBER     at most so much of the CPUs (0.5: half of one)\n"
        " --pids NUMBER     at most so many processes\n"
        " --rm              delete /tmp/container/ID at the end\n"
        " --help            say this\n\n"
        "Exit status: that of CMD, 128+N when signal N ended it; 2 wrong\n"
        "usage, 125 no container, 126 CMD cannot be run, 127 not found.\n",
        stdout);
}

// A whole number from MIN, with K, M or G behind it when UNITS; -1 if not.
static long long parse_number(const char *option, const char *text,
                              long long min, bool units)
{
    static const char letters[] = "KMG";
    char *end;
    errno = 0;
    long long value = isdigit((unsigned char)*text) ? strtoll(text, &end, 10)
                                                    : (end = "?", -1);
    const char *unit = *end ? strchr(letters, toupper((unsigned char)*end)) : 0;
    if (units && unit) {
        for (long i = unit - letters; i >= 0 && value < LLONG_MAX / 1024; i--) {
            value *= 1024;
        }
        end++;
    }
    if (errno != 0 || *end != '\0' || value < min || value > 1LL << 50) {
        return fail("bad number '%s' for '%s'", text, option);
    }
    return value;
}

static int parse_cpus(const char *text, double *cpus)
{
    char *end = "?";
    // no sign, space, "inf" or hexadecimal digit gets through
    if (text[strspn(text, "0123456789.")] == '\0') {
        *cpus = strtod(text, &end);
    }
    if (end == text || *end != '\0' || *cpus < 0.01 || *cpus > 1024) {
        return fail("bad number '%s' for '--cpus': from 0.01 to 1024", text);
    }
    return 0;
}

// ADDR/LEN; the host's end gets the first other address of the network.
static int parse_net(const char *text, struct container *c)
{
    char address[INET_ADDRSTRLEN] = "";
    const char *slash = strchr(text, '/');
    if (!slash || slash - text >= (long)sizeof(address)) {
        return fail("bad address '%s' for '--net': not ADDR/LEN", text);
    }
    memcpy(address, text, (size_t)(slash - text));
    if (inet_pton(AF_INET, address, &c->inside) != 1) {
        return fail("bad address '%s' for '--net'", text);
    }
    long long prefix = parse_number("--net", slash + 1, 8, false);
    if (prefix == -1) {
        return -1;
    }
    if (prefix > 30) {
        return fail("bad address '%s' for '--net': two addresses need 8 to 30",
                    text);
    }
    in_addr_t hosts = (in_addr_t)0xffffffff >> prefix;
    in_addr_t inside = ntohl(c->inside.s_addr);
    if ((inside & hosts) == 0 || (inside & hosts) == hosts) {
        return fail("bad address '%s' for '--net': it is the network's own",
                    text);
    }
    in_addr_t first = (inside & ~hosts) + 1;
    c->outside.s_addr = htonl(first == inside ? first + 1 : first);
    c->prefix = (int)prefix;
    c->net = true;
    return 0;
}

// A word of letters, digits, '.', '-' and '_' that begins with one of the first
// two: so it is neither a path nor an option.
static int check_name(const char *what, const char *text, size_t max)
{
    size_t length = strlen(text);
    if (!isalnum((unsigned char)*text) || length > max) {
        return fail("bad %s '%.80s'", what, text);
    }
    for (size_t i = 0; i < length; i++) {
        if (!isalnum((unsigned char)text[i]) && !strchr(".-_", text[i])) {
            return fail("bad %s '%.80s'", what, text);
        }
    }
    return 0;
}

static int set_limit(long long *limit, const char *option, long long min,
                     bool units)
{
    *limit = parse_number(option, optarg, min, units);
    return *limit == -1 ? -1 : 0;
}

static int set_option(int option, struct container *c)
{
    switch (option) {
    case 'h':
        c->hostname = optarg;
        return check_name("host name", optarg, 64);
    case 'n':
        return parse_net(optarg, c);
    case 'm':
        c->limited = true;
        return set_limit(&c->memory, "--memory", 1, true);
    case 's':
        c->limited = true;
        return set_limit(&c->swap, "--swap", 0, true);
    case 'p':
        c->limited = true;
        return set_limit(&c->pids, "--pids", 1, false);
    case 'c':
        c->limited = true;
        return parse_cpus(optarg, &c->cpus);
    case 'r':
        c->remove = true;
        return 0;
    default:
        return -1; // getopt has said why
    }
}

int options_image(struct container *c, const char *image)
{
    char path[PATH_MAX];
    struct stat about;
    bool anywhere = strchr(image, '/') != NULL;
    if (!anywhere && check_name("image", image, 255) == -1) {
        return -1;
    }
    int length = snprintf(path, sizeof(path), "%s%s",
                          anywhere ? "" : "./images/", image);
    if (length >= (int)sizeof(path) || !realpath(path, c->image) ||
        stat(c->image, &about) == -1) {
        return fail_errno("cannot find the image '%.200s'", path);
    }
    if (!S_ISDIR(about.st_mode)) {
        return fail("the image '%s' is no directory", path);
    }
    // these have a meaning of their own in the options of an overlay
    if (strpbrk(c->image, ",:\\") || strlen(c->image) > 2048) {
        return fail("the path '%.200s' is too long, or has ',', ':' or '\\'",
                    c->image);
    }
    return 0;
}

int options_parse(int argc, char **argv, struct container *c)
{
    static const struct option options[] = {
        {"hostname", required_argument, NULL, 'h'},
        {"net", required_argument, NULL, 'n'},
        {"memory", required_argument, NULL, 'm'},
        {"swap", required_argument, NULL, 's'},
        {"cpus", required_argument, NULL, 'c'},
        {"pids", required_argument, NULL, 'p'},
        {"rm", no_argument, NULL, 'r'},
        {"help", no_argument, NULL, '?' + 256},
        {NULL, 0, NULL, 0},
    };
    int option;
    // '+': the first word that is no option is ID
    while ((option = getopt_long(argc, argv, "+", options, NULL)) != -1) {
        if (option == '?' + 256) {
            usage();
            return 1;
        }
        if (set_option(option, c) == -1) {
            return -1;
        }
    }
    if (argc - optind < 2) {
        return fail("ID and IMAGE are needed: see 'container --help'");
    }
    c->id = argv[optind];
    c->command = argv + optind + 2;
    if (check_name("ID", c->id, 48) == -1) {
        return -1;
    }
    return options_image(c, argv[optind + 1]);
}
