# The elective: a container runtime in C. It shares its folder with task 1.
# grader/tasks/README.md says what each key means.
{
  title: "Elective",
  folder: "task1",
  handout: "CONTAINER.md",
  elective: true,
  seconds: 240,
  memory: 768,
  # its limits are on swap as well
  swap: 32,
  parts: ["world.sh", "containers.sh", "images.sh", "debootstrap", "trial"],
  # a library: what a student writes in place of it goes before it
  made: ["given.a"],
  files: [
    { name: "container.c", kib: 128 },
    # what another course's container.c brings along
    { name: "change_root.c", kib: 64, settings: true, only: [2024, 2025] },
    { name: "change_root.h", kib: 64, settings: true, only: [2024, 2025] }
  ]
}
