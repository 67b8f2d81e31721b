# Task 3: conductor. grader/tasks/README.md says what each key means.
{
  title: "Task 3",
  folder: "task3",
  product: "conductor",
  seconds: 240,
  memory: 1024,
  parts: ["world.sh", "containers.sh", "editions.sh", "debootstrap"],
  ways: {
    "2024": { arguments: "plain_arguments" },
    "2025": { arguments: "plain_arguments", image: "image_of_file", layers: "layered_images" }
  },
  older_product: { "2024": "older", "2025": "older" },
  files: [
    { name: "conductor.sh", kib: 256, needed: true },
    { name: "config.sh", kib: 16, needed: true, settings: true, names: { "2025": "setup.sh" } },
    { name: "nsenter-lite.c", kib: 64, needed: true, since: 2026 }
  ]
}
