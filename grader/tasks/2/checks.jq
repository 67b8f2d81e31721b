# The checks of task 2, in the order in which they are told. grader/tasks/README.md says
# what each key means.
[
  { id: "2a-script", stage: "2a", share: 0, name: "simple_container.sh can be run",
    demands: [
      { fact: "unix_line_ends",
        required: "the script has Unix line ends",
        why: "bash takes the carriage return at the end of a line for a part of the last word",
        look: "sed -i 's/\\r$//' simple_container.sh; an editor on Windows puts them there" },
      { fact: "parses",
        required: "bash can parse the script",
        why: "a script with a syntax error runs up to that line and then stops",
        look: "bash -n simple_container.sh; the line named is where bash noticed, the cause may stand above" }
    ] },

  { id: "2a-root", stage: "2a", share: 4, name: "container_prog subtask1 runs under another root",
    demands: [
      { fact: "one_ran",
        required: "the script executes container_prog subtask1 with container_root as its root",
        why: "exec of a program in a new root also needs, below that root, the loader and every library; what is missing is reported as if the program itself were",
        look: "chroot(8), ldd(1), ld.so(8); regions 2a-libs and 2a-run" },
      { fact: "one_under_its_root",
        required: "container_prog subtask1 runs to its end, and its root directory is not the root directory of the machine",
        why: "a container must not see the files of the machine",
        look: "chroot(8); region 2a-run" }
    ] },

  { id: "2a-output", stage: "2a", share: 2, name: "its output is as required",
    fact: "output_2a",
    required: "the script prints the heading, container_prog its PIDs and the names in /",
    why: "the kernel's facts and what the program says must agree",
    look: "task2/README.md, Try it" },

  { id: "2a-again", stage: "2a", share: 1, name: "a second run works",
    demands: [
      { fact: "leaves_2a",
        required: "the script gets past 2a",
        why: "what waits for ever in 2a keeps 2b and 2c from beginning",
        look: "regions 2a-libs and 2a-run: what is waited for?" },
      { fact: "one_again",
        required: "the script works a second time, with container_root as the first run left it",
        why: "half a clean-up, or half a copy, shows on the second run",
        look: "regions 2a-libs and 2a-run: do they assume an empty container_root?" }
    ] },

  { id: "2a-nothing-left", stage: "2a", share: 1, name: "no mount and no directory is left behind",
    demands: [
      { fact: "no_mount_left",
        required: "every mount that the script makes is gone when it ends",
        why: "rm -rf container_root would now delete what is mounted there: the files of the machine",
        look: "umount(8), or a mount namespace; findmnt shows what is mounted" },
      { fact: "no_name_left",
        required: "the container grows in container_root beside the script",
        why: "a path with a slash too many names another place",
        look: "regions 2a-libs and 2a-run: what does the path begin with?" }
    ] },

  { id: "2b-pid-1", stage: "2b", share: 3, name: "container_prog subtask2 is PID 1 of a new PID namespace",
    fact: "two_is_pid_1",
    required: "container_prog subtask2 runs as PID 1 of a PID namespace of its own",
    why: "a PID namespace numbers its processes from 1, in the order of their birth",
    look: "unshare(1), pid_namespaces(7); region 2b" },

  { id: "2b-root", stage: "2b", share: 1, name: "its root is not the machine's",
    fact: "two_rooted",
    required: "subtask2 runs under the same new root as subtask1",
    why: "namespaces hide processes and names, not files",
    look: "chroot(8); region 2b" },

  { id: "2b-own-uts", stage: "2b", share: 2, name: "it has a UTS namespace of its own",
    fact: "two_own_uts",
    required: "container_prog subtask2 has a UTS namespace of its own",
    why: "it sets its host name: in a shared UTS namespace it renames the machine",
    look: "unshare(1), --uts; uts_namespaces(7); region 2b" },

  { id: "2b-output", stage: "2b", share: 1, name: "its output is as required",
    fact: "output_2b",
    required: "under its heading: PIDs, the names in /, the host name within, the benchmark, the host name outside",
    why: "the kernel's facts and what the program says must agree",
    look: "task2/README.md, Try it" },

  { id: "2b-again", stage: "2b", share: 1, name: "a second run works, and no process is left",
    demands: [
      { fact: "leaves_2b",
        required: "the script gets past 2b",
        why: "what waits for ever in 2b keeps 2c from beginning",
        look: "region 2b: what is waited for?" },
      { fact: "two_again",
        required: "the script works a second time, with container_root as the first run left it",
        why: "half a clean-up, or half a copy, shows on the second run",
        look: "region 2b" },
      { fact: "nobody_left",
        required: "when the script has ended, none of its processes is left",
        why: "a process that outlives the container keeps its namespaces and its files",
        look: "ps after the script; wait(1p), kill(1)" }
    ] },

  { id: "2c-subtask3", stage: "2c", share: 1, name: "it is container_prog subtask3 that runs",
    fact: "three_succeeded",
    required: "the third container runs container_prog subtask3, to its end",
    why: "it computes, and so it meets the limit",
    look: "region 2c-run" },

  { id: "2c-root", stage: "2c", share: 1, name: "its root is not the machine's",
    fact: "third_rooted",
    required: "subtask3 runs under the same new root as the others",
    why: "namespaces and limits hide no files",
    look: "chroot(8); region 2c-run" },

  { id: "2c-separate", stage: "2c", share: 1, name: "it has PID and UTS namespaces of its own",
    fact: "third_separate",
    required: "subtask3 is PID 1 of a new PID namespace, in a new UTS namespace",
    why: "2c adds to 2b: what was separate stays separate",
    look: "unshare(1); region 2c-run" },

  { id: "2c-own-ipc", stage: "2c", share: 1, name: "it has an IPC namespace of its own",
    fact: "third_own_ipc",
    required: "subtask3 has an IPC namespace of its own",
    why: "without it, shared memory and message queues of the machine are open to the container",
    look: "unshare(1), --ipc; ipc_namespaces(7); region 2c-run" },

  { id: "2c-half", stage: "2c", share: 3, name: "its cgroup may use half of one CPU",
    fact: "third_half",
    required: "while it runs, container_prog is in a cgroup (v2) whose cpu.max, or that of a group above, is half of one CPU",
    why: "cpu.max holds a quota and a period in microseconds: their quotient is the number of CPUs; it limits the processes in the group and in groups below, no others",
    look: "cgroups(7), cgroup.procs and cpu.max; regions 2c-create and 2c-run" },

  { id: "2c-removed", stage: "2c", share: 1, name: "the cgroup is removed at the end",
    demands: [
      { fact: "no_group_left",
        required: "no cgroup is left when the script has ended",
        why: "a group can only be removed when no process is in it and no group below it",
        look: "rmdir(1), cgroup.events; region 2c-remove: is the script itself in the group?" },
      { fact: "script_ends",
        required: "the script comes to its end",
        why: "a script that waits for ever for what it cleans up never gives the terminal back",
        look: "region 2c-remove: what is waited for, and for how long?" }
    ] },

  { id: "2c-output", stage: "2c", share: 1, name: "its output is as required",
    fact: "output_2c",
    required: "under its heading: PIDs, the names in /, the benchmark",
    why: "the kernel's facts and what the program says must agree",
    look: "task2/README.md, Try it" }
]
