# The known mistakes of task 3. grader/tasks/README.md says what each key means. What stops
# a command comes first: whatever else is missing follows from it.
[
  { id: "carriage-returns", check: "3a", fact: "not unix_line_ends",
    say: "the script has DOS line ends: {fact}",
    why: "bash takes the carriage return at the end of a line for a part of the last word",
    look: "sed -i 's/\\r$//' conductor.sh; an editor on Windows puts them there" },

  { id: "syntax-error", check: "3a", fact: "not parses",
    say: "bash cannot parse the script: {fact}",
    why: "a script with a syntax error runs up to that line and then stops",
    look: "bash -n conductor.sh; the line named is where bash noticed, the cause may stand above" },

  { id: "zero-forgotten", check: "3a", fact: "zero_forgotten",
    say: "the first argument after the string of sh -c is $0, so \"$1\" was your command, {one}, and $0 was {zero}",
    why: "bash -c STRING A B … runs STRING with A as $0, B as $1: a word of your choice has to stand in the place of A",
    look: "bash(1), OPTIONS, -c; region 3a" },

  { id: "run-one-string", check: "3a", fact: "run_one_string",
    say: "run put the command and its arguments into one string, and a shell took that apart again",
    why: "in a string nothing tells where an argument ends: spaces, quotation marks and wildcards in it are the shell's again",
    look: "bash(1), Special Parameters: \"$@\" and \"$*\"; region 3a" },

  { id: "run-stuck", check: "3a", fact: "run_stuck",
    say: "run never came to the command: it was still at `{command}`",
    why: "each command of a script is waited for; one that asks a terminal, or runs on, is waited for without end",
    look: "region 3a: what should that command do there? chroot(8) without a command starts a shell" },

  { id: "run-not-forked", check: "3a-pid-1", fact: "run_not_forked",
    say: "unshare made a PID namespace and then became the next program itself, which stays outside of it",
    why: "unshare(2) does not move its caller: only its children are born in the new PID namespace, and when the first of them ends nobody else can be",
    look: "unshare(1): which option makes it start the program as a child? region 3a" },

  { id: "run-in-background", check: "3a", fact: "run_left",
    say: "run ended while its command still ran: it was started in the background",
    why: "a container lives as long as its command, and run says with which status that ended",
    look: "bash(1), on &; region 3a: what waits for the command?" },

  { id: "run-ended", check: "3a-pid-1", fact: "run_ended",
    say: "run ended with status {status} before the command began: {said}",
    why: "all the rest happens in the container",
    look: "region 3a; status 127 is a command that is not found, below the new root if chroot has been called" },

  { id: "no-exec", check: "3a", fact: "not_first",
    say: "PID 1 of the container is {comm}, and the command is PID {pid}: exec is missing before it",
    why: "a shell starts a command as a child and waits for it; with exec it becomes the command, which then is PID 1",
    look: "bash(1), exec; region 3a: the last command of the inner shell" },

  { id: "run-without-namespaces", check: "3a", fact: "run_asked_nothing",
    say: "no call of run asked for a new namespace",
    why: "a container is a process in namespaces of its own",
    look: "unshare(1); region 3a" },

  { id: "no-newpid", check: ["3a-pid-1", "3a-proc"], fact: "run_without_pid",
    say: "CLONE_NEWPID is not among the flags that the kernel got: {call}",
    why: "a child is born in the PID namespace of its parent unless a new one is asked for",
    look: "unshare(1), --pid; region 3a" },

  { id: "no-newuts", check: "3a-own-uts", fact: "run_without_uts",
    say: "CLONE_NEWUTS is not among the flags that the kernel got: {call}",
    why: "a host name set inside would rename the machine",
    look: "unshare(1), --uts; region 3a" },

  { id: "no-newnet", check: ["3a-own-net", "3a-sys"], fact: "run_without_net",
    say: "CLONE_NEWNET is not among the flags that the kernel got: {call}",
    why: "without it the container has the links, ports and rules of the machine",
    look: "unshare(1), --net; region 3a" },

  { id: "no-newns", check: ["3a-own-mnt", "3a-proc", "3a-sys", "3a-dev"], fact: "run_without_mnt",
    say: "CLONE_NEWNS is not among the flags that the kernel got: {call}",
    why: "mounts made for the container are mounts of the machine then, and stay when it ends",
    look: "unshare(1), --mount; region 3a" },

  { id: "no-newipc", check: "3a-own-ipc", fact: "run_without_ipc",
    say: "CLONE_NEWIPC is not among the flags that the kernel got: {call}",
    why: "without it shared memory and message queues of the machine are open to the container",
    look: "unshare(1), --ipc; region 3a" },

  { id: "machines-root", check: "3a", fact: "run_in_machines_root",
    say: "the command ran with the root directory of the machine",
    why: "namespaces hide processes, links and names: not files",
    look: "chroot(8) or pivot_root(8); region 3a" },

  { id: "root-closed", check: "3a-root-mode", fact: "root_closed",
    say: "/ of the container has mode {mode}: nobody but root gets in",
    why: "apt drops root and becomes _apt: it can read no file then",
    look: "chmod(1) on rootfs; region 3a" },

  { id: "proc-of-machine", check: "3a-proc", fact: "proc_of_machine",
    say: "/proc in the container is the machine's: it lists the machine's processes",
    why: "proc shows the PID namespace of the process that mounts it, for as long as it is mounted; this one was mounted from outside the new namespace",
    look: "mount(8), type proc; region 3a: is the process that mounts it already in the new PID namespace?",
    hints: [
      "Which process mounts /proc, and is it in the new PID namespace or only its parent?",
      "pid_namespaces(7), \"/proc and PID namespaces\"",
      "mount -t proc proc \"$rootfs/proc\", by a command that unshare --fork starts"
    ] },

  { id: "no-proc", check: "3a-proc", fact: "no_proc_mounted",
    say: "no proc is mounted at /proc of the container",
    why: "ps, top and many others read /proc",
    look: "mount(8), type proc; region 3a" },

  { id: "no-sysfs", check: "3a-sys", fact: "no_sysfs_mounted",
    say: "no sysfs is mounted at /sys of the container",
    why: "tools find network links and devices there",
    look: "mount(8), type sysfs; region 3a" },

  { id: "sysfs-of-machine", check: "3a-sys", fact: "sysfs_of_machine",
    say: "/sys in the container is the machine's: it lists the machine's links",
    why: "sysfs shows the network namespace of the process that mounts it; this one was mounted from outside the new namespace",
    look: "mount(8), type sysfs; region 3a: is the process that mounts it already in the new network namespace?" },

  { id: "no-devices", check: "3a-dev", fact: "no_devices",
    say: "nothing is mounted at /dev of the container: it has no devices",
    why: "most programs open /dev/null; the image brings no devices along",
    look: "mount --bind of /dev, or a tmpfs and mknod(1); region 3a" },

  { id: "chmod-on-devices", check: "3a-machine-kept", fact: "chmod_on_devices",
    say: "`{command}` changed the machine's own devices",
    why: "what is bind-mounted is the same file, whatever path leads to it",
    look: "chmod before /dev is mounted, and without -R; region 3a" },

  { id: "run-split", check: "3a-arguments", fact: "run_split",
    say: "run split the arguments again at their spaces",
    why: "without quotation marks a shell takes apart what it puts in: of \"$@\" nothing but the quotation marks keeps words whole",
    look: "bash(1), Special Parameters: \"$@\"; region 3a" },

  { id: "image-written", check: "3a-stop", fact: "not image_kept",
    say: "the container wrote to the image",
    why: "all containers of an image share it",
    look: "mount(8), overlay; what is mounted at rootfs when the command begins?" },

  { id: "one-string", check: "3b-namespaces", fact: "exec_in_one_string",
    say: "exec put the command and its arguments into one string, and a shell took that apart again",
    why: "in a string nothing tells where an argument ends: spaces, quotation marks and wildcards in it are the shell's again",
    look: "bash(1), Special Parameters: \"$@\" and \"$*\"; region 3b",
    hints: [
      "How many arguments does the command get for one that has a space in it?",
      "bash(1), Special Parameters, on * and @ in double quotes",
      "\"$@\" behind --, and no sh -c"
    ] },

  { id: "exec-stuck", check: "3b-namespaces", fact: "exec_stuck",
    say: "exec never came to the command: it was still at `{command}`",
    why: "without a command nsenter(1) and chroot(8) start a shell, which waits for somebody to type",
    look: "region 3b: where does the command stand in yours?" },

  { id: "exec-ended", check: "3b-namespaces", fact: "exec_ended",
    say: "exec ended with status {status} before the command began: {said}",
    why: "what comes first changes what the rest can see: a PID and a path mean something else in other namespaces and below another root",
    look: "nsenter(1): it opens what it needs before it enters anything; region 3b" },

  { id: "exec-outside", check: "3b-namespaces", fact: "exec_outside",
    say: "exec leaves the command outside of the container's {kinds} namespace{s}",
    why: "in any namespace that is not joined, the command is on the machine and not in the container",
    look: "nsenter(1): one option for each namespace; region 3b" },

  { id: "exec-in-machines-root", check: "3b-root", fact: "exec_in_machines_root",
    say: "exec runs the command with the root directory of the machine",
    why: "joining a mount namespace changes which mounts there are, not where / is",
    look: "nsenter(1), --root; region 3b" },

  { id: "exec-split", check: "3b-arguments", fact: "exec_split",
    say: "exec split the arguments again at their spaces",
    why: "without quotation marks a shell takes apart what it puts in: of \"$@\" nothing but the quotation marks keeps words whole",
    look: "bash(1), Special Parameters: \"$@\"; region 3b" },

  { id: "exec-status-lost", check: "3b-status", fact: "exec_status_lost",
    say: "the command exits with {wanted}, and exec with {got}",
    why: "a script can only rely on a tool that passes the status on",
    look: "region 3b: what is its last command?" },

  { id: "does-not-compile", check: ["3n"], fact: "not compiles",
    say: "it does not compile: task3/{fact}",
    why: "nothing can be run before the compiler accepts the file",
    look: "the first error only: later ones often follow from it; try 'make' in the task's folder" },

  { id: "lite-crash", check: "3n", fact: "crashed_3n",
    say: "nsenter-lite was ended by {signal}{place}",
    why: "the kernel ends a process that uses an address or an instruction that it may not",
    look: "that line: which pointer in it points nowhere? gdb, or -fsanitize=address" },

  { id: "lite-hang", check: "3n", fact: "hung_3n",
    say: "nsenter-lite did not end and was stopped after {seconds} s: it {doing}{place}",
    why: "a process that waits needs another one that ends the wait; a loop needs a way out",
    look: "that line: what should come after it, and who is to bring it about?" },

  { id: "no-fork", check: "3n-namespaces", fact: "lite_does_not_fork",
    say: "nsenter-lite joined the PID namespace and then became the command itself, without a fork",
    why: "setns(2) with a PID namespace leaves its caller where it is: only children born afterwards are in it",
    look: "setns(2), on CLONE_NEWPID; fork(2); region 3n-fork",
    hints: [
      "Which process is in the namespace after setns: the caller, or the next child?",
      "pid_namespaces(7), \"setns(2) and unshare(2) semantics\"",
      "fork(), and execvp() in the child only"
    ] },

  { id: "lite-call-failed", check: "3n", fact: "lite_call_failed",
    say: "a call of nsenter-lite failed: {call}",
    why: "what stands after a failed call builds on something that is not there",
    look: "setns(2), ERRORS; region 3n-join" },

  { id: "lite-ended", check: "3n-namespaces", fact: "lite_ended",
    say: "nsenter-lite ended with status {status} before the command began: {said}",
    why: "in another mount namespace and below another root, paths lead elsewhere",
    look: "regions 3n-open and 3n-join: what must be opened, or found, before the root changes?" },

  { id: "lite-twice", check: "3n-namespaces", fact: "lite_twice",
    say: "the command was executed {count} times",
    why: "after fork(2) both processes go on from the same place: each of them needs to know which one it is, and to go there only",
    look: "fork(2), RETURN VALUE; regions 3n-fork and 3n-wait" },

  { id: "lite-outside", check: "3n-namespaces", fact: "lite_outside",
    say: "nsenter-lite leaves the command outside of the target's {kinds} namespace",
    why: "each namespace is joined by a call of its own",
    look: "setns(2); regions 3n-open and 3n-join" },

  { id: "lite-other-root", check: "3n-root", fact: "lite_in_other_root",
    say: "with -r the command does not have the root directory of the target",
    why: "joining a mount namespace sets the root directory to the root of that namespace: what was set before is lost",
    look: "fchdir(2), chroot(2) on descriptors that were opened before; region 3n-join: the order of its calls" },

  { id: "lite-other-directory", check: "3n-root", fact: "not lite_directory",
    say: "with -w the command does not have the working directory of the target",
    why: "joining a mount namespace sets it to the root of that namespace",
    look: "fchdir(2) on a descriptor that was opened before; region 3n-join" },

  { id: "lite-leaks", check: "3n-arguments", fact: "not lite_closes",
    say: "descriptors of the machine are {fact}",
    why: "a descriptor of the machine in the hands of the container is a way out",
    look: "O_CLOEXEC in open(2); region 3n-open" },

  { id: "lite-not-awaited", check: "3n-status", fact: "lite_not_awaited",
    say: "nsenter-lite ended while its command still ran: it did not wait for it",
    why: "who does not wait gets no exit status, and has nobody left to pass a signal to; waitpid(2) with WNOHANG only looks",
    look: "waitpid(2), on WNOHANG and what it returns; region 3n-wait" },

  { id: "lite-mask", check: "3n-status", fact: "not lite_mask",
    say: "the command starts with the signals blocked that nsenter-lite blocks for itself",
    why: "the mask is inherited by fork and exec: a command with SIGTERM blocked cannot be ended politely",
    look: "sigprocmask(2), SIG_SETMASK; region 3n-fork: what is BEFORE for?" },

  { id: "lite-status-lost", check: "3n-status", fact: "lite_status_lost",
    say: "the command exits with {wanted}, and nsenter-lite with {got}",
    why: "who calls it learns nothing else",
    look: "waitpid(2), WEXITSTATUS; region 3n-wait" },

  { id: "lite-signal", check: "3n-status", fact: "not lite_signal",
    say: "a SIGTERM to nsenter-lite: {fact}",
    why: "nsenter-lite stands between the user and the command: who ends it means the command",
    look: "sigwaitinfo(2), kill(2); region 3n-wait" },

  { id: "lo-of-machine", check: "3c", fact: "lo_of_machine",
    say: "the lo that was set up is the machine's, not the container's",
    why: "each network namespace has a lo of its own, which is down at first",
    look: "ip(8), -n; region 3c" },

  { id: "inside-not-moved", check: "3c", fact: "both_here",
    say: "{inside} is on the machine, not in the container: it was never moved",
    why: "a veth pair is a cable: one end must be in each network namespace",
    look: "ip-link(8), netns; region 3c" },

  { id: "outside-moved", check: "3c", fact: "both_inside",
    say: "{outside} is in the container, not on the machine: both ends are inside",
    why: "a veth pair is a cable: one end must be in each network namespace",
    look: "ip-link(8), netns; region 3c" },

  { id: "link-failed", check: "3c", fact: "link_failed",
    say: "`{command}` failed: {said}",
    why: "ip(8) looks for a link in the network namespace in which it is, or which -n names; the ends of a pair may be in different ones",
    look: "ip(8), -n; region 3c: which end is where at that line?" },

  { id: "ends-down", check: "3c", fact: "ends_down",
    say: "nothing set {ends} up{undone}",
    why: "a link that is down has no route, and a veth end has a carrier only when both are up; in a new network namespace lo is down, too",
    look: "ip link set dev … up, and ip -n; region 3c" },

  { id: "network-undone", check: "3c", fact: "network_undone",
    say: "addnetwork failed with status {status} and took everything back: {said}",
    why: "what is to be there for the rest of addnetwork, a pair whose ends are up, was not",
    look: "region 3c, and what addnetwork does after it" }
]
