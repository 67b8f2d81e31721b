# The known mistakes of task 2. grader/tasks/README.md says what each key means. What stops
# the script comes first: whatever else is missing follows from it.
[
  { id: "carriage-returns", check: "2a", fact: "not unix_line_ends",
    say: "the script has DOS line ends: {fact}",
    why: "bash takes the carriage return at the end of a line for a part of the last word",
    look: "sed -i 's/\\r$//' simple_container.sh; an editor on Windows puts them there" },

  { id: "syntax-error", check: "2a", fact: "not parses",
    say: "bash cannot parse the script: {fact}",
    why: "a script with a syntax error runs up to that line and then stops",
    look: "bash -n simple_container.sh; the line named is where bash noticed, the cause may stand above" },

  { id: "fork-bomb", check: ["2a", "2b", "2c"], fact: "crowded",
    say: "the script started {forks} processes; {left} were left when it was stopped",
    why: "a dozen is enough: something starts itself again and again",
    look: "loops and functions in your regions" },

  { id: "flood", check: ["2a", "2b", "2c"], fact: "flooded",
    say: "the script printed {megabytes} MB; all after the first MB was cut off",
    why: "the whole output is a few hundred bytes: something prints in a loop",
    look: "loops in your regions" },

  { id: "hang-2a", check: "2a", fact: "hung_2a",
    say: "the script did not end and was stopped after {seconds} s, in line {line}, in {function}{during}",
    why: "a loop needs a way out, and a process that waits needs another one that ends the wait",
    look: "that line: what should have come after it?" },

  { id: "hang-2b", check: "2b", fact: "hung_2b",
    say: "the script did not end and was stopped after {seconds} s, in line {line}, in {function}{during}",
    why: "a loop needs a way out, and a process that waits needs another one that ends the wait",
    look: "that line: what should have come after it?" },

  { id: "hang-2c", check: "2c", fact: "hung_2c",
    say: "the script did not end and was stopped after {seconds} s, in line {line}, in {function}{during}",
    why: "a loop needs a way out, and a process that waits needs another one that ends the wait",
    look: "that line: what should have come after it? cgroup.events, cgroup.procs" },

  { id: "only-printed", check: ["2a-root", "2b-pid-1", "2c-subtask3"], fact: "only_printed",
    say: "the script printed what container_prog prints, and container_prog was never executed",
    why: "the kernel's facts decide",
    look: "chroot(8); region 2a-run" },

  { id: "libraries-elsewhere", check: "2a", fact: "libraries_elsewhere",
    say: "what was to be below container_root went to {target}",
    why: "{why}",
    look: "bash(1), QUOTING; region 2a-libs" },

  { id: "no-library", check: "2a", fact: "no_library",
    say: "{library} is not below container_root: the loader found no such file",
    why: "the loader is there; each library that ldd(1) names must be at its path, too",
    look: "ldd(1), ld.so(8); region 2a-libs" },

  { id: "command-elsewhere", check: "2a", fact: "command_elsewhere",
    say: "below the new root chroot found no {command}",
    why: "the command is looked up when the root has changed: a path begins at \"$ROOT\" then, and a name without any slash is looked for in $PATH",
    look: "chroot(8), chroot(2); region 2a-run: which path has container_prog for a process whose root is \"$ROOT\"?" },

  { id: "no-loader", check: "2a", fact: "no_loader",
    say: "container_prog is there, and its loader is not: exec found no such file",
    why: "the kernel opens the loader whose path stands in the program, below the new root; what is missing is reported as if the program itself were",
    look: "readelf -l, ldd(1), ld.so(8); region 2a-libs" },

  { id: "machines-root-2a", check: "2a", fact: "machines_root",
    say: "container_prog subtask1 ran with the root directory of the machine",
    why: "a container must not see the files of the machine",
    look: "chroot(8); region 2a-run" },

  { id: "stopped-2a", check: "2a", fact: "stopped_2a",
    say: "the script ended at line {line}{in}, with status {status}{said}",
    why: "after set -e the first command that fails ends the script, and nothing below it runs",
    look: "that line: what does its command say when you run it by hand?" },

  { id: "mount-left", check: "2a-nothing-left", fact: "not no_mount_left",
    say: "nothing unmounts it when the script ends, so it is {fact}",
    why: "rm -rf container_root would now delete what is mounted there: the files of the machine",
    look: "umount(8), or a mount namespace; findmnt shows what is mounted" },

  { id: "stopped-2b", check: "2b", fact: "stopped_2b",
    say: "the script ended at line {line}{in}, with status {status}{said}",
    why: "after set -e the first command that fails ends the script, and nothing below it runs",
    look: "that line: what does its command say when you run it by hand?" },

  { id: "other-subtask-2b", check: "2b", fact: "other_in_2b",
    say: "container_prog got the argument {argument} in 2b, and subtask2 was asked for",
    why: "each subtask prints something else: subtask2 sets a host name and computes",
    look: "region 2b" },

  { id: "no-fork", check: "2b-pid-1", fact: "two_not_forked",
    say: "unshare made a PID namespace and then became container_prog itself, which stays outside of it",
    why: "unshare(2) does not move its caller: only its children are born in the new PID namespace, the first of them as PID 1",
    look: "unshare(1): which option makes it start the program as a child? region 2b",
    hints: [
      "Who is born in the new namespace: the process that asked for it, or its children?",
      "unshare(1), DESCRIPTION of --pid and --fork",
      "unshare --fork"
    ] },

  { id: "no-newpid-2b", check: "2b-pid-1", fact: "two_without_pid",
    say: "CLONE_NEWPID is not among the flags that the kernel got: {call}",
    why: "--fork makes a child, and no namespace",
    look: "unshare(1), --pid; region 2b" },

  { id: "machines-root-2b", check: "2b-root", fact: "two_in_machines_root",
    say: "container_prog subtask2 ran with the root directory of the machine",
    why: "namespaces hide processes and names, not files",
    look: "chroot(8); region 2b" },

  { id: "no-newuts-2b", check: "2b-own-uts", fact: "two_without_uts",
    say: "CLONE_NEWUTS is not among the flags that the kernel got: {call}",
    why: "container_prog sets its host name: in a shared UTS namespace it renames the machine, also if somebody puts the name back",
    look: "unshare(1), --uts; uts_namespaces(7); region 2b" },

  { id: "in-background-2b", check: "2b", fact: "two_in_background",
    say: "the script went on while container_prog subtask2 still ran: it was started in the background",
    why: "what runs beside it prints when it likes, and nothing waits for its end",
    look: "bash(1), on &; region 2b" },

  { id: "left-running", check: "2b-again", fact: "not nobody_left",
    say: "when the script had ended, {fact}",
    why: "a process that outlives the container keeps its namespaces and its files",
    look: "ps after the script; wait(1p), kill(1)" },

  { id: "cgroup-v1", check: "2c", fact: "cgroup_v1",
    say: "{old} is of cgroup v1; this machine has v2: {new}",
    why: "in v2 all controllers share one tree, and their files have other names and forms",
    look: "cgroups(7), CGROUPS VERSION 2; region 2c-create" },

  { id: "other-subtask-2c", check: "2c-subtask3", fact: "other_in_2c",
    say: "container_prog got the argument {argument} in 2c, and subtask3 was asked for",
    why: "subtask3 sets no host name and computes: with subtask1, nothing ever meets the limit",
    look: "region 2c-run" },

  { id: "no-controller", check: "2c", fact: "no_cpu_max",
    say: "cpu.max: Permission denied: the group has no such file, because the group above it does not hand the controller down",
    why: "a group has the files of those controllers that stand in cgroup.subtree_control of the group above",
    look: "cgroups(7), Cgroups v2 controllers; task2/README.md, When it fails; region 2c-create" },

  { id: "stopped-2c", check: "2c", fact: "stopped_2c",
    say: "the script ended at line {line}{in}, with status {status}{said}",
    why: "after set -e the first command that fails ends the script, and nothing below it runs",
    look: "that line: what does its command say when you run it by hand? task2/README.md, When it fails" },

  { id: "machines-root-2c", check: "2c-root", fact: "third_in_machines_root",
    say: "container_prog subtask3 ran with the root directory of the machine",
    why: "namespaces and limits hide no files",
    look: "chroot(8); region 2c-run" },

  { id: "no-fork-2c", check: "2c-separate", fact: "third_not_forked",
    say: "unshare made a PID namespace and then became container_prog itself, which stays outside of it",
    why: "unshare(2) does not move its caller: only its children are born in the new PID namespace, the first of them as PID 1",
    look: "unshare(1); region 2c-run: what did 2b need besides --pid?" },

  { id: "no-newpid-2c", check: "2c-separate", fact: "third_without_pid",
    say: "CLONE_NEWPID is not among the flags that the kernel got: {call}",
    why: "2c adds to 2b: what was separate stays separate",
    look: "unshare(1), --pid; region 2c-run" },

  { id: "no-newuts-2c", check: "2c-separate", fact: "third_without_uts",
    say: "CLONE_NEWUTS is not among the flags that the kernel got: {call}",
    why: "2c adds to 2b: what was separate stays separate",
    look: "unshare(1), --uts; region 2c-run" },

  { id: "no-newipc", check: "2c-own-ipc", fact: "third_without_ipc",
    say: "CLONE_NEWIPC is not among the flags that the kernel got: {call}",
    why: "without it, shared memory and message queues of the machine are open to the container",
    look: "unshare(1), --ipc; ipc_namespaces(7); region 2c-run" },

  { id: "script-replaced", check: ["2a", "2b", "2c"], fact: "script_replaced",
    say: "the script itself became {program}: exec left nobody to go on, or to clean up",
    why: "exec replaces the shell that runs it, and traps and all lines below go with it; ( … ) is a shell of its own",
    look: "bash(1), exec and Compound Commands: which shell runs that line?" },

  { id: "script-in-group", check: ["2c-half", "2c-removed"], fact: "script_in_group",
    say: "the PID that was written to {group} is the script's own, not the container's",
    why: "in ( … ) $$ is still the PID of the script; what is in the group when it starts container_prog decides where that runs",
    look: "bash(1), BASHPID; region 2c-run" },

  { id: "not-in-the-group", check: ["2c-half", "2c-removed"], fact: "not_in_a_group",
    say: "container_prog stayed in the group in which the script began: no process of the container was put into yours",
    why: "a limit holds for the processes in its group and in groups below, no others",
    look: "cgroups(7), cgroup.procs; region 2c-run" },

  { id: "no-limit", check: "2c-half", fact: "no_limit",
    say: "{group}, in which container_prog ran, had no limit then: its cpu.max still said max",
    why: "a group only counts what its processes use, until a limit is written",
    look: "cpu.max; region 2c-create" },

  { id: "another-limit", check: "2c-half", fact: "other_limit",
    say: "{group} has {max} in its cpu.max, which allows {cpus} CPU at a time; half of one was asked for",
    why: "cpu.max holds a quota and a period in microseconds: their quotient is the number of CPUs",
    look: "cgroups(7), cpu.max; region 2c-create: which quotient do your two numbers have?",
    hints: [
      "What is the quotient of the two numbers in your cpu.max?",
      "the kernel's cgroup-v2 document, CPU Interface Files",
      "half of the period"
    ] },

  { id: "shell-stays", check: "2c-removed", fact: "shell_stays",
    say: "the script itself was in the group when it was to be removed",
    why: "a group can only be removed when no process is in it; to be in a group one is put there, and stays",
    look: "cgroup.procs; region 2c-run: which process enters the group, and is it the one that removes it?" },

  { id: "removal-failed", check: "2c-removed", fact: "removal_failed",
    say: "the cgroup was not removed: {said}",
    why: "a group can only be removed when no process is in it and no group below it",
    look: "rmdir(1), cgroup.events; region 2c-remove" },

  { id: "group-left", check: "2c-removed", fact: "none_removed",
    say: "the cgroup is left: nothing tried to remove it",
    why: "it stays until somebody removes it, or the machine is switched off",
    look: "rmdir(1); region 2c-remove" }
]
