# The known mistakes of task 2. grader/tasks/README.md says what each key means.
[
  { id: "no-fork", check: "2b-pid-1", fact: "two_not_forked",
    say: "unshare made a PID namespace and then became container_prog itself, which stays outside of it",
    why: "unshare(2) does not move its caller: only its children are born in the new PID namespace, the first of them as PID 1",
    look: "unshare(1): which option makes it start the program as a child? region 2b",
    hints: [
      "Who is born in the new namespace: the process that asked for it, or its children?",
      "unshare(1), DESCRIPTION of --pid and --fork",
      "unshare --fork"
    ] },

  { id: "another-limit", check: "2c-half", fact: "third_otherwise",
    say: "the group has a limit, and it is not half of one CPU",
    why: "cpu.max holds a quota and a period in microseconds: their quotient is the number of CPUs",
    look: "cgroups(7), cpu.max; region 2c-create: which quotient do your two numbers have?",
    hints: [
      "What is the quotient of the two numbers in your cpu.max?",
      "the kernel's cgroup-v2 document, CPU Interface Files",
      "half of the period"
    ] }
]
