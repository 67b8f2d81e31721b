# The known mistakes of task 3. grader/tasks/README.md says what each key means.
[
  { id: "proc-of-machine", check: "3a-proc", fact: "proc_of_machine",
    say: "/proc in the container is the machine's: it lists the machine's processes",
    why: "proc shows the PID namespace of the process that mounts it, for as long as it is mounted; this one was mounted from outside the new namespace",
    look: "mount(8), type proc; region 3a: is the process that mounts it already in the new PID namespace?",
    hints: [
      "Which process mounts /proc, and is it in the new PID namespace or only its parent?",
      "pid_namespaces(7), \"/proc and PID namespaces\"",
      "mount -t proc proc \"$rootfs/proc\", by a command that unshare --fork starts"
    ] },

  { id: "one-string", check: "3b-namespaces", fact: "exec_in_one_string",
    say: "exec put the command and its arguments into one string, and a shell took that apart again",
    why: "in a string nothing tells where an argument ends: spaces, quotation marks and wildcards in it are the shell's again",
    look: "bash(1), Special Parameters: \"$@\" and \"$*\"; region 3b",
    hints: [
      "How many arguments does the command get for one that has a space in it?",
      "bash(1), Special Parameters, on * and @ in double quotes",
      "\"$@\" behind --, and no sh -c"
    ] },

  { id: "no-fork", check: "3n-namespaces", fact: "lite_does_not_fork",
    say: "nsenter-lite joined the PID namespace and then became the command itself, without a fork",
    why: "setns(2) with a PID namespace leaves its caller where it is: only children born afterwards are in it",
    look: "setns(2), on CLONE_NEWPID; fork(2); region 3n-fork",
    hints: [
      "Which process is in the namespace after setns: the caller, or the next child?",
      "pid_namespaces(7), \"setns(2) and unshare(2) semantics\"",
      "fork(), and execvp() in the child only"
    ] }
]
