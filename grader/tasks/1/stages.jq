# The stages of task 1 and their points, in the order in which they are told.
[
  { id: "1a", points: 10, file: "namespace_prog.c",
    title: "child 1 in a new UTS and PID namespace",
    hints: [
      "Which call makes a process that is in new namespaces from its first instruction on, and at which end of its stack does that begin?",
      "clone(2), on the argument stack, CLONE_NEWUTS and CLONE_NEWPID; sethostname(2)",
      "clone() with both flags and SIGCHLD, the high end of family->stack, and its result kept in family->child1; sethostname() in child 1"
    ] },
  { id: "1b", points: 10, file: "namespace_prog.c", needs: ["1a"],
    title: "child 2 attached to the namespaces of child 1",
    hints: [
      "Which process has to change where its later children are born, and which one whose host name it shares?",
      "setns(2), on CLONE_NEWPID and on CLONE_NEWUTS; pidfd_open(2)",
      "pidfd_open() on child 1, setns() for the PID namespace in the parent, then fork(), then setns() for the UTS namespace in child 2 alone"
    ] }
]
