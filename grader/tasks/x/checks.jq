# The checks of the elective, in the order in which they are told. grader/tasks/README.md says
# what each key means.
[
  { id: "x1-compiles", stage: "x1", share: 0, name: "container.c compiles",
    demands: [
      { fact: "compiler_started",
        required: "container.c compiles",
        why: "the stage is judged by running your program",
        look: "the note at the end of this report" },
      { fact: "compiler_ended",
        required: "container.c compiles",
        why: "nothing can be run before the compiler accepts the file",
        look: "#include lines: what do they name?" },
      { fact: "compiles",
        required: "container.c compiles",
        why: "nothing can be run before the compiler accepts the file",
        look: "the first error only: later ones often follow from it; try 'make' in the task's folder" }
    ] },

  { id: "x1-overlay", stage: "x1", share: 2, name: "CMD runs on an overlay over IMAGE",
    demands: [
      { fact: "first_ran",
        required: "'./container ID IMAGE CMD' runs CMD",
        why: "all the rest happens in the container",
        look: "mount(2); dmesg(1) says more of an overlay that cannot be mounted; region x1" },
      { fact: "overlay",
        required: "the container's / is an overlay over the image",
        why: "an overlay costs the same for an image of any size; a copy does not",
        look: "mount(2), lowerdir=, upperdir=, workdir=; region x1" }
    ] },

  { id: "x1-mounts", stage: "x1", share: 2, name: "its mount namespace is its own, and the machine's mounts stay as they were",
    demands: [
      { fact: "own_mnt",
        required: "the container has a mount namespace of its own",
        why: "mounts made for the container would be mounts of the machine, and stay when it ends",
        look: "clone(2), CLONE_NEWNS; mount_namespaces(7); region x1-clone" },
      { fact: "mounts_gone",
        required: "after exit no mount of the container is left on the machine",
        why: "the mounts of a new namespace are copies that still share: what is mounted in one appears in the other, until that is ended",
        look: "mount_namespaces(7), MS_PRIVATE and MS_REC; region x1" }
    ] },

  { id: "x1-upper", stage: "x1", share: 2, name: "writes go to the upper layer, the image stays as it is",
    demands: [
      { fact: "image_kept",
        required: "containers only read the image",
        why: "all containers of an image share it",
        look: "lowerdir is read-only; region x1" },
      { fact: "upper_written",
        required: "what CMD writes to /kit-token is in /tmp/container/ID/upper/kit-token",
        why: "that is where ID goes on when it is run again",
        look: "upperdir=; region x1" }
    ] },

  { id: "x1-shared", stage: "x1", share: 2, name: "two containers share one image and nothing else",
    fact: "image_not_shared",
    required: "what one container writes, another of the same image does not see",
    why: "each has an upper layer of its own",
    look: "upperdir= depends on ID; region x1" },

  { id: "x1-again", stage: "x1", share: 1, name: "an ID that ended continues on its upper layer",
    fact: "continues",
    required: "what ID wrote the last time is there the next time",
    why: "this is what the state in /tmp/container/ID is kept for",
    look: "upperdir=; region x1: is it emptied?" },

  { id: "x1-refused", stage: "x1", share: 1, name: "a running ID is refused, and --rm deletes",
    given: true,
    demands: [
      { fact: "running_refused",
        required: "an ID that is running is refused, and CMD is not executed",
        why: "two overlays with one upper layer destroy each other",
        look: "flock(2)" },
      { fact: "state_deleted",
        required: "--rm deletes /tmp/container/ID, without it that stays",
        why: "who does not ask for it keeps the changes",
        look: "the end of main()" }
    ] },

  { id: "x2-pid-1", stage: "x2", share: 2, name: "CMD is PID 1 of a PID namespace, with an IPC namespace",
    demands: [
      { fact: "cmd_is_pid_1",
        required: "CMD is PID 1 of a PID namespace of its own",
        why: "when PID 1 ends, the kernel ends all others: nothing outlives the container",
        look: "clone(2), CLONE_NEWPID; region x2-clone" },
      { fact: "own_ipc",
        required: "the container has an IPC namespace of its own",
        why: "without it shared memory and message queues of the machine are open to the container",
        look: "clone(2), CLONE_NEWIPC; region x2-clone" },
      { fact: "processes_gone",
        required: "after exit no process of the container is left",
        why: "what outlives its container holds its files and its link",
        look: "pid_namespaces(7); region x2-clone" }
    ] },

  { id: "x2-climb", stage: "x2", share: 3, name: "root in the container cannot climb out",
    demands: [
      { fact: "stays_in_root",
        required: "with chroot, fchdir and '..' CMD stays in its root directory",
        why: "chroot(2) is no wall: its manual page says how root leaves it; pivot_root(2) changes the mounts themselves",
        look: "change_root.h; region x2" },
      { fact: "old_root_unmounted",
        required: "nothing of the machine's file systems is mounted in the container",
        why: "pivot_root(2) leaves the old root mounted at the place that it was given",
        look: "umount2(2), MNT_DETACH; region x2" }
    ] },

  { id: "x2-proc", stage: "x2", share: 2, name: "/proc shows the container only",
    fact: "own_proc",
    required: "/proc in the container lists its processes and no others",
    why: "proc shows the PID namespace of the process that mounts it: ps(1) reads nothing else",
    look: "mount(2), type proc, by a process that is in the new PID namespace, below the new root; region x2" },

  { id: "x2-status", stage: "x2", share: 2, name: "arguments and exit status pass through",
    demands: [
      { fact: "status",
        required: "the exit status is CMD's",
        why: "a script that starts containers learns nothing else of how they ended",
        look: "wait(2), WEXITSTATUS; region x2-status" },
      { fact: "arguments",
        required: "the arguments of CMD arrive exactly as typed",
        why: "execvp(3) takes them one by one",
        look: "no shell in between" }
    ] },

  { id: "x3-own", stage: "x3", share: 1, name: "its UTS and network namespaces are its own",
    demands: [
      { fact: "one_ran",
        required: "'./container --hostname NAME --net ADDRESS ID IMAGE CMD' runs CMD",
        why: "all the rest happens in the container",
        look: "the options --hostname and --net; regions x3-uts, x3-inside, x3-veth" },
      { fact: "own_uts",
        required: "the container has a UTS namespace of its own",
        why: "a host name set inside would rename the machine",
        look: "clone(2), CLONE_NEWUTS; region x3-clone" },
      { fact: "own_net",
        required: "the container has a network namespace of its own",
        why: "without it the container has the links and ports of the machine",
        look: "clone(2), CLONE_NEWNET; region x3-clone" }
    ] },

  { id: "x3-host-name", stage: "x3", share: 2, name: "--hostname names the container and not the machine",
    fact: "host_name",
    required: "the container's host name is the one asked for, the machine's stays",
    why: "a new UTS namespace begins with a copy of the name",
    look: "sethostname(2), and its length; region x3-uts" },

  { id: "x3-pair", stage: "x3", share: 3, name: "--net makes a pair with two addresses",
    demands: [
      { fact: "pair",
        required: "one end of a veth pair is in the container, the other on the machine",
        why: "a veth pair is a cable between two network namespaces",
        look: "veth(4); region x3-veth" },
      { fact: "addresses",
        required: "ADDR is inside, another address of the same network outside",
        why: "an address belongs to one end: the other end is who is spoken to",
        look: "region x3-veth: c->outside; region x3-inside: c->inside" },
      { fact: "ends_up",
        required: "both ends are up",
        why: "a veth end has a carrier only when both are set up",
        look: "link_up(); regions x3-veth and x3-inside" }
    ] },

  { id: "x3-talk", stage: "x3", share: 2, name: "a server in the container and one on the machine are reached",
    fact: "talk",
    required: "machine and container talk to each other over the pair",
    why: "this is what it is for",
    look: "ip address and ip route, on the machine and in the container; regions x3-veth and x3-inside" },

  { id: "x3-port", stage: "x3", share: 1, name: "two containers serve on the same port",
    fact: "same_port",
    required: "two containers listen on the same port, each on its own address",
    why: "ports belong to a network namespace",
    look: "region x3-clone; is the name of the link the same for both?" },

  { id: "x3-nothing-left", stage: "x3", share: 1, name: "nothing of it is left",
    fact: "links_gone",
    required: "after exit neither link nor mount of the container is left on the machine",
    why: "the next container with that address would meet them",
    look: "region x3-end: what keeps the network namespace alive?" },

  { id: "x4-limits", stage: "x4", share: 4, name: "the limits are there when CMD begins",
    demands: [
      { fact: "limited_begun",
        required: "with limits CMD runs as well",
        why: "there is nothing that could be limited",
        look: "regions x4 and x4-clone" },
      { fact: "pids_limit",
        required: "--pids is the pids.max of the group in which CMD begins",
        why: "a limit counts for the processes in its group and in groups below; CMD must be born there, or it can run away first",
        look: "cgroups(7), CLONE_INTO_CGROUP in clone(2); regions x4 and x4-clone" },
      { fact: "memory_limit",
        required: "--memory is its memory.max",
        why: "a limit counts for the processes in its group and in groups below; CMD must be born there, or it can run away first",
        look: "cgroups(7), CLONE_INTO_CGROUP in clone(2); regions x4 and x4-clone" },
      { fact: "swap_limit",
        required: "--swap is its memory.swap.max",
        why: "what does not fit in memory is otherwise written to the disk, without end",
        look: "cgroups(7), CLONE_INTO_CGROUP in clone(2); regions x4 and x4-clone" },
      { fact: "cpu_limit",
        required: "--cpus is the quotient of its cpu.max",
        why: "quota and period are microseconds: their quotient is the number of CPUs",
        look: "cgroups(7), CLONE_INTO_CGROUP in clone(2); regions x4 and x4-clone" }
    ] },

  { id: "x4-forks", stage: "x4", share: 2, name: "a fork bomb meets --pids",
    fact: "forks_stopped",
    required: "of many children CMD gets as many as --pids allows, then EAGAIN",
    why: "every process costs memory that no other limit counts",
    look: "pids.max; region x4" },

  { id: "x4-memory", stage: "x4", share: 2, name: "a memory hog is stopped at the limit",
    fact: "memory_stopped",
    required: "half of --memory is granted, more than --memory and --swap together ends in SIGKILL",
    why: "a limit that is too small is as wrong as none",
    look: "memory.max, memory.swap.max; region x4" },

  { id: "x4-nothing-left", stage: "x4", share: 2, name: "the group is deleted",
    fact: "group_deleted",
    required: "after exit no cgroup of the container is left",
    why: "a group can only be removed when no process is in it",
    look: "rmdir(2); region x4-end" }
]
