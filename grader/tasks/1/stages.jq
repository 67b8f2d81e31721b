# The stages of task 1 and their points, in the order in which they are told.
[
  { id: "1a", points: 10, file: "namespace_prog.c",
    title: "child 1 in a new UTS and PID namespace" },
  { id: "1b", points: 10, file: "namespace_prog.c", needs: ["1a"],
    title: "child 2 attached to the namespaces of child 1" }
]
