# The stages of task 2 and their points, in the order in which they are told.
[
  { id: "2a", points: 8, file: "simple_container.sh",
    title: "container_prog and its libraries under another root",
    hints: [
      "Which file does the kernel look for when it executes container_prog, and from which root directory?",
      "ldd(1); ld.so(8), on how libraries are found; cp(1), --parents",
      "each path that ldd prints, at the same path below container_root; then chroot DIRECTORY COMMAND"
    ] },
  { id: "2b", points: 8, file: "simple_container.sh", needs: ["2a"],
    title: "PID and UTS namespaces",
    hints: [
      "Who is in a new PID namespace: the process that asks for it, or the children that it has later?",
      "unshare(1), the options --pid, --uts and --fork",
      "unshare with these three options, and after them the chroot of 2a"
    ] },
  # a script that ends in 2b never gets here
  { id: "2c", points: 9, file: "simple_container.sh", needs: ["2a", "2b"],
    title: "IPC namespace, and half of one CPU by cgroup",
    hints: [
      "Does the group above hand the cpu controller down, and which process is in your group when container_prog begins?",
      "cgroups(7), from \"CGROUPS VERSION 2\": cgroup.subtree_control and cgroup.procs; bash(1), BASHPID",
      "+cpu into the subtree_control above, mkdir, half of the period into cpu.max; a subshell writes its BASHPID to cgroup.procs and becomes unshare by exec; rmdir when the group is empty"
    ] }
]
