# The stages of the elective about layers and their points, in the order in which they
# are told.
[
  { id: "y1", points: 5, file: "layers.sh", needs: ["y3"],
    title: "COPY: files of yours as a layer",
    hints: [
      "In which of the directories of an overlay does a file appear that you write through the merged one?",
      "the kernel's page on overlayfs, \"Upper and Lower\"; mount(8), \"overlay\"; cp(1)",
      "mount -t overlay with lowerdir=, upperdir=new/diff and workdir=new/work, then cp -a -T --remove-destination"
    ] },
  { id: "y2", points: 5, file: "layers.sh", needs: ["y3"],
    title: "RUN: what a command changed as a layer",
    hints: [
      "What must a command not see that you did not write yourself, and what keeps it from that in region 3a?",
      "unshare(1); chroot(8) or chroot(8); pid_namespaces(7) on proc",
      "unshare with five namespaces and --fork, proc inside, chroot to new/root; keep the status before you unmount"
    ] },
  { id: "y3", points: 5, file: "layers.sh",
    title: "the stack: many layers as one root",
    hints: [
      "When two directories in lowerdir= hold the same file, which of the two do you see?",
      "the kernel's page on overlayfs, \"Multiple lower layers\"; mount(8)",
      "lowerdir= takes directories with a colon between them, the topmost first"
    ] }
]
