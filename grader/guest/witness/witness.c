// witness.c - runs a program on a terminal and writes down what the kernel
// knows of it and of every process that it starts, see grader/FORMATS.md.
//
// It stays outside of the namespaces that the program runs in. When witness is
// killed everything that it follows is killed with it.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "cgroup.h"
#include "cleanup.h"
#include "detach.h"
#include "enter.h"
#include "fail.h"
#include "launch.h"
#include "look.h"
#include "stray.h"
#include "terminal.h"
#include "watch.h"
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FAILED = 125, TIMED_OUT = 124, USAGE = 2 };

struct options {
    pid_t look;
    bool look_inside;
    bool launch;
    const char *input;
    const char *out;
    const char *facts;
    size_t most;
    double limit;
    struct enter enter;
};

static int usage(FILE *to, int status)
{
    fputs("usage: witness [options] -o OUT -f FACTS -- CMD [ARGS]\n"
          "       witness --launch -t PID [-C DIR] -- CMD [ARGS]\n"
          "       witness [-t PID] --look PID\n"
          "\n"
          "Runs CMD on a terminal and follows every process it starts.\n"
          "  -o OUT    append what CMD writes to its terminal\n"
          "  -f FACTS  append what the kernel says, one JSON object a line\n"
          "  -t PID    run CMD in the namespaces, root and cgroup of PID\n"
          "  -C DIR    run CMD in this directory\n"
          "  -i FILE   type what FILE holds\n"
          "  -T SECS   kill everything after so many seconds, status 124\n"
          "  -m BYTES  keep at most so much output (1048576)\n"
          "  --launch    start CMD without a terminal and do not follow it\n"
          "  --look PID  print what the kernel says of one process\n"
          "  --look-inside  the same of all in PID namespaces below\n"
          "  -h, --help  print this\n",
          to);
    return status;
}

// A whole number from 1 to most, or -1.
static long parse_number(const char *name, const char *text, long most)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (end == text || *end || number < 1 || number > most) {
        return fail("%s '%s' is no number from 1 to %ld", name, text, most);
    }
    return number;
}

// Returns 0 to go on, or -1 for a mistake, or 1 when help was asked for.
static int take_option(int option, struct options *options)
{
    long number = 0;
    switch (option) {
    case 't':
        number = parse_number("PID", optarg, 1L << 22);
        options->enter.target = (pid_t)number;
        break;
    case 'l':
        number = parse_number("PID", optarg, 1L << 22);
        options->look = (pid_t)number;
        break;
    case 'L':
        options->look_inside = true;
        break;
    case 'S':
        options->launch = true;
        break;
    case 'T':
        number = parse_number("SECONDS", optarg, 86400);
        options->limit = (double)number;
        break;
    case 'm':
        number = parse_number("BYTES", optarg, 1L << 30);
        options->most = (size_t)number;
        break;
    case 'C':
        options->enter.directory = optarg;
        break;
    case 'i':
        options->input = optarg;
        break;
    case 'o':
        options->out = optarg;
        break;
    case 'f':
        options->facts = optarg;
        break;
    case 'h':
        return 1;
    default:
        return -1;
    }
    return number == -1 ? -1 : 0;
}

static int parse_options(int argc, char **argv, struct options *options)
{
    static const struct option names[] = {
        {"launch", no_argument, NULL, 'S'},
        {"look", required_argument, NULL, 'l'},
        {"look-inside", no_argument, NULL, 'L'},
        {"help", no_argument, NULL, 'h'},
        {0},
    };
    int result = 0;
    int option;
    while (result == 0 && (option = getopt_long(argc, argv, "+t:C:T:m:i:o:f:h",
                                                names, NULL)) != -1) {
        result = take_option(option, options);
    }
    options->enter.command = argv + optind;
    return result;
}

static int exit_status(const struct watch *watch)
{
    int status = watch->trace->status;
    if (watch->timeout) {
        return TIMED_OUT;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Everything is open and the program is waiting: from here to its end.
static int run(const struct options *options, struct trace *trace,
               struct terminal *terminal, const struct entered *entered)
{
    // opened only now, so that no process inside ever holds them
    if (terminal_output(terminal, options->out, options->most) == -1 ||
        facts_open(trace->facts, options->facts) == -1) {
        return FAILED;
    }
    pid_t target = options->enter.target;
    if (target != 0 &&
        cgroups_join(&trace->view->cgroups, entered->program, target) == -1) {
        return FAILED;
    }
    if (trace_start(trace) == -1) {
        return FAILED;
    }
    CLEANUP(close_fd) int inside = strays_open(target);
    enter_go(entered);
    struct watch watch = {.trace = trace,
                          .terminal = terminal,
                          .limit = options->limit,
                          .inside = inside};
    return watch_program(&watch) == -1 ? FAILED : exit_status(&watch);
}

static int start(struct options *options)
{
    struct view view = {.uts.helper = -1, .cgroups.tree = -1, .machine = -1};
    struct facts facts = {.fd = -1};
    struct trace trace = {.view = &view, .facts = &facts, .report = -1};
    struct terminal terminal = {.master = -1, .slave = -1, .out = -1};
    struct entered entered = {.go = -1, .report = -1};
    int status = FAILED;
    if (view_open(&view, options->enter.target) == 0 &&
        terminal_open(&terminal, options->enter.target) == 0 &&
        (!options->input || terminal_input(&terminal, options->input) == 0)) {
        options->enter.slave = terminal.slave;
        if (enter_start(&options->enter, &entered) == 0) {
            close_fd(&terminal.slave);
            terminal.slave = -1;
            trace.program = entered.program;
            trace.report = entered.report;
            status = run(options, &trace, &terminal, &entered);
        }
    }
    enter_finish(&entered, trace.ended);
    tracees_clear(&trace.tracees);
    facts_close(&facts);
    terminal_close(&terminal);
    view_close(&view);
    return status;
}

int main(int argc, char **argv)
{
    struct options options = {.most = 1U << 20};
    int parsed = parse_options(argc, argv, &options);
    if (parsed != 0) {
        return parsed == 1 ? usage(stdout, 0) : usage(stderr, USAGE);
    }
    if (options.look_inside) {
        return look_inside() == -1 ? FAILED : 0;
    }
    if (options.look != 0) {
        return look_at(options.look, options.enter.target) == -1 ? FAILED : 0;
    }
    bool enough = options.launch ? options.enter.target != 0
                                 : options.out && options.facts;
    if (!enough || !options.enter.command[0]) {
        return usage(stderr, USAGE);
    }
    // the program must not inherit what witness was started with
    close_range(3, ~0U, 0);
    if (options.enter.target != 0 && detach_from_file(argv) == -1) {
        return FAILED;
    }
    return options.launch ? launch(&options.enter) : start(&options);
}
