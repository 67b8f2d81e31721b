# The checks of task 3, in the order in which they are told. grader/tasks/README.md says
# what each key means.
[
  { id: "3a-script", stage: "3a", share: 0, name: "conductor.sh can be run",
    demands: [
      { fact: "unix_line_ends",
        required: "conductor.sh has Unix line ends",
        why: "bash takes the carriage return at the end of a line for a part of the last word",
        look: "sed -i 's/\\r$//' conductor.sh; an editor on Windows puts them there" },
      { fact: "parses",
        required: "bash can parse conductor.sh",
        why: "a script with a syntax error runs up to that line and then stops",
        look: "bash -n conductor.sh; the line named is where bash noticed, the cause may stand above" }
    ] },

  { id: "3a-pid-1", stage: "3a", share: 3, name: "run starts the command, as PID 1 of a new PID namespace",
    demands: [
      { fact: "cmd_ran",
        required: "'conductor.sh run IMAGE NAME -- CMD' runs CMD in the container",
        why: "all the rest happens in the container",
        look: "unshare(1) and chroot(8) in region 3a; status 127 is a command that is not found below the new root" },
      { fact: "cmd_is_pid_1",
        required: "CMD is PID 1 of a PID namespace of its own",
        why: "unshare(2) does not move its caller: only children born afterwards are in the new PID namespace; when PID 1 ends, the kernel ends all others",
        look: "unshare(1), --pid and --fork; pid_namespaces(7); region 3a" }
    ] },

  { id: "3a-own-uts", stage: "3a", share: 1, name: "its UTS namespace is its own",
    fact: "own_uts",
    required: "the container has a UTS namespace of its own",
    why: "a host name set inside would rename the machine",
    look: "unshare(1), --uts; uts_namespaces(7); region 3a" },

  { id: "3a-own-net", stage: "3a", share: 1, name: "its network namespace is its own",
    fact: "own_net",
    required: "the container has a network namespace of its own",
    why: "without it the container has the links, ports and rules of the machine",
    look: "unshare(1), --net; network_namespaces(7); region 3a" },

  { id: "3a-own-mnt", stage: "3a", share: 1, name: "its mount namespace is its own",
    fact: "own_mnt",
    required: "the container has a mount namespace of its own",
    why: "mounts made for the container would be mounts of the machine, and stay when it ends",
    look: "unshare(1), --mount; mount_namespaces(7); region 3a" },

  { id: "3a-own-ipc", stage: "3a", share: 1, name: "its IPC namespace is its own",
    fact: "own_ipc",
    required: "the container has an IPC namespace of its own",
    why: "without it shared memory and message queues of the machine are open to the container",
    look: "unshare(1), --ipc; ipc_namespaces(7); region 3a" },

  { id: "3a-root", stage: "3a", share: 2, name: "its root directory is not the machine's",
    fact: "own_root",
    required: "the container's / is its rootfs",
    why: "namespaces hide processes, links and names: not files",
    look: "chroot(8) or pivot_root(8); region 3a" },

  { id: "3a-root-mode", stage: "3a", share: 1, name: "its / has mode 755, and apt-get works",
    demands: [
      { fact: "root_mode",
        required: "everybody may enter and list the root directory of the container",
        why: "apt drops root and becomes _apt: with another mode it can read no file",
        look: "chmod(1) on rootfs, before or after it becomes /; region 3a" },
      { fact: "apt_updates",
        required: "'apt-get update' works in the container once it reaches the outside",
        why: "apt fetches as the user _apt, who wants a way to every file and the devices that everybody uses",
        look: "the modes of /, /tmp and /dev/null as the container sees them; region 3a" }
    ] },

  { id: "3a-proc", stage: "3a", share: 2, name: "it has a /proc of its own",
    fact: "own_proc",
    required: "/proc in the container shows the processes of the container",
    why: "proc shows the PID namespace of the process that mounts it: mounted too early it shows the machine, not mounted at all ps and top fail",
    look: "mount(8), type proc, by a process that is in the new PID namespace; region 3a" },

  { id: "3a-sys", stage: "3a", share: 1, name: "it has a /sys of its own",
    fact: "own_sys",
    required: "/sys/class/net in the container lists the links of the container",
    why: "sysfs shows the network namespace of the process that mounts it",
    look: "mount(8), type sysfs, by a process that is in the new network namespace; region 3a" },

  { id: "3a-dev", stage: "3a", share: 1, name: "it has devices",
    fact: "devices",
    required: "/dev in the container has at least null, zero and urandom",
    why: "most programs open /dev/null; the image brings no devices along",
    look: "mount --bind of /dev, or a tmpfs and mknod(1); region 3a" },

  { id: "3a-machine-kept", stage: "3a", share: 1, name: "the machine is left alone",
    demands: [
      { fact: "machine_devices_kept",
        required: "the modes of the machine's own devices stay as they were",
        why: "what is bind-mounted is the same file: chmod -R in rootfs changes /dev of the machine",
        look: "chmod before /dev is mounted, and without -R; region 3a" },
      { fact: "machine_name_kept",
        required: "the machine's own host name stays",
        why: "only the UTS namespace keeps names apart",
        look: "uts_namespaces(7); region 3a" }
    ] },

  { id: "3a-arguments", stage: "3a", share: 1, name: "arguments and exit status pass through run",
    demands: [
      { fact: "run_arguments",
        required: "the arguments of CMD arrive exactly as typed",
        why: "a command that was put into one string is split again at every space",
        look: "\"$@\" in bash(1), and how sh -c passes on what follows its string; region 3a" },
      { fact: "run_status",
        required: "the exit status of run is CMD's",
        why: "a script that starts containers has nothing else to learn from how they ended",
        look: "is the last command of region 3a the one whose status counts?" }
    ] },

  { id: "3a-stop", stage: "3a", share: 1, name: "containers leave the image alone, and stop removes them whole",
    given: true,
    demands: [
      { fact: "image_kept",
        required: "containers only read the image",
        why: "all containers of an image share it",
        look: "mount(8), overlay" },
      { fact: "stop_leaves_nothing",
        required: "after stop nothing of a container is left: processes, mounts, cgroups, directory",
        why: "what is left over disturbs the next container of that name",
        look: "conductor.sh stop" }
    ] },

  { id: "3b-namespaces", stage: "3b", share: 3, name: "exec runs a command in all five namespaces",
    fact: "exec_joins",
    required: "CMD runs in the five namespaces of the container",
    why: "in any namespace that is not joined, the command is on the machine and not in the container",
    look: "nsenter(1): one option for each namespace; region 3b" },

  { id: "3b-root", stage: "3b", share: 2, name: "and in its root directory",
    fact: "exec_root",
    required: "CMD has the container's root directory",
    why: "joining a mount namespace changes which mounts there are, not where / is",
    look: "nsenter(1), --root; region 3b" },

  { id: "3b-arguments", stage: "3b", share: 2, name: "its arguments arrive as typed",
    fact: "exec_arguments",
    required: "the arguments of CMD arrive exactly as typed",
    why: "spaces, empty arguments and wildcards are lost when arguments go through a string",
    look: "\"$@\" in bash(1); region 3b" },

  { id: "3b-status", stage: "3b", share: 1, name: "its exit status comes back",
    fact: "exec_status",
    required: "the exit status of exec is CMD's",
    why: "a script can only rely on a tool that passes the status on",
    look: "region 3b: what is its last command?" },

  { id: "3b-look", stage: "3b", share: 1, name: "what people look at there is the container's",
    fact: "exec_shows",
    required: "ps, top and ip a in the container show its processes and links, and no others",
    why: "you enter a container to see what goes on in it",
    look: "exec CMD 'ps aef', 'top -b -n 1', 'ip a'; does something that exec runs before CMD mount /proc anew?" },

  { id: "3n-compiles", stage: "3n", share: 0, name: "nsenter-lite.c compiles",
    demands: [
      { fact: "compiler_started",
        required: "nsenter-lite.c compiles",
        why: "the stage is judged by running your program",
        look: "the note at the end of this report" },
      { fact: "compiler_ended",
        required: "nsenter-lite.c compiles",
        why: "nothing can be run before the compiler accepts the file",
        look: "#include lines: what do they name?" },
      { fact: "compiles",
        required: "nsenter-lite.c compiles",
        why: "nothing can be run before the compiler accepts the file",
        look: "the first error only: later ones often follow from it; try 'make' in the task's folder" }
    ] },

  { id: "3n-namespaces", stage: "3n", share: 2, name: "it joins the namespaces that are asked for",
    demands: [
      { fact: "lite_joins",
        required: "with -m -u -i -n -p the command runs in these five namespaces of the target",
        why: "a descriptor of /proc/PID/ns/KIND, or a pidfd, and setns(2) for each",
        look: "setns(2); an order that works: what must be opened before the mount namespace is joined?" },
      { fact: "lite_joins_one",
        required: "with -u alone only the UTS namespace is joined",
        why: "options mean what they mean in nsenter(1)",
        look: "which loop joins more than was wanted?" }
    ] },

  { id: "3n-fork", stage: "3n", share: 1, name: "the command is born in the PID namespace",
    fact: "lite_forks",
    required: "with -p the command has a PID in the namespace of the target",
    why: "setns(2) with a PID namespace moves only children born afterwards",
    look: "fork(2) after setns(2)" },

  { id: "3n-root", stage: "3n", share: 1, name: "-r and -w take over root and working directory",
    demands: [
      { fact: "lite_root",
        required: "with -r and -w the command has the root and the working directory of the target",
        why: "joining a mount namespace sets both to the root of that namespace",
        look: "fchdir(2), chroot(2) on descriptors that were opened before" },
      { fact: "lite_directory",
        required: "with -r and -w the command has the root and the working directory of the target",
        why: "joining a mount namespace sets both to the root of that namespace",
        look: "fchdir(2), chroot(2) on descriptors that were opened before" }
    ] },

  { id: "3n-arguments", stage: "3n", share: 1, name: "arguments arrive, and no descriptor leaks",
    demands: [
      { fact: "lite_arguments",
        required: "the command gets its arguments and no open descriptor but 0, 1 and 2",
        why: "a descriptor of the machine in the hands of the container is a way out",
        look: "O_CLOEXEC in open(2)" },
      { fact: "lite_closes",
        required: "the command gets its arguments and no open descriptor but 0, 1 and 2",
        why: "a descriptor of the machine in the hands of the container is a way out",
        look: "O_CLOEXEC in open(2)" }
    ] },

  { id: "3n-status", stage: "3n", share: 1, name: "exit status and signals pass through",
    demands: [
      { fact: "lite_status",
        required: "its exit status is the command's",
        why: "who calls it learns nothing else",
        look: "waitpid(2), WEXITSTATUS" },
      { fact: "lite_mask",
        required: "the command starts with the signal mask that nsenter-lite had",
        why: "the mask is inherited by fork and exec: a command with SIGTERM blocked cannot be ended politely",
        look: "sigprocmask(2), SIG_SETMASK; region 3n-fork" },
      { fact: "lite_signal",
        required: "a SIGTERM to nsenter-lite reaches the command",
        why: "nsenter-lite stands between the user and the command: who ends it means the command",
        look: "sigprocmask(2), sigwaitinfo(2), kill(2)" }
    ] },

  { id: "3c-pair", stage: "3c", share: 3, name: "a veth pair connects the container and the machine",
    fact: "pair",
    required: "NAME-outside is on the machine, NAME-inside in the container",
    why: "a veth pair is a cable: one end must be in each network namespace",
    look: "veth(4); ip-link(8), netns; region 3c" },

  { id: "3c-up", stage: "3c", share: 3, name: "both ends are up",
    fact: "ends_up",
    required: "both ends of the pair are up",
    why: "a veth end has a carrier only when both are set up",
    look: "ip link set dev ... up, and ip -n; region 3c" },

  { id: "3c-lo", stage: "3c", share: 2, name: "lo is up in the container",
    fact: "lo_up",
    required: "lo in the container is up",
    why: "in a new network namespace lo is down: a service there cannot even reach itself",
    look: "ip -n NAME link set dev lo up; region 3c" },

  { id: "3c-reach", stage: "3c", share: 2, name: "machine and container reach each other",
    fact: "ends_reach",
    required: "the two ends of the pair reach each other",
    why: "this is what the pair is for",
    look: "ip address and ip route, on the machine and with ip -n NAME; region 3c" },

  { id: "3c-look", stage: "3c", share: 1, since: 2026,
    name: "ip a and ifconfig show both ends, and in the container nothing but its end and lo",
    fact: "network_shows",
    required: "the machine has NAME-outside, and the container NAME-inside and lo, and no other link; all are up and have addresses",
    why: "a container has the links that somebody gave it; one link too many is a way that nobody thought of",
    look: "ip a on the machine; exec NAME 'ip a' and 'ifconfig'; region 3c" },

  { id: "3c-internet", stage: "3c", share: 1, name: "-i leads to the outside, without it nothing does",
    given: true,
    demands: [
      { fact: "internet",
        required: "with -i the container reaches the outside in the name of the machine, and has a name server",
        why: "packets with a private address find no way back",
        look: "iptables-extensions(8), MASQUERADE" },
      { fact: "no_internet",
        required: "without -i the container does not reach the outside",
        why: "who asks for no network gets none",
        look: "iptables(8), FORWARD" }
    ] },

  { id: "3c-port", stage: "3c", share: 1, name: "-e leads to a port of the container",
    given: true,
    fact: "exposed",
    required: "an exposed port answers to other hosts and to the machine by its own address",
    why: "a connection from the machine itself takes another way through iptables",
    look: "iptables-extensions(8), DNAT" },

  { id: "3c-peer", stage: "3c", share: 1, name: "containers reach each other only after peer",
    given: true,
    demands: [
      { fact: "strangers",
        required: "before peer two containers do not reach each other",
        why: "networks of their own are to keep them apart",
        look: "iptables(8), FORWARD" },
      { fact: "peers",
        required: "after peer they do",
        why: "both need a way to the other network",
        look: "conductor.sh peer" }
    ] },

  { id: "3c-stop", stage: "3c", share: 1, name: "stop removes links, rules and names",
    given: true,
    fact: "stop_unlinks",
    required: "after stop there is no link, rule or name of a network namespace left",
    why: "the next container with that name would meet them",
    look: "conductor.sh stop" },

  { id: "3d-file", stage: "3d", share: 2, name: "a file is where COPY puts it",
    fact: "file_copied",
    required: "after 'COPY FILE DEST' a container of the image has the file at DEST",
    why: "this is how a program of yours comes into an image",
    look: "cp(1), into the layer; does run make use of all layers?" },

  { id: "3d-tree", stage: "3d", share: 2, name: "and a directory with all that is in it",
    fact: "tree_copied",
    required: "after 'COPY DIR DEST' a container of the image has what is in DIR below DEST",
    why: "a service is more than one file",
    look: "cp(1), --recursive" },

  { id: "3d-apart", stage: "3d", share: 1, name: "other images do not have them",
    fact: "copied_apart",
    required: "what is copied into one image is in no other",
    why: "the images share what is below, which only stays theirs when nobody writes there",
    look: "into which directory does COPY write?" },

  { id: "3e-ran", stage: "3e", share: 2, name: "what a command has written is in the image",
    fact: "command_ran",
    required: "after 'RUN CMD' a container of the image has what CMD has written",
    why: "packages are installed so",
    look: "chroot(8), mount(8) on overlay: which directory gets what CMD writes?" },

  { id: "3e-next", stage: "3e", share: 1, name: "a later RUN finds it there",
    fact: "command_ran_on",
    required: "a RUN sees what the lines before it have made",
    why: "each line stands on those before it",
    look: "lowerdir= of the layer that is made: which ones are below it?" },

  { id: "3e-inside", stage: "3e", share: 2, name: "the command runs in the image, and other images stay as they are",
    demands: [
      { fact: "command_inside",
        required: "CMD of RUN has the image as its root directory",
        why: "otherwise it changes the machine",
        look: "chroot(8)" },
      { fact: "ran_apart",
        required: "what a command writes in one image is in no other",
        why: "the images share what is below, which only stays theirs when nobody writes there",
        look: "mount(8), overlay: upperdir= is the layer that is made" }
    ] }
]
