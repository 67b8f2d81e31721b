// trace_events.c - the events of a followed process, see trace_events.h.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "trace_events.h"

#include "calls.h"
#include "cleanup.h"
#include "code.h"
#include "kernel_file.h"
#include "program.h"
#include "where.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

// What the kernel uses between itself and a C library that never sees it: the
// call was interrupted and is made again. linux/include/linux/errno.h
#define FIRST_RESTART 512
#define LAST_RESTART 516

static void describe(const struct trace *trace, struct tracee *tracee,
                     json_t *event)
{
    json_object_set_new(event, "id", json_integer((json_int_t)tracee->id));
    // a tracee killed meanwhile leaves the event without these keys
    process_describe(event, tracee->tid, trace->view);
    if (!tracee->nspid) {
        tracee->nspid = json_incref(json_object_get(event, "nspid"));
        tracee->thread = json_object_get(event, "thread");
    }
}

void trace_note_start(struct trace *trace, struct tracee *tracee)
{
    json_t *event = facts_event(trace->facts, "start", tracee->tid);
    if (event) {
        describe(trace, tracee, event);
        facts_write(trace->facts, event);
    }
}

void trace_note_fork(struct trace *trace, struct tracee *tracee)
{
    trace->forks++;
    json_t *event = facts_event(trace->facts, "fork", tracee->tid);
    if (!event) {
        return;
    }
    json_object_set_new(event, "parent", json_integer(tracee->parent));
    json_object_set_new(event, "made_by",
                        json_integer((json_int_t)tracee->made_by));
    describe(trace, tracee, event);
    if (tracee->parent == 0) {
        // its parent could not tell; this is who it looks like
        json_t *process = json_object_get(event, "thread");
        json_object_set(event, "parent",
                        process ? process : json_object_get(event, "ppid"));
    }
    facts_write(trace->facts, event);
}

void trace_note_exec(struct trace *trace, struct tracee *tracee)
{
    json_t *event = facts_event(trace->facts, "exec", tracee->tid);
    if (event) {
        tracee->known = program_describe(event, tracee->tid, trace->view);
        describe(trace, tracee, event);
        facts_write(trace->facts, event);
    }
}

void trace_note_call(struct trace *trace, struct tracee *tracee, int64_t result)
{
    if (-result >= FIRST_RESTART && -result <= LAST_RESTART) {
        return;
    }
    json_t *event = facts_event(trace->facts, "call", tracee->tid);
    if (!event) {
        return;
    }
    json_object_set_new(event, "call",
                        json_string(call_name(tracee->call_number)));
    json_object_set(event, "args", tracee->call);
    if (result < 0) {
        const char *name = strerrorname_np((int)-result);
        json_object_set_new(event, "error", json_string(name ? name : "?"));
    } else {
        json_object_set_new(event, "result", json_integer(result));
    }
    describe(trace, tracee, event);
    facts_write(trace->facts, event);
}

static json_t *signal_json(int number)
{
    const char *name = sigabbrev_np(number);
    return name ? json_sprintf("SIG%s", name) : json_sprintf("SIG%d", number);
}

void trace_add_status(json_t *event, int status)
{
    bool exited = WIFEXITED(status);
    json_object_set_new(event, "status",
                        exited ? json_integer(WEXITSTATUS(status))
                               : json_null());
    json_object_set_new(event, "signal",
                        exited ? json_null() : signal_json(WTERMSIG(status)));
}

void trace_note_fault(struct trace *trace, struct tracee *tracee, int signal)
{
    json_t *event = facts_event(trace->facts, "fault", tracee->tid);
    if (event) {
        json_object_set_new(event, "signal", signal_json(signal));
        json_object_set_new(event, "where", where_json(tracee->tid));
        siginfo_t about;
        if (ptrace(PTRACE_GETSIGINFO, tracee->tid, 0, &about) == 0) {
            uint64_t address = (uint64_t)about.si_addr;
            json_object_set_new(event, "address",
                                json_integer((json_int_t)address));
            json_object_set_new(event, "there",
                                where_permissions(tracee->tid, address));
        }
        describe(trace, tracee, event);
        facts_write(trace->facts, event);
    }
}

void trace_note_end(struct trace *trace, struct tracee *tracee, int signal)
{
    tracee->leaving = true;
    json_t *event = facts_event(trace->facts, "exit", tracee->tid);
    if (event) {
        trace_add_status(event, signal);
        describe(trace, tracee, event);
        facts_write(trace->facts, event);
    }
}

// What it can execute now that it ends, and what it has computed, which is to
// have been counted in its cgroup.
static void add_work(json_t *event, pid_t pid)
{
    char stat[1024];
    unsigned long user;
    unsigned long system;
    CLEANUP(close_fd) int process = kernel_process_open(pid);
    if (process == -1 ||
        kernel_file_read(process, "stat", stat, sizeof(stat)) == -1) {
        return;
    }
    json_object_set_new(event, "code", code_json(process));
    // the program's name may hold anything, even ") "
    const char *after = strrchr(stat, ')');
    if (after && sscanf(after,
                        ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u "
                        "%lu %lu",
                        &user, &system) == 2) {
        json_object_set_new(
            event, "ticks",
            json_integer((json_int_t)user + (json_int_t)system));
    }
}

void trace_note_exit(struct trace *trace, struct tracee *tracee)
{
    unsigned long status;
    if (ptrace(PTRACE_GETEVENTMSG, tracee->tid, 0, &status) == -1) {
        return;
    }
    tracee->leaving = true;
    json_t *event = facts_event(trace->facts, "exit", tracee->tid);
    if (event) {
        trace_add_status(event, (int)status);
        describe(trace, tracee, event);
        cgroups_add_counts(&trace->view->cgroups,
                           json_object_get(event, "cgroup"));
        if (tracee->known) {
            add_work(event, tracee->tid);
        }
        facts_write(trace->facts, event);
    }
}

void trace_note_lost(struct trace *trace, struct tracee *tracee, int status)
{
    json_t *event = facts_event(trace->facts, "exit", tracee->tid);
    if (event) {
        trace_add_status(event, status);
        json_object_set_new(event, "id", json_integer((json_int_t)tracee->id));
        if (tracee->nspid) {
            json_object_set(event, "nspid", tracee->nspid);
        }
        facts_write(trace->facts, event);
    }
}

bool trace_handles(const struct tracee *tracee, int signal)
{
    char path[64];
    char status[8192];
    snprintf(path, sizeof(path), "/proc/%d/status", tracee->tid);
    if (kernel_file_read(AT_FDCWD, path, status, sizeof(status)) == -1) {
        return false;
    }
    const char *caught = strstr(status, "\nSigCgt:\t");
    return caught && (strtoull(caught + 9, NULL, 16) >> (signal - 1) & 1);
}
