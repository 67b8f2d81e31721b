# The known mistakes of the elective. grader/tasks/README.md says what each key means.
[
  { id: "does-not-compile", check: ["x1", "x2", "x3", "x4"], fact: "not compiles",
    say: "it does not compile: task1/{fact}",
    why: "nothing can be run before the compiler accepts the file",
    look: "the first error only: later ones often follow from it; try 'make' in the task's folder" },

  { id: "crash-x1", check: "x1", fact: "crashed_x1",
    say: "./container was ended by {signal}{place}",
    why: "the kernel ends a process that uses an address or an instruction that it may not",
    look: "that line: which pointer in it points nowhere? gdb, or -fsanitize=address" },

  { id: "crash-x2", check: "x2", fact: "crashed_x2",
    say: "./container was ended by {signal}{place}",
    why: "the kernel ends a process that uses an address or an instruction that it may not",
    look: "that line: which pointer in it points nowhere? gdb, or -fsanitize=address" },

  { id: "crash-x3", check: "x3", fact: "crashed_x3",
    say: "./container was ended by {signal}{place}",
    why: "the kernel ends a process that uses an address or an instruction that it may not",
    look: "that line: which pointer in it points nowhere? gdb, or -fsanitize=address" },

  { id: "crash-x4", check: "x4", fact: "crashed_x4",
    say: "./container was ended by {signal}{place}",
    why: "the kernel ends a process that uses an address or an instruction that it may not",
    look: "that line: which pointer in it points nowhere? gdb, or -fsanitize=address" },

  { id: "ended-x1", check: "x1-overlay", fact: "ended_x1",
    say: "./container ended with status {status} before the command began: {said}",
    why: "all the rest happens in the container",
    look: "the man page of the call that is named, ERRORS; region x1" },

  { id: "no-newpid", check: ["x2-pid-1", "x2-proc"], fact: "without_newpid",
    say: "CLONE_NEWPID is not among the flags that the kernel got: {call}",
    why: "a child is born in the PID namespace of its parent unless a new one is asked for",
    look: "clone(2), CLONE_NEWPID; region x2-clone" },

  { id: "no-newipc", check: "x2-pid-1", fact: "without_newipc",
    say: "CLONE_NEWIPC is not among the flags that the kernel got: {call}",
    why: "without it shared memory and message queues of the machine are open to the container",
    look: "clone(2), CLONE_NEWIPC; region x2-clone" },

  { id: "chroot-only", check: "x2-climb", fact: "only_chroot",
    say: "the root directory was changed with chroot(2) only, and root can leave that",
    why: "chroot(2) changes where path names begin; the machine's root stays mounted in the container, and whatever leads there leads out",
    look: "pivot_root(2); change_root.h; region x2",
    hints: [
      "After chroot, is the machine's root directory still mounted somewhere in the container's mount namespace?",
      "chroot(2), from \"This call does not change the current working directory\"; pivot_root(2), NOTES",
      "change_root(c->merged)"
    ] },

  { id: "old-root", check: "x2-climb", fact: "not old_root_unmounted",
    say: "the machine's root is still {fact}",
    why: "as long as it is mounted there, some path leads to it",
    look: "umount2(2), MNT_DETACH; pivot_root(2); region x2" },

  { id: "status-lost", check: "x2-status", fact: "other_status",
    say: "the command exits with {wanted}, and ./container with {got}",
    why: "a wait status holds more than the exit status",
    look: "waitpid(2), WEXITSTATUS; region x2-status" },

  { id: "ended-x3", check: "x3-own", fact: "ended_x3",
    say: "./container ended with status {status} before the command began: {said}",
    why: "all the rest happens in the container",
    look: "the regions of x3; what is named there" },

  { id: "not-named", check: "x3-host-name", fact: "not_named",
    say: "the container is called {name}; --hostname {host} was asked for",
    why: "a new UTS namespace begins with a copy of the name of the old one",
    look: "sethostname(2); region x3-uts" },

  { id: "same-address", check: "x3-pair", fact: "same_address",
    say: "both ends of the pair have the same address",
    why: "a packet to an address of one's own never leaves: the machine keeps what is meant for the container",
    look: "region x3-veth: which of the two addresses in struct container belongs to the machine's end?",
    hints: [
      "Which end does the machine speak to, and by which address?",
      "container.h: what is said of inside and outside",
      "link_address(c->link, c->outside, c->prefix)"
    ] },

  { id: "ended-x4", check: "x4-limits", fact: "ended_x4",
    say: "./container ended with status {status} before the command began: {said}",
    why: "a container that does not start has no limits",
    look: "cgroups(7); regions x4 and x4-clone" },

  { id: "group-of-parent", check: "x4-limits", fact: "group_of_parent",
    say: "when CMD began, it was still in the group of ./container, where your limits do not count",
    why: "a process begins in its parent's group; the limits of another group are nothing to it",
    look: "clone(2), CLONE_INTO_CGROUP; region x4-clone",
    hints: [
      "Who puts the child into the group, and when?",
      "clone(2), CLONE_INTO_CGROUP; cgroups(7), on moving a process by cgroup.procs",
      "open(c->group, O_PATH | O_DIRECTORY), and its number in args.cgroup"
    ] },

  { id: "image-written", check: "x1-upper", fact: "not image_kept",
    say: "what the container wrote went into the image, {fact}",
    why: "all containers of an image share it; an overlay writes to its upper layer only",
    look: "overlayfs, upperdir and lowerdir; region x1" },

  { id: "upper-shared", check: ["x1-upper", "x1-shared"], fact: "not image_not_shared",
    say: "two containers have one upper layer: {fact}",
    why: "containers must not see what other containers write",
    look: "overlayfs, upperdir; region x1" },

  { id: "upper-elsewhere", check: "x1-upper", fact: "not upper_written",
    say: "what the container wrote is not where it is kept: {fact}",
    why: "the next run of this ID, and nobody else, is to find it there",
    look: "overlayfs, upperdir; container.h, on upper; region x1" },

  { id: "other-proc", check: "x2-proc", fact: "not own_proc",
    say: "/proc of the container: {fact}",
    why: "proc shows the PID namespace of the process that mounts it",
    look: "mount(2), type proc; region x2" },

  { id: "other-addresses", check: "x3-pair", fact: "not addresses",
    say: "an end of the pair lacks its address: {fact}",
    why: "two ends of a cable speak to each other in one network, each by an address of its own",
    look: "regions x3-veth and x3-inside" },

  { id: "ends-down", check: "x3-pair", fact: "not ends_up",
    say: "an end of the pair is {fact}",
    why: "a veth end has a carrier only when both are up",
    look: "link_up(); regions x3-veth and x3-inside" },

  { id: "link-left", check: "x3-nothing-left", fact: "not links_gone",
    say: "when the container has ended, there are {fact}",
    why: "a namespace that somebody holds open keeps its links",
    look: "regions x3-veth and x3-end" },

  { id: "other-pids", check: "x4-limits", fact: "not pids_limit",
    say: "{fact}",
    why: "a limit holds for the processes in its group, from the moment at which it is written",
    look: "pids.max; regions x4 and x4-clone" },

  { id: "other-swap", check: "x4-limits", fact: "not swap_limit",
    say: "{fact}",
    why: "a memory limit without one for swap only moves what is too much",
    look: "memory.swap.max; region x4" },

  { id: "other-cpus", check: "x4-limits", fact: "not cpu_limit",
    say: "{fact}",
    why: "cpu.max holds a quota and a period: their quotient is the number of CPUs",
    look: "cpu.max; region x4" },

  { id: "group-left", check: "x4-nothing-left", fact: "not group_deleted",
    say: "when the container has ended, there are {fact}",
    why: "a group stays until somebody removes it",
    look: "rmdir(2); region x4-end" }
]
