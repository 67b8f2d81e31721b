#!/usr/bin/env bats
# task3.bats - the checks of task 3, from the evidence of scenario task3.sh. What
# each looks at is worked out in lib/task3.jq.
# SPDX-License-Identifier: MIT

load lib/checks
load lib/facts

setup_file() {
  learn_steps
  note_endings
  learn_facts task3.jq exec_probe.witness lite_join.witness lite_status.witness lite_join.out lite_signal.out \
    {steps,reach}.jsonl {script,world,facts-ready,facts-after,host-before,host-after}.json \
    container-{one,two,target}.json links-{machine,one,two}.json
  REGIONS=$(jq -r .regions "$KIT_EVIDENCE/script.json" 2>/dev/null || true)
  export REGIONS
}

# if_demanded [--share N] - check for what earlier editions, which have no regions, did not
# ask of students: there it is worth nothing, and the status is 1.
if_demanded() {
  if [[ $REGIONS == false ]]; then
    check --share 0
    return 1
  fi
  check "$@"
}

@test "3a conductor.sh can be run" {
  check --share 0
  runnable conductor.sh
}

@test "3a run starts the command, as PID 1 of a new PID namespace" {
  check --share 3
  if [[ ! -s $KIT_EVIDENCE/container-one.json ]]; then
    because "'conductor.sh run IMAGE NAME -- CMD' runs CMD in the container" \
      "CMD was not executed; run said:
$(shown run_one)" \
      'all the rest happens in the container' \
      'unshare(1) and chroot(1) in region 3a; status 127 is a command that is not found below the new root'
  fi
  expect pid_1 'CMD is PID 1 of a PID namespace of its own' \
    'unshare(2) does not move its caller: only children born afterwards are in the new PID namespace; when PID 1 ends, the kernel ends all others' \
    'unshare(1), --pid and --fork; pid_namespaces(7); region 3a'
}

@test "3a its UTS namespace is its own" {
  check
  expect own_uts 'the container has a UTS namespace of its own' \
    'a host name set inside would rename the machine' 'unshare(1), --uts; uts_namespaces(7); region 3a'
}

@test "3a its network namespace is its own" {
  check
  expect own_net 'the container has a network namespace of its own' \
    'without it the container has the links, ports and rules of the machine' \
    'unshare(1), --net; network_namespaces(7); region 3a'
}

@test "3a its mount namespace is its own" {
  check
  expect own_mnt 'the container has a mount namespace of its own' \
    'mounts made for the container would be mounts of the machine, and stay when it ends' \
    'unshare(1), --mount; mount_namespaces(7); region 3a'
}

@test "3a its IPC namespace is its own" {
  check
  expect own_ipc 'the container has an IPC namespace of its own' \
    'without it shared memory and message queues of the machine are open to the container' \
    'unshare(1), --ipc; ipc_namespaces(7); region 3a'
}

@test "3a its root directory is not the machine's" {
  check --share 2
  expect root "the container's / is its rootfs" \
    'namespaces hide processes, links and names: not files' 'chroot(1) or pivot_root(8); region 3a'
}

@test "3a its / has mode 755" {
  check
  expect mode 'everybody may enter and list the root directory of the container' \
    'apt drops root and becomes _apt: with another mode it can read no file' \
    'chmod(1) on rootfs, before or after it becomes /; region 3a'
}

@test "3a it has a /proc of its own" {
  check --share 2
  expect proc '/proc in the container shows the processes of the container' \
    'proc shows the PID namespace of whoever mounts it: mounted too early it shows the machine, not mounted at all ps and top fail' \
    'mount(8), type proc, by a process that is in the new PID namespace; region 3a'
}

@test "3a it has a /sys of its own" {
  check
  expect sys '/sys/class/net in the container lists the links of the container' \
    'sysfs shows the network namespace of whoever mounts it' \
    'mount(8), type sysfs, by a process that is in the new network namespace; region 3a'
}

@test "3a it has devices" {
  check
  expect dev '/dev in the container has at least null, zero and urandom' \
    'most programs open /dev/null; the image brings no devices along' \
    'mount --bind of /dev, or a tmpfs and mknod(1); region 3a'
}

@test "3a the machine is left alone" {
  check
  expect dev_modes "the modes of the machine's own devices stay as they were" \
    'what is bind-mounted is the same file: chmod -R in rootfs changes /dev of the machine' \
    'chmod before /dev is mounted, and without -R; region 3a'
  expect host_name "the machine's own host name stays" 'only the UTS namespace keeps names apart' \
    'uts_namespaces(7); region 3a'
}

@test "3a arguments and exit status pass through run" {
  if_demanded || return 0
  expect run_arguments 'the arguments of CMD arrive exactly as typed' \
    'a command that was put into one string is split again at every space' \
    '"$@" in bash(1), and how sh -c passes on what follows its string; region 3a'
  expect run_status "the exit status of run is CMD's" \
    'a script that starts containers has nothing else to learn from how they ended' \
    'is the last command of region 3a the one whose status counts?' run_one
}

@test "3a containers leave the image alone, and stop removes them whole" {
  check --given
  expect image 'containers only read the image' 'all containers of an image share it' 'mount(8), overlay'
  expect stopped 'after stop nothing of a container is left: processes, mounts, cgroups, directory' \
    'what is left over disturbs the next container of that name' 'conductor.sh stop' stop_two
}

@test "3b exec runs a command in all five namespaces" {
  check --share 3
  expect exec_joined 'CMD runs in the five namespaces of the container' \
    'in any namespace that is not joined, the command is on the machine and not in the container' \
    'nsenter(1): one option for each namespace; region 3b' exec_probe
}

@test "3b and in its root directory" {
  check --share 2
  expect exec_root "CMD has the container's root directory" \
    'joining a mount namespace changes which mounts there are, not where / is' \
    'nsenter(1), --root; region 3b'
}

@test "3b its arguments arrive as typed" {
  if_demanded --share 2 || return 0
  expect exec_arguments 'the arguments of CMD arrive exactly as typed' \
    'spaces, empty arguments and wildcards are lost when arguments go through a string' \
    '"$@" in bash(1); region 3b'
}

@test "3b its exit status comes back" {
  if_demanded || return 0
  expect exec_status "the exit status of exec is CMD's" \
    'a script can only rely on a tool that passes the status on' 'region 3b: what is its last command?' exec_status
}

@test "3n nsenter-lite.c compiles" {
  check --share 0
  [[ -e $KIT_EVIDENCE/compile.out ]] || blocked 'for nsenter-lite.c to be handed in'
  compiled 3n nsenter-lite.c
}

@test "3n it joins the namespaces that are asked for" {
  check --share 2
  expect lite_joined 'with -m -u -i -n -p the command runs in these five namespaces of the target' \
    'a descriptor of /proc/PID/ns/KIND, or a pidfd, and setns(2) for each' \
    'setns(2); an order that works: what must be opened before the mount namespace is joined?' lite_join
  expect lite_one 'with -u alone only the UTS namespace is joined' \
    'options mean what they mean in nsenter(1)' 'which loop joins more than was wanted?' lite_status
}

@test "3n the command is born in the PID namespace" {
  check
  expect lite_forked 'with -p the command has a PID in the namespace of the target' \
    'setns(2) with a PID namespace moves only children born afterwards' 'fork(2) after setns(2)' lite_join
}

@test "3n -r and -w take over root and working directory" {
  check
  expect lite_root 'with -r and -w the command has the root and the working directory of the target' \
    'joining a mount namespace sets both to the root of that namespace' \
    'fchdir(2), chroot(2) on descriptors that were opened before' lite_join
}

@test "3n arguments arrive, and no descriptor leaks" {
  check
  expect lite_clean 'the command gets its arguments and no open descriptor but 0, 1 and 2' \
    'a descriptor of the machine in the hands of the container is a way out' 'O_CLOEXEC in open(2)' lite_join
}

@test "3n exit status and signals pass through" {
  check
  expect lite_status "its exit status is the command's" 'who calls it learns nothing else' 'waitpid(2), WEXITSTATUS'
  expect lite_signal 'a SIGTERM to nsenter-lite reaches the command' \
    'nsenter-lite stands between the user and the command: who ends it means the command' \
    'sigprocmask(2), sigwaitinfo(2), kill(2)'
}

@test "3c a veth pair connects the container and the machine" {
  check --share 3
  expect pair 'NAME-outside is on the machine, NAME-inside in the container' \
    'a veth pair is a cable: one end must be in each network namespace' \
    'veth(4); ip-link(8), netns; region 3c' network_one
}

@test "3c both ends are up" {
  check --share 3
  expect ends_up 'both ends of the pair are up' \
    'a veth end has a carrier only when both are set up' 'ip link set dev ... up, and ip -n; region 3c'
}

@test "3c lo is up in the container" {
  check --share 2
  expect lo_up 'lo in the container is up' \
    'in a new network namespace lo is down: a service there cannot even reach itself' \
    'ip -n NAME link set dev lo up; region 3c'
}

@test "3c machine and container reach each other" {
  check --share 2
  expect ends_reach 'the two ends of the pair reach each other' 'this is what the pair is for' \
    'ip address and ip route, on the machine and with ip -n NAME; region 3c' network_one
}

@test "3c -i leads to the outside, without it nothing does" {
  check --given
  expect internet 'with -i the container reaches the outside in the name of the machine, and has a name server' \
    'packets with a private address find no way back' 'iptables-extensions(8), MASQUERADE' network_one
  expect no_internet 'without -i the container does not reach the outside' 'who asks for no network gets none' 'iptables(8), FORWARD'
}

@test "3c -e leads to a port of the container" {
  check --given
  expect exposed 'an exposed port answers to other hosts and to the machine by its own address' \
    'a connection from the machine itself takes another way through iptables' 'iptables-extensions(8), DNAT' network_one
}

@test "3c containers reach each other only after peer" {
  check --given
  expect strangers 'before peer two containers do not reach each other' 'networks of their own are to keep them apart' 'iptables(8), FORWARD'
  expect peers 'after peer they do' 'both need a way to the other network' 'conductor.sh peer' peer
}

@test "3c stop removes links, rules and names" {
  check --given
  expect unlinked 'after stop there is no link, rule or name of a network namespace left' \
    'the next container with that name would meet them' 'conductor.sh stop' stop_one
}
