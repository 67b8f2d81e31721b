# The known mistakes of the elective. grader/tasks/README.md says what each key means.
[
  { id: "chroot-only", check: "x2-climb", fact: "only_chroot",
    say: "the root directory was changed with chroot(2) only, and root can leave that",
    why: "chroot(2) changes where path names begin; the machine's root stays mounted in the container, and whatever leads there leads out",
    look: "pivot_root(2); change_root.h; region x2",
    hints: [
      "After chroot, is the machine's root directory still mounted somewhere in the container's mount namespace?",
      "chroot(2), from \"This call does not change the current working directory\"; pivot_root(2), NOTES",
      "change_root(c->merged)"
    ] },

  { id: "same-address", check: "x3-pair", fact: "same_address",
    say: "both ends of the pair have the same address",
    why: "a packet to an address of one's own never leaves: the machine keeps what is meant for the container",
    look: "region x3-veth: which of the two addresses in struct container belongs to the machine's end?",
    hints: [
      "Which end does the machine speak to, and by which address?",
      "container.h: what is said of inside and outside",
      "link_address(c->link, c->outside, c->prefix)"
    ] },

  { id: "group-of-parent", check: "x4-limits", fact: "group_of_parent",
    say: "when CMD began, it was still in the group of ./container, where your limits do not count",
    why: "a process begins in its parent's group; the limits of another group are nothing to it",
    look: "clone(2), CLONE_INTO_CGROUP; region x4-clone",
    hints: [
      "Who puts the child into the group, and when?",
      "clone(2), CLONE_INTO_CGROUP; cgroups(7), on moving a process by cgroup.procs",
      "open(c->group, O_PATH | O_DIRECTORY), and its number in args.cgroup"
    ] }
]
