# The stages of task 3 and their points, in the order in which they are told.
[
  { id: "3a", points: 12, file: "conductor.sh",
    title: "run: a command in five new namespaces and a root of its own",
    hints: [
      "A mount belongs to the namespace of whoever makes it. So which process has to mount proc, sysfs and /dev?",
      "unshare(1), on --fork; mount_namespaces(7); pid_namespaces(7), \"/proc and PID namespaces\"",
      "unshare with five namespaces and --fork; what it starts is a shell that mounts below the new root and becomes chroot by exec"
    ] },
  { id: "3b", points: 8, file: "conductor.sh", needs: ["3a", "3n"],
    title: "exec: another command in the same namespaces and root",
    hints: [
      "Besides five namespaces, what of process $pid does a command have to share to see the same files?",
      "nsenter(1), --target, --root and --wd; bash(1), \"Special Parameters\", on @",
      "nsenter or your nsenter-lite, one option for each namespace, --root and --wd; behind -- the arguments, each in its own quotes"
    ] },
  { id: "3n", points: 5, file: "nsenter-lite.c", since: 2026,
    title: "nsenter-lite: joining namespaces in C",
    hints: [
      "What do you have to open before the first setns(), because it cannot be opened from inside any more?",
      "setns(2); openat(2), O_CLOEXEC; sigwaitinfo(2); waitpid(2), WUNTRACED",
      "openat() for all that is wanted; then setns(), or fchdir() and chroot(); fork() and the signal mask of before in the child; waitpid() whenever SIGCHLD comes, kill() for other signals"
    ] },
  { id: "3c", points: 10, file: "conductor.sh", needs: ["3a"],
    title: "addnetwork: a veth pair, and three interfaces up",
    hints: [
      "A cable has two ends: in which network namespace does each belong, and what does it take until both have a carrier?",
      "veth(4); ip-link(8), on the type veth and on netns; ip-netns(8)",
      "ip link add with a peer that is born in the container's namespace; ip link set … up here, and by ip -n there, lo as well"
    ] },
  { id: "3d", points: 5, file: "conductor.sh", only: [2025],
    title: "build: COPY brings files, as a layer" },
  { id: "3e", points: 5, file: "conductor.sh", only: [2025],
    title: "build: RUN leaves what a command has changed, as a layer" }
]
