# Task 1: namespaces with system calls. grader/tasks/README.md says what each key means.
{
  title: "Task 1",
  folder: "task1",
  seconds: 30,
  memory: 512,
  files: [
    { name: "namespace_prog.c", kib: 64, needed: true }
  ]
}
