# The stages of the elective and their points, in the order in which they are told.
[
  { id: "x1", points: 5, file: "container.c",
    title: "the image as the read-only layer of an overlay" },
  { id: "x2", points: 5, file: "container.c", needs: ["x1"],
    title: "pivot_root, and a proc of its own" },
  { id: "x3", points: 5, file: "container.c", needs: ["x2"],
    title: "host name and a veth pair" },
  { id: "x4", points: 5, file: "container.c", needs: ["x2"],
    title: "limits by cgroup" }
]
