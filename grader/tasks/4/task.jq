# Task 4: two services. grader/tasks/README.md says what each key means.
{
  title: "Task 4",
  folder: "task4",
  stands_on: ["3"],
  seconds: 420,
  memory: 2048,
  parts: ["world.sh", "containers.sh", "services.sh", "editions.sh", "debootstrap"],
  ways: {
    "2024": { again: "start_once", clean: "clean_by_stop" },
    "2025": { again: "start_once", clean: "clean_by_script" }
  },
  files: [
    { name: "service-orchestrator.sh", kib: 64, needed: true },
    { name: "clean.sh", kib: 64, only: [2025] }
  ]
}
