# The stages of task 3 and their points, in the order in which they are told.
[
  { id: "3a", points: 12, file: "conductor.sh",
    title: "run: a command in five new namespaces and a root of its own" },
  { id: "3b", points: 8, file: "conductor.sh", needs: ["3a", "3n"],
    title: "exec: another command in the same namespaces and root" },
  { id: "3n", points: 5, file: "nsenter-lite.c", since: 2026,
    title: "nsenter-lite: joining namespaces in C" },
  { id: "3c", points: 10, file: "conductor.sh", needs: ["3a"],
    title: "addnetwork: a veth pair, and three interfaces up" }
]
