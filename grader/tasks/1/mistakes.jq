# The known mistakes of task 1. grader/tasks/README.md says what each key means. What stops
# the program comes first: whatever else is wrong follows from it, or is seen after it.
[
  { id: "does-not-compile", check: ["1a", "1b"], fact: "not compiles",
    say: "it does not compile: task1/{fact}",
    why: "nothing can be run before the compiler accepts the file",
    look: "the first error only: later ones often follow from it; try 'make' in the task's folder" },

  { id: "low-end", check: "1a", fact: "stack_ended",
    say: "clone() got the low end of the stack: {who} was ended by {signal}",
    why: "a stack grows downwards: what clone() puts there for the child lies below the address that it gets, in the guard",
    look: "clone(2), on its argument stack; region 1a-parent: which end of family->stack does the child start at?",
    hints: [
      "In which direction does a stack grow?",
      "clone(2), on its argument stack",
      "family->stack + STACK_SIZE"
    ] },

  { id: "flags-by-or", check: ["1a", "1b"], fact: "flags_or",
    say: "|| between flags makes 1 of them: what the kernel got was {call}",
    why: "flags are bits that are joined by |; || asks whether any of them is not 0, and that is 1, which as flags of clone() is only the signal 1, SIGHUP, for the parent",
    look: "clone(2), on flags; regions 1a-parent and 1b-parent",
    hints: [
      "What is the value of CLONE_NEWUTS || CLONE_NEWPID?",
      "clone(2), on flags and on the child's termination signal",
      "one | in place of two"
    ] },

  { id: "crash-1a", check: "1a", fact: "crashed_1a",
    say: "{who} was ended by {signal}{place}",
    why: "the kernel ends a process that uses an address or an instruction that it may not",
    look: "that line: which pointer in it points nowhere? gdb, or -fsanitize=address" },

  { id: "crash-1b", check: "1b", fact: "crashed_1b",
    say: "{who} was ended by {signal}{place}",
    why: "the kernel ends a process that uses an address or an instruction that it may not",
    look: "that line: which pointer in it points nowhere? gdb, or -fsanitize=address" },

  { id: "memory", check: ["1a", "1b"], fact: "starved",
    say: "the kernel killed {who} for want of memory: it had {megabytes} MB of the machine's {of} MB",
    why: "when no memory is left the kernel ends the process that holds most of it",
    look: "malloc() and mmap() in your regions: what grows there without end?" },

  { id: "fork-bomb", check: ["1a", "1b"], fact: "crowded",
    say: "the program started {forks} processes; {left} were left when it was stopped",
    why: "two children are wanted; a child that comes back to the code of its parent creates children, too",
    look: "fork(2): where does each child end? _exit(2)" },

  { id: "flood", check: ["1a", "1b"], fact: "flooded",
    say: "the program printed {megabytes} MB; all after the first MB was cut off",
    why: "the whole output is a few hundred bytes: something prints in a loop",
    look: "printf in your regions" },

  { id: "hang-1a", check: "1a", fact: "hung_1a",
    say: "the program did not end and was stopped after {seconds} s: {all}",
    why: "a process that waits needs another one that ends the wait; a loop needs a way out",
    look: "that line: what should come after it, and who is to bring it about?" },

  { id: "forked-by-child-1", check: "1b-pid-2", fact: "child2_of_child1",
    say: "child 1 itself made child 2, which was therefore born in its namespaces",
    why: "nothing was joined: the parent is to attach a process to namespaces that are there already",
    look: "setns(2), pidfd_open(2); region 1b: which process calls fork, and what must it have joined before?",
    hints: [
      "Whose children are born in child 1's PID namespace without any further call?",
      "setns(2), on CLONE_NEWPID",
      "setns and then fork, in the parent"
    ] },

  { id: "child-2-went-on", check: "1b", fact: "child_2_went_on",
    say: "child 2, PID {pid}, went on into the parent's code when child2_main() had returned",
    why: "after fork(2) both processes go on from the same place; only _exit(2) ends the child there",
    look: "_exit(2); region 1b-parent: what does child 2 do after child2_main()?" },

  { id: "pid-2-not-kept", check: "1b", fact: "pid_2_lost",
    say: "child 2 ended, and nobody waited for it: its PID is not in family->child2",
    why: "the given code waits for the child whose PID is there; one that nobody waits for stays as a zombie, and PID 1 of its namespace cannot end before that is gone",
    look: "fork(2), RETURN VALUE; region 1b-parent" },

  { id: "hang-1b", check: "1b", fact: "hung",
    say: "the program did not end and was stopped after {seconds} s: {all}",
    why: "a process that waits needs another one that ends the wait; a loop needs a way out",
    look: "that line: what should come after it, and who is to bring it about?" },

  { id: "child-1-executes", check: "1a", fact: "one_executes",
    say: "child 1, which the program had made in new namespaces, became another program: {comm}",
    why: "exec replaces a program by another one, which knows nothing of this one's code: all that stands after it never happens",
    look: "execve(2); region 1a-child: which call sets a host name without another program?" },

  { id: "another-program", check: "1a-pid-1", fact: "others_work",
    say: "it is another program that made the namespaces, unshare(1) or the like",
    why: "this task is about the system calls themselves: a process that became another program, and what descends from it, do not count",
    look: "clone(2); region 1a: what executes a program there?",
    hints: [
      "Which system call does that program make for you?",
      "clone(2), CLONE_NEWPID and CLONE_NEWUTS",
      "clone() with these flags, and no exec or system()"
    ] },

  { id: "signal-1a", check: "1a", fact: "ended_by",
    say: "the parent was ended by {signal}",
    why: "a signal that nobody handles ends its process; kill(2) with 0 or -1 reaches oneself, too",
    look: "kill(2), abort(3): which of your calls sends a signal, and to whom?" },

  { id: "only-printed", check: "1a", fact: "only_printed",
    say: "the program printed the lines of its children, and created no child",
    why: "the kernel's facts decide: there was one process from beginning to end",
    look: "clone(2); region 1a-parent" },

  { id: "unshare-in-child", check: "1a", fact: "unshared_in_child",
    say: "{who} itself called {call}: only processes that it creates later are born in the new PID namespace",
    why: "unshare(2) with CLONE_NEWPID does not move its caller, who keeps the PID that it was born with",
    look: "unshare(2), clone(2): which of them makes a process and its namespace in one step? region 1a-parent",
    hints: [
      "When does a process get its PID?",
      "unshare(2) and clone(2), on CLONE_NEWPID",
      "clone() with CLONE_NEWPID among its flags"
    ] },

  { id: "call-failed-1a", check: "1a", fact: "failed_1a",
    say: "a call of {who} failed: {call}",
    why: "what stands after a failed call builds on something that is not there",
    look: "the errors in the man page of the call; task1/README.md, When it fails" },

  { id: "said-1a", check: "1a", fact: "said_1a",
    say: "the program ended with an error: {line}",
    why: "what stands after a failed call builds on something that is not there",
    look: "errno(3), and the errors in the man page of the call; task1/README.md, When it fails" },

  { id: "ended-early", check: "1a", fact: "early",
    say: "child 1 ended with status {status} before it was ready",
    why: "once PID 1 of a PID namespace has ended, nobody can be born there: it stays until the parent lets go",
    look: "region 1a-child: what ends child 1 there?" },

  { id: "pid-1-not-kept", check: ["1a", "1b"], fact: "pid_1_lost",
    say: "child 1 was created, and its PID is not in family->child1: the program takes it for missing",
    why: "the given code waits for the child whose PID is there, and passes it on to 1b",
    look: "clone(2), RETURN VALUE; region 1a-parent" },

  { id: "no-newpid", check: "1a-pid-1", fact: "without_newpid",
    say: "CLONE_NEWPID is not among the flags that the kernel got: {call}",
    why: "a child is born in the PID namespace of its parent unless a new one is asked for",
    look: "clone(2), CLONE_NEWPID; region 1a-parent" },

  { id: "no-newuts", check: ["1a-own-uts", "1a-host-name", "1b"], fact: "without_newuts",
    say: "CLONE_NEWUTS is not among the flags that the kernel got: {call}",
    why: "host names belong to the UTS namespace: in a shared one, child 1 renames the machine itself",
    look: "clone(2), CLONE_NEWUTS; region 1a-parent" },

  { id: "no-namespace", check: "1a", fact: "without_any",
    say: "child 1 was created without any new namespace: no call asked for one",
    why: "a plain fork shares all namespaces with its parent, whatever the child prints",
    look: "clone(2), CLONE_NEWPID and CLONE_NEWUTS; region 1a-parent" },

  { id: "parent-unshared", check: ["1a-own-uts", "1a-host-name", "1b"], fact: "parent_unshared",
    say: "the parent itself went into the new UTS namespace by unshare(2), and child 1 shares it",
    why: "unshare(2) with CLONE_NEWUTS moves its caller at once",
    look: "clone(2), CLONE_NEWUTS: whose namespace is new then? region 1a-parent" },

  { id: "named-too-early", check: ["1a-host-name", "1b-parent-unmoved", "1b-output"], fact: "not parent_not_renamed",
    say: "the host name was set in the parent's UTS namespace: that renamed the machine",
    why: "a new UTS namespace begins with a copy of the name, so the right name in child 1 proves nothing when the parent has it too",
    look: "sethostname(2); region 1a: which process calls it, and in which namespace is that process then?",
    hints: [
      "Which process calls sethostname, and is it in the new namespace at that moment?",
      "uts_namespaces(7)",
      "sethostname in child 1, after clone"
    ] },

  { id: "name-cut", check: ["1a-host-name", "1a-output", "1b-output"], fact: "name_cut",
    say: "the host name was cut after {length} bytes: \"{name}\"",
    why: "sethostname(2) takes as many bytes as its second argument says; sizeof of a pointer is the size of the pointer, not of the text",
    look: "sethostname(2), strlen(3); region 1a-child" },

  { id: "other-name", check: ["1a-host-name", "1a-output", "1b-output"], fact: "named_otherwise",
    say: "the host name was set to \"{name}\", and Child1Hostname was asked for",
    why: "the name is CHILD1_HOSTNAME, without anything before or after it",
    look: "sethostname(2); region 1a-child" },

  { id: "not-named", check: ["1a-host-name", "1a-output", "1b-output"], fact: "not_named",
    say: "nobody called sethostname(2): child 1's host name is a copy of the machine's",
    why: "a new UTS namespace begins with a copy of the name of the old one",
    look: "sethostname(2); region 1a-child" },

  { id: "extra-1a", check: "1a-output", fact: "extra_1a",
    say: "{count} more than asked for in the output: \"{line}\"",
    why: "everything that was asked for is there; a line of your own among it is taken for a part of it",
    look: "printf in your regions" },

  { id: "signal-1b", check: "1b", fact: "ended_by",
    say: "the parent was ended by {signal}",
    why: "a signal that nobody handles ends its process; kill(2) with 0 or -1 reaches oneself, too",
    look: "kill(2), abort(3): which of your calls sends a signal, and to whom?" },

  { id: "became-another", check: "1b", fact: "stranger",
    say: "the second child became another program, {comm}: it was to run child2_main()",
    why: "exec replaces a program by another one, which knows nothing of this one's code",
    look: "fork(2); region 1b-parent" },

  { id: "joined-own", check: "1b", fact: "own_joined",
    say: "the parent joined the PID namespace in which it is anyway: {call} was about itself",
    why: "a descriptor stands for the process, or the namespace, from which it was opened",
    look: "pidfd_open(2): of which process? region 1b-parent" },

  { id: "parent-as-child-2", check: "1b", fact: "parent_as_second",
    say: "no second child was created: it is the parent itself that called {call}",
    why: "child 2 is a process of its own; what the parent runs itself, the parent does",
    look: "fork(2); region 1b-parent" },

  { id: "bad-descriptor", check: "1b", fact: "bad_descriptor",
    say: "{fd} is not an open descriptor in {who}: {call}",
    why: "setns(2) wants a descriptor that stands for the namespaces, open in the process that calls it",
    look: "pidfd_open(2); region 1b: where does family->child1_fd get its value, and in which process?" },

  { id: "pid-means-nothing", check: "1b", fact: "pid_unknown",
    say: "{who} looked for child 1 by a PID that means nothing where it is: {call}",
    why: "each PID namespace has numbers of its own: the one that clone() returned is the parent's",
    look: "pidfd_open(2), pid_namespaces(7); region 1b: which process knows that number?" },

  { id: "call-failed-1b", check: "1b", fact: "failed_1b",
    say: "a call of {who} failed: {call}",
    why: "what stands after a failed call builds on something that is not there",
    look: "the errors in the man page of the call; task1/README.md, When it fails" },

  { id: "said-1b", check: "1b", fact: "said_1b",
    say: "the program ended with an error: {line}",
    why: "what stands after a failed call builds on something that is not there",
    look: "errno(3), and the errors in the man page of the call; task1/README.md, When it fails" },

  { id: "no-child-2", check: "1b", fact: "no_second",
    say: "no second child was created: after child 1 nothing was forked",
    why: "child 2 is a process of its own; what the parent runs itself, the parent does",
    look: "fork(2); region 1b-parent" },

  { id: "child-2-in-new-namespace", check: ["1b-pid-2", "1b-same-uts"], fact: "new_pid_again",
    say: "child 2 got a PID namespace of its own, where it is PID {pid}: child 1 is not in it",
    why: "a new namespace is another one, whatever the numbers and names in it",
    look: "setns(2), pidfd_open(2); region 1b-parent" },

  { id: "pid-2-taken", check: ["1b-pid-2", "1b-output"], fact: "pid_2_taken",
    say: "PID 2 went to another process, which was born in the namespace before child 2",
    why: "PIDs are given in the order of birth, to every process there",
    look: "region 1b: which other process is created after setns(2)?" },

  { id: "setns-in-child-2", check: "1b-pid-2", fact: "joined_itself",
    say: "child 2 itself joined the PID namespace, and stays PID {pid}",
    why: "a process keeps its PID for life: setns(2) with a PID namespace changes where the caller's later children are born",
    look: "setns(2), pid_namespaces(7); region 1b: who calls it, and when?" },

  { id: "setns-too-late", check: "1b-pid-2", fact: "joined_late",
    say: "child 2 was born before the parent joined the PID namespace",
    why: "setns(2) with a PID namespace changes where the caller's later children are born, and nothing about those it has",
    look: "setns(2), pid_namespaces(7); region 1b-parent: the order of its calls" },

  { id: "pid-not-joined", check: "1b-pid-2", fact: "never_joined_pid",
    say: "child 2, PID {pid}, is in the parent's PID namespace: nobody joined child 1's before it was born",
    why: "each kind of namespace is joined by a call of its own, and this kind is chosen at birth",
    look: "setns(2), CLONE_NEWPID; region 1b-parent" },

  { id: "child-2-own-uts", check: ["1b-same-uts", "1b-output"], fact: "new_uts_again",
    say: "child 2 is in a UTS namespace of its own, not in child 1's",
    why: "a new namespace is another one, even if the name in it is the same",
    look: "setns(2), CLONE_NEWUTS; region 1b-child" },

  { id: "parent-joined-uts", check: ["1b-parent-unmoved", "1b-output"], fact: "parent_joined_uts",
    say: "the parent itself joined child 1's UTS namespace",
    why: "setns(2) with a UTS namespace moves its caller at once: everything the parent does from then on happens under the other name",
    look: "setns(2); region 1b: which namespace must be joined by the parent, and which by child 2?",
    hints: [
      "Which of the two processes should have the other host name?",
      "setns(2), on CLONE_NEWPID and on the other kinds",
      "CLONE_NEWUTS alone, in child 2"
    ] },

  { id: "machine-renamed", check: ["1b-parent-unmoved", "1b-output"], fact: "renamed_late",
    say: "{who} set a host name in the parent's UTS namespace: that renamed the machine",
    why: "sethostname(2) sets the name of the namespace in which its caller is; child 1's has its name already",
    look: "setns(2), CLONE_NEWUTS; region 1b-child" },

  { id: "uts-not-joined", check: ["1b-same-uts", "1b-output"], fact: "never_joined_uts",
    say: "child 2 is not in child 1's UTS namespace: it never joined it",
    why: "each kind of namespace is joined by a call of its own; a PID namespace does not bring the host name with it",
    look: "setns(2), CLONE_NEWUTS; region 1b-child" },

  { id: "left-running", check: "1b-nobody-left", fact: "not nobody_left",
    say: "when the program had ended, {fact}",
    why: "a child that outlives its parent keeps its namespaces alive, and nobody waits for it",
    look: "kill(2), waitpid(2): what ends each of your processes, and who waits for it?" },

  { id: "extra-1b", check: "1b-output", fact: "extra_1b",
    say: "{count} more than asked for in the output: \"{line}\"",
    why: "everything that was asked for is there; a line of your own among it is taken for a part of it",
    look: "printf in your regions" }
]
