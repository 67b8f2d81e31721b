# Task 2: containers by hand. grader/tasks/README.md says what each key means.
{
  title: "Task 2",
  folder: "task2",
  seconds: 120,
  memory: 768,
  files: [
    { name: "simple_container.sh", kib: 64, needed: true }
  ]
}
