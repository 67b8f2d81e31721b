#!/usr/bin/env bats
# taskx.bats - the checks of the elective, from the evidence of scenario taskx.sh. What
# each looks at is worked out in lib/taskx.jq.
# SPDX-License-Identifier: MIT

load lib/checks
load lib/facts

setup_file() {
  learn_steps
  note_endings
  learn_facts taskx.jq {running,climb,limited}.witness {second,again,limited}.out {steps,reach}.jsonl \
    script.json {facts,state}-{ready,between,after}.json \
    container-{first,one,two}.json links-{machine,one}.json mountinfo-{cell,first} proc-first
}

# ran LABEL - CMD ran in the container of step LABEL; ends the check when it did not.
ran() {
  [[ ! -s $KIT_EVIDENCE/container-$1.json ]] || return 0
  because "'./container $(step_value "$1" command | cut -c 13-80)…' runs the command" "it was not executed:
$(shown "$1" 6)" 'all the rest happens in the container' "$2"
}

@test "x1 container.c compiles" {
  check --share 0
  compiled x1 container.c
}

@test "x1 CMD runs on an overlay over IMAGE" {
  check --share 2
  ran first 'mount(2); dmesg(1) says more of an overlay that cannot be mounted; region x1'
  expect overlay "the container's / is an overlay over the image" \
    'an overlay costs the same for an image of any size; a copy does not' 'mount(2), lowerdir=, upperdir=, workdir=; region x1'
}

@test "x1 its mount namespace is its own, and the machine's mounts stay as they were" {
  check --share 2
  expect own_mnt 'the container has a mount namespace of its own' \
    'mounts made for the container would be mounts of the machine, and stay when it ends' \
    'clone(2), CLONE_NEWNS; mount_namespaces(7); region x1-clone'
  expect unmounted 'after exit no mount of the container is left on the machine' \
    'the mounts of a new namespace are copies that still share: what is mounted in one appears in the other, until that is ended' \
    'mount_namespaces(7), MS_PRIVATE and MS_REC; region x1'
}

@test "x1 writes go to the upper layer, the image stays as it is" {
  check --share 2
  expect image 'containers only read the image' 'all containers of an image share it' \
    'lowerdir is read-only; region x1'
  expect upper 'what CMD writes to /kit-token is in /tmp/container/ID/upper/kit-token' \
    'that is where ID goes on when it is run again' 'upperdir=; region x1'
}

@test "x1 two containers share one image and nothing else" {
  check --share 2
  expect shared 'what one container writes, another of the same image does not see' \
    'each has an upper layer of its own' 'upperdir= depends on ID; region x1'
}

@test "x1 an ID that ended continues on its upper layer" {
  check
  expect continues 'what ID wrote the last time is there the next time' \
    'this is what the state in /tmp/container/ID is kept for' 'upperdir=; region x1: is it emptied?' again
}

@test "x1 a running ID is refused, and --rm deletes" {
  check --given
  expect refused 'an ID that is running is refused, and CMD is not executed' \
    'two overlays with one upper layer destroy each other' 'flock(2)' running
  expect removed '--rm deletes /tmp/container/ID, without it that stays' \
    'who does not ask for it keeps the changes' 'the end of main()'
}

@test "x2 CMD is PID 1 of a PID namespace, with an IPC namespace" {
  check --share 2
  expect own_pid 'CMD is PID 1 of a PID namespace of its own' \
    'when PID 1 ends, the kernel ends all others: nothing outlives the container' 'clone(2), CLONE_NEWPID; region x2-clone'
  expect own_ipc 'the container has an IPC namespace of its own' \
    'without it shared memory and message queues of the machine are open to the container' 'clone(2), CLONE_NEWIPC; region x2-clone'
  expect nobody 'after exit no process of the container is left' \
    'what outlives its container holds its files and its link' 'pid_namespaces(7); region x2-clone'
}

@test "x2 root in the container cannot climb out" {
  check --share 3
  expect climb "with chroot, fchdir and '..' CMD stays in its root directory" \
    'chroot(2) is no wall: its manual page says how root leaves it; pivot_root(2) changes the mounts themselves' \
    'change_root.h; region x2'
  expect old_root "nothing of the machine's file systems is mounted in the container" \
    'pivot_root(2) leaves the old root mounted at the place that it was given' 'umount2(2), MNT_DETACH; region x2'
}

@test "x2 /proc shows the container only" {
  check --share 2
  expect proc '/proc in the container lists its processes and no others' \
    'proc shows the PID namespace of whoever mounts it: ps(1) reads nothing else' \
    'mount(2), type proc, by a process that is in the new PID namespace, below the new root; region x2'
}

@test "x2 arguments and exit status pass through" {
  check --share 2
  expect status "the exit status is CMD's" 'a script that starts containers learns nothing else of how they ended' \
    'wait(2), WEXITSTATUS; region x2-status' first
  expect arguments 'the arguments of CMD arrive exactly as typed' 'execvp(3) takes them one by one' 'no shell in between'
}

@test "x3 its UTS and network namespaces are its own" {
  check
  ran one 'the options --hostname and --net; regions x3-uts, x3-inside, x3-veth'
  expect own_uts 'the container has a UTS namespace of its own' 'a host name set inside would rename the machine' \
    'clone(2), CLONE_NEWUTS; region x3-clone'
  expect own_net 'the container has a network namespace of its own' \
    'without it the container has the links and ports of the machine' 'clone(2), CLONE_NEWNET; region x3-clone'
}

@test "x3 --hostname names the container and not the machine" {
  check --share 2
  expect host_name "the container's host name is the one asked for, the machine's stays" \
    'a new UTS namespace begins with a copy of the name' 'sethostname(2), and its length; region x3-uts'
}

@test "x3 --net makes a pair with two addresses" {
  check --share 3
  expect pair 'one end of a veth pair is in the container, the other on the machine' \
    'a veth pair is a cable between two network namespaces' 'veth(4); region x3-veth' one
  expect addresses 'ADDR is inside, another address of the same network outside' \
    'an address belongs to one end: the other end is who is spoken to' 'region x3-veth: c->outside; region x3-inside: c->inside'
  expect ends_up 'both ends are up' 'a veth end has a carrier only when both are set up' 'link_up(); regions x3-veth and x3-inside'
}

@test "x3 a server in the container and one on the machine are reached" {
  check --share 2
  expect talk 'machine and container talk to each other over the pair' 'this is what it is for' \
    'ip address and ip route, on the machine and in the container; regions x3-veth and x3-inside' one
}

@test "x3 two containers serve on the same port" {
  check
  expect same_port 'two containers listen on the same port, each on its own address' \
    'ports belong to a network namespace' 'region x3-clone; is the name of the link the same for both?' two
}

@test "x3 nothing of it is left" {
  check
  expect unlinked 'after exit neither link nor mount of the container is left on the machine' \
    'the next container with that address would meet them' 'region x3-end: what keeps the network namespace alive?'
}

@test "x4 the limits are there when CMD begins" {
  check --share 4
  if [[ ! -s $KIT_EVIDENCE/limited.witness ]] || ! grep -q '"/kit/trial"' "$KIT_EVIDENCE/limited.witness"; then
    because 'with limits CMD runs as well' "it was not executed:
$(shown limited 6)" 'there is nothing that could be limited' 'regions x4 and x4-clone'
  fi
  local why='a limit counts for the processes in its group and in groups below; CMD must be born there, or it can run away first'
  local look='cgroups(7), CLONE_INTO_CGROUP in clone(2); regions x4 and x4-clone'
  expect pids '--pids is the pids.max of the group in which CMD begins' "$why" "$look"
  expect memory '--memory is its memory.max' "$why" "$look"
  expect swap '--swap is its memory.swap.max' 'what does not fit in memory is otherwise written to the disk, without end' "$look"
  expect cpus '--cpus is the quotient of its cpu.max' 'quota and period are microseconds: their quotient is the number of CPUs' "$look"
}

@test "x4 a fork bomb meets --pids" {
  check --share 2
  expect bomb 'of many children CMD gets as many as --pids allows, then EAGAIN' \
    'every process costs memory that no other limit counts' 'pids.max; region x4' limited
}

@test "x4 a memory hog is stopped at the limit" {
  check --share 2
  expect memory_hog 'half of --memory is granted, more than --memory and --swap together ends in SIGKILL' \
    'a limit that is too small is as wrong as none' 'memory.max, memory.swap.max; region x4' limited
}

@test "x4 the group is deleted" {
  check --share 2
  expect ungrouped 'after exit no cgroup of the container is left' \
    'a group can only be removed when no process is in it' 'rmdir(2); region x4-end'
}
