# The stages of task 2 and their points, in the order in which they are told.
[
  { id: "2a", points: 8, file: "simple_container.sh",
    title: "container_prog and its libraries under another root" },
  { id: "2b", points: 8, file: "simple_container.sh", needs: ["2a"],
    title: "PID and UTS namespaces" },
  { id: "2c", points: 9, file: "simple_container.sh", needs: ["2a"],
    title: "IPC namespace, and half of one CPU by cgroup" }
]
