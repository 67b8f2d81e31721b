// container.c - a container runtime in one program: a command in namespaces of
// its own, over an image that it cannot change, within limits, with a link to
// the host. CONTAINER.md has the task; the files beside this one are given.
// namespaces(7), clone(2), mount(2), pivot_root(2), cgroups(7), veth(4).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "container.h"
#include "cgroup.h"
#include "change_root.h"
#include "child.h"
#include "devices.h"
#include "fail.h"
#include "options.h"
#include "state.h"
#include "veth.h"
#include <fcntl.h>
#include <linux/sched.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

//@ begin 0 Your own includes and helpers
//@ end 0

// --- in the child, which becomes the command

// Mounts at c->merged what the container sees as its files: c->image, which
// stays as it is, with c->upper over it, where all changes go. (overlayfs also
// wants c->work, an empty directory beside the upper one.)
static int overlay_mount(const struct container *c)
{
    //@ begin x1 Make the mounts private; mount the overlay at c->merged
    (void)c;
    return todo("x1", "the overlay is not mounted");
    //@ end x1
}

// Makes c->merged the root directory, from which nothing of the host can be
// reached, and shows the container's own processes in /proc.
static int root_enter(const struct container *c)
{
    //@ begin x2 Change the root to c->merged; mount a proc
    todo("x2", "until then the root is changed by chroot, and no wall");
    return chroot(c->merged) == -1 || chdir("/") == -1
               ? fail_errno("cannot change the root to '%s'", c->merged)
               : 0;
    //@ end x2
}

// Sets the host name c->hostname.
static int hostname_set(const struct container *c)
{
    //@ begin x3-uts Set the host name
    (void)c;
    return todo("x3", "the host name is not set");
    //@ end x3-uts
}

// The container's end of the link, which is here already, named eth0.
static int link_finish(const struct container *c)
{
    //@ begin x3-inside Give eth0 the address c->inside; set it up
    (void)c;
    return todo("x3", "eth0 has no address");
    //@ end x3-inside
}

// Sets up everything that only the container itself can, and becomes the
// command. Returns only if that fails, with the exit status to give.
static int child_main(struct container *c, const sigset_t *before)
{
    char byte;

    // Should the parent be killed, so are we: PID 1, and with it the others.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    close(c->go[1]);
    if (overlay_mount(c) == -1) {
        state_hint(c);
        return 125;
    }
    if (root_enter(c) == -1 || devices_mount() == -1 || link_up("lo") == -1 ||
        (c->hostname && hostname_set(c) == -1)) {
        return 125;
    }
    // When the parent has failed, or was killed before it could kill us, the
    // pipe has only an end.
    if (read(c->go[0], &byte, 1) != 1 || (c->net && link_finish(c) == -1)) {
        return 125;
    }
    return child_exec(c->command, before);
}

// --- in the parent, which stays on the host

// Makes the cgroup c->group and writes the limits to it that were asked for:
// c->memory, c->swap (bytes), c->cpus and c->pids.
static int group_make(const struct container *c)
{
    //@ begin x4 Make the group; write its limits
    (void)c;
    return todo("x4", "there is no group with these limits");
    //@ end x4
}

// Creates the child in namespaces of its own, and where there are limits in the
// group, before it can do anything outside.
static int child_start(struct container *c, const sigset_t *before)
{
    struct clone_args args = {.exit_signal = SIGCHLD};

    //@ begin x1-clone New: a mount namespace
    //@ end x1-clone
    //@ begin x2-clone New: a PID namespace and an IPC namespace
    //@ end x2-clone
    //@ begin x3-clone New: a UTS namespace and a network namespace
    //@ end x3-clone
    // what follows would otherwise change the host
    if (!(args.flags & CLONE_NEWNS)) {
        return todo("x1", "there is no new mount namespace");
    }
    if ((c->net || c->hostname) &&
        (!(args.flags & CLONE_NEWNET) || !(args.flags & CLONE_NEWUTS))) {
        return todo("x3", "there are no new UTS and network namespaces");
    }
    int group = -1;
    if (c->limited) {
        //@ begin x4-clone The child begins in the group
        //@ end x4-clone
    }
    c->child = (pid_t)syscall(SYS_clone3, &args, sizeof(args));
    if (c->child == 0) {
        _exit(child_main(c, before));
    }
    close(group);
    close(c->go[0]);
    return c->child == -1 ? fail_errno("cannot create the child") : 0;
}

// The host's end of the link, and the link itself.
static int link_make(struct container *c)
{
    snprintf(c->link, sizeof(c->link), "ct-%d", (int)c->child);
    //@ begin x3-veth Make the pair c->link and eth0; give c->link an address
    return todo("x3", "there is no link");
    //@ end x3-veth
}

// The exit status to give for a wait status: that of the command, or 128+N when
// it was ended by signal N.
static int exit_status(int status)
{
    int result = 0;
    //@ begin x2-status Make an exit status of a wait status
    (void)status;
    //@ end x2-status
    return result;
}

// Makes the container and waits for its end; returns its exit status.
static int container_run(struct container *c, const sigset_t *before)
{
    if (state_open(c) == -1 ||
        (c->limited && (cgroup_prepare() == -1 || group_make(c) == -1))) {
        return 125;
    }
    if (pipe2(c->go, O_CLOEXEC) == -1) {
        fail_errno("cannot make a pipe");
        return 125;
    }
    if (child_start(c, before) == -1 || (c->net && link_make(c) == -1) ||
        write(c->go[1], "", 1) != 1) {
        return 125;
    }
    int status = child_wait(c->child);
    c->child = 0;
    return exit_status(status);
}

// Takes back whatever was made, in reverse, however far that came. The mounts
// went with the last process of their namespace.
static int container_destroy(struct container *c)
{
    int result = 0;

    if (c->child > 0) {
        kill(c->child, SIGKILL);
        waitpid(c->child, NULL, 0);
        c->child = 0;
    }
    //@ begin x3-end Delete the link
    //@ end x3-end
    //@ begin x4-end Delete the group
    //@ end x4-end
    return result | state_close(c);
}

int main(int argc, char **argv)
{
    struct container c = {
        .memory = -1, .swap = -1, .pids = -1, .lock = -1, .go = {-1, -1}};
    sigset_t before;

    int parsed = options_parse(argc, argv, &c);
    if (parsed != 0) {
        return parsed > 0 ? EXIT_SUCCESS : 2;
    }
    child_hold_signals(&before);
    int status = container_run(&c, &before);
    return container_destroy(&c) == -1 && status == 0 ? 125 : status;
}
