# Elective: images of layers. It shares its folder with task 3, whose conductor runs it.
# grader/tasks/README.md says what each key means.
{
  title: "Elective: layers",
  folder: "task3",
  handout: "LAYERS.md",
  elective: true,
  stands_on: ["3"],
  seconds: 180,
  memory: 1024,
  parts: ["containers.sh", "images.sh"],
  files: [
    { name: "layers.sh", kib: 64, settings: true }
  ]
}
