# The known mistakes of task 1. grader/tasks/README.md says what each key means.
[
  { id: "another-program", check: "1a-pid-1", fact: "others_work",
    say: "it is another program that made the namespaces, unshare(1) or the like",
    why: "this task is about the system calls themselves: a process that became another program, and what descends from it, do not count",
    look: "clone(2); region 1a: what executes a program there?",
    hints: [
      "Which system call does that program make for you?",
      "clone(2), CLONE_NEWPID and CLONE_NEWUTS",
      "clone() with these flags, and no exec or system()"
    ] },

  { id: "named-too-early", check: "1a-host-name", fact: "not parent_not_renamed",
    say: "the host name was set in the parent's UTS namespace: that renamed the machine",
    why: "a new UTS namespace begins with a copy of the name, so the right name in child 1 proves nothing when the parent has it too",
    look: "sethostname(2); region 1a: which process calls it, and in which namespace is that process then?",
    hints: [
      "Which process calls sethostname, and is it in the new namespace at that moment?",
      "uts_namespaces(7)",
      "sethostname in child 1, after clone"
    ] },

  { id: "forked-by-child-1", check: "1b-pid-2", fact: "child2_of_child1",
    say: "child 1 itself made child 2, which was therefore born in its namespaces",
    why: "nothing was joined: the parent is to attach a process to namespaces that are there already",
    look: "setns(2), pidfd_open(2); region 1b: which process calls fork, and what must it have joined before?",
    hints: [
      "Whose children are born in child 1's PID namespace without any further call?",
      "setns(2), on CLONE_NEWPID",
      "setns and then fork, in the parent"
    ] },

  { id: "parent-joined-uts", check: "1b-parent-unmoved", fact: "parent_joined_uts",
    say: "the parent itself joined child 1's UTS namespace",
    why: "setns(2) with a UTS namespace moves its caller at once: everything the parent does from then on happens under the other name",
    look: "setns(2); region 1b: which namespace must be joined by the parent, and which by child 2?",
    hints: [
      "Which of the two processes should have the other host name?",
      "setns(2), on CLONE_NEWPID and on the other kinds",
      "CLONE_NEWUTS alone, in child 2"
    ] }
]
