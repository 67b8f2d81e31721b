# The stages of the elective and their points, in the order in which they are told.
[
  { id: "x1", points: 5, file: "container.c",
    title: "the image as the read-only layer of an overlay",
    hints: [
      "Where do mounts that you make now appear, and which directory may never be written to?",
      "mount(2), \"MS_PRIVATE\"; mount_namespaces(7), \"SHARED SUBTREES\"; the kernel's page on overlayfs",
      "mount() with MS_PRIVATE and MS_REC on /, then mount() of the type overlay with lowerdir, upperdir and workdir; CLONE_NEWNS among the flags"
    ] },
  { id: "x2", points: 5, file: "container.c", needs: ["x1"],
    title: "pivot_root, and a proc of its own",
    hints: [
      "After the change of root, whose processes does a proc show that is mounted then, and by whom?",
      "pivot_root(2), NOTES; pid_namespaces(7), \"/proc and PID namespaces\"",
      "change_root() of change_root.h, mkdir() for /proc, mount() of the type proc; CLONE_NEWPID and CLONE_NEWIPC among the flags"
    ] },
  { id: "x3", points: 5, file: "container.c", needs: ["x2"],
    title: "host name and a veth pair",
    hints: [
      "Each end of the pair is set up by a process that sees it. Which one sees eth0?",
      "uts_namespaces(7); veth(4); network_namespaces(7); veth.h beside container.c",
      "sethostname(); veth_create() and the outer end's address by the parent, link_address() and link_up() for eth0 by the child; CLONE_NEWUTS and CLONE_NEWNET among the flags"
    ] },
  { id: "x4", points: 5, file: "container.c", needs: ["x2"],
    title: "limits by cgroup",
    hints: [
      "A child that is moved into a group has run outside of it already. How can it be born there?",
      "clone(2), CLONE_INTO_CGROUP; cgroups(7); cgroup.h beside container.c",
      "mkdir() for the group, cgroup_write() for each limit that was asked for; open() with O_PATH, its number in args.cgroup; rmdir() when the child has been waited for"
    ] }
]
