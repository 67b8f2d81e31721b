# The checks of task 1, in the order in which they are told. grader/tasks/README.md says
# what each key means.
[
  { id: "1a-compiles", stage: "1a", share: 0, name: "namespace_prog.c compiles",
    demands: [
      { fact: "compiler_started",
        required: "namespace_prog.c compiles",
        why: "the stage is judged by running your program",
        look: "the note at the end of this report" },
      { fact: "compiler_ended",
        required: "namespace_prog.c compiles",
        why: "nothing can be run before the compiler accepts the file",
        look: "#include lines: what do they name?" },
      { fact: "compiles",
        required: "namespace_prog.c compiles",
        why: "nothing can be run before the compiler accepts the file",
        look: "the first error only: later ones often follow from it; try 'make' in the task's folder" }
    ] },

  { id: "1a-pid-1", stage: "1a", share: 4, name: "child 1 is PID 1 of a new PID namespace",
    fact: "child1_is_pid_1",
    required: "the parent creates child 1 in a new PID namespace, where child 1 is PID 1",
    why: "a PID namespace numbers its processes from 1; what the program prints about itself proves nothing, the kernel shows no process with PID 1 in a new namespace",
    look: "clone(2), CLONE_NEWPID; pid_namespaces(7); region 1a" },

  { id: "1a-own-uts", stage: "1a", share: 2, name: "child 1 has a UTS namespace of its own",
    fact: "child1_own_uts",
    required: "child 1's UTS namespace is not the parent's",
    why: "host names belong to the UTS namespace: in a shared one, child 1 renames the machine itself",
    look: "clone(2), CLONE_NEWUTS; uts_namespaces(7); region 1a" },

  { id: "1a-host-name", stage: "1a", share: 2, name: "child 1's host name is Child1Hostname",
    demands: [
      { fact: "child1_named",
        required: "child 1 sets the host name of its UTS namespace to Child1Hostname",
        why: "a new UTS namespace begins with a copy of the name of the old one",
        look: "sethostname(2); region 1a" },
      { fact: "parent_not_renamed",
        required: "only the name in the new UTS namespace is set",
        why: "a name set before the new namespace exists is the name of the machine",
        look: "sethostname(2); region 1a: which process calls it, and when?" }
    ] },

  { id: "1a-output", stage: "1a", share: 2, name: "the output is as required up to child 1's lines",
    fact: "output_1a",
    required: "the parent prints its PID and host name, then child 1 prints its own",
    why: "the kernel's facts and what the program says must agree",
    look: "task1/README.md, Try it" },

  { id: "1b-compiles", stage: "1b", share: 0, name: "namespace_prog.c compiles",
    demands: [
      { fact: "compiler_started",
        required: "namespace_prog.c compiles",
        why: "the stage is judged by running your program",
        look: "the note at the end of this report" },
      { fact: "compiler_ended",
        required: "namespace_prog.c compiles",
        why: "nothing can be run before the compiler accepts the file",
        look: "#include lines: what do they name?" },
      { fact: "compiles",
        required: "namespace_prog.c compiles",
        why: "nothing can be run before the compiler accepts the file",
        look: "the first error only: later ones often follow from it; try 'make' in the task's folder" }
    ] },

  { id: "1b-pid-2", stage: "1b", share: 3, name: "child 2 is PID 2 in child 1's PID namespace",
    fact: "child2_is_pid_2",
    required: "a second child is in child 1's PID namespace, and is PID 2 there",
    why: "a process has its number from the PID namespace in which it was born",
    look: "setns(2), pid_namespaces(7), pidfd_open(2); region 1b" },

  { id: "1b-same-uts", stage: "1b", share: 3, name: "child 2 is in child 1's UTS namespace",
    fact: "child2_same_uts",
    required: "child 2's UTS namespace is child 1's",
    why: "each kind of namespace is joined by a call of its own; a PID namespace does not bring the host name with it",
    look: "setns(2), CLONE_NEWUTS; region 1b" },

  { id: "1b-parent-unmoved", stage: "1b", share: 2, name: "the parent's own host name and UTS namespace never change",
    fact: "parent_unmoved",
    required: "the parent stays in its UTS namespace and that keeps its host name, from the first line to the last",
    why: "setns(2) with a UTS namespace moves the caller at once: called in the parent, everything the parent does from then on happens under the other name",
    look: "setns(2); region 1b: who calls it, parent or child?" },

  { id: "1b-nobody-left", stage: "1b", share: 1, name: "no process is left at the end",
    demands: [
      { fact: "ended",
        required: "the program ends by itself",
        why: "a program that waits for ever holds its namespaces for ever",
        look: "waitpid(2): which child is waited for, and what should end it?" },
      { fact: "nobody_left",
        required: "when the program has ended, none of its processes is left",
        why: "a child that outlives its parent keeps its namespaces alive, and nobody waits for it",
        look: "kill(2), waitpid(2)" }
    ] },

  { id: "1b-output", stage: "1b", share: 1, name: "the output is as required",
    fact: "output_1b",
    required: "the whole output, with the parent's lines the same each time",
    why: "the kernel's facts and what the program says must agree",
    look: "task1/README.md, Try it" }
]
