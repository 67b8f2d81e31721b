# Task 4: two services. grader/tasks/README.md says what each key means.
{
  title: "Task 4",
  folder: "task4",
  stands_on: ["3"],
  seconds: 420,
  memory: 2048,
  parts: ["world.sh", "containers.sh", "services.sh", "debootstrap"],
  files: [
    { name: "service-orchestrator.sh", kib: 64, needed: true }
  ]
}
