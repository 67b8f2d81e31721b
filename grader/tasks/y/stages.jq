# The stages of the elective about layers and their points, in the order in which they
# are told.
[
  { id: "y1", points: 5, file: "layers.sh", needs: ["y3"],
    title: "COPY: files of yours as a layer" },
  { id: "y2", points: 5, file: "layers.sh", needs: ["y3"],
    title: "RUN: what a command changed as a layer" },
  { id: "y3", points: 5, file: "layers.sh",
    title: "the stack: many layers as one root" }
]
