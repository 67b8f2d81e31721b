#!/usr/bin/env bats
# task1.bats - the checks of task 1, from the evidence of scenario task1.sh.
# SPDX-License-Identifier: MIT

load lib/checks
load lib/processes

setup_file() {
  export DEFINITIONS=$LIB/task1.jq
  learn_steps
  note_endings
  learn run
}

# ran - blocks a check when the program did not get to run.
ran() {
  [[ $(step_value compile status) == 0 ]] || blocked 'namespace_prog.c does not compile'
  [[ -s $KIT_EVIDENCE/run.witness ]] || blocked "the program was not started: $(how_it_ended)"
}

needs_child1() {
  ran
  holds run child1_is_pid_1 || blocked "for stage 1a: child 1 in a new PID namespace; only then is there something that setns(2) can join in 1b"
}

needs_child2() {
  needs_child1
  holds run someone_joined \
    || blocked "for a process that joins child 1's namespaces"
}

@test "1a namespace_prog.c compiles" {
  check --share 0
  compiled 1a namespace_prog.c
}

@test "1a child 1 is PID 1 of a new PID namespace" {
  check --share 4
  ran
  holds run child1_is_pid_1 || because \
    'the parent creates child 1 in a new PID namespace, where child 1 is PID 1' \
    "$(process_table run)
$(shown run 4)" \
    'a PID namespace numbers its processes from 1; what the program prints about itself proves nothing, the kernel shows no process with PID 1 in a new namespace' \
    'clone(2), CLONE_NEWPID; pid_namespaces(7); region 1a'
}

@test "1a child 1 has a UTS namespace of its own" {
  check --share 2
  ran
  holds run another_process || blocked 'for child 1'
  holds run child1_own_uts || because \
    "child 1's UTS namespace is not the parent's" \
    "$(process_table run)" \
    'host names belong to the UTS namespace: in a shared one, child 1 renames the machine itself' \
    'clone(2), CLONE_NEWUTS; uts_namespaces(7); region 1a'
}

@test "1a child 1's host name is Child1Hostname" {
  check --share 2
  ran
  holds run someone_has_own_uts \
    || blocked 'for a UTS namespace that child 1 may rename'
  holds run child1_named || because \
    'child 1 sets the host name of its UTS namespace to Child1Hostname' \
    "$(process_table run)" \
    'a new UTS namespace begins with a copy of the name of the old one' \
    'sethostname(2); region 1a'
  holds run parent_not_renamed || because \
    'only the name in the new UTS namespace is set' \
    "$(ask run 'renames_parent[] | "sethostname(\"\(.args.name)\") in the parent'"'"'s UTS namespace uts:[\(.ns.uts)]"')" \
    'a name set before the new namespace exists is the name of the machine' \
    'sethostname(2); region 1a: which process calls it, and when?'
}

@test "1a the output is as required up to child 1's lines" {
  check --share 2
  needs_child1
  matches run 1a.t \
    'the parent prints its PID and host name, then child 1 prints its own' \
    "the kernel's facts and what the program says must agree" \
    'task1/README.md, Try it'
}

@test "1b namespace_prog.c compiles" {
  check --share 0
  compiled 1b namespace_prog.c
}

@test "1b child 2 is PID 2 in child 1's PID namespace" {
  check --share 3
  needs_child1
  holds run child2_is_pid_2 || because \
    "a second child is in child 1's PID namespace, and is PID 2 there" \
    "$(process_table run)" \
    "setns(2) with a PID namespace changes where the caller's *next* children are born, not where the caller is: it must come before the fork" \
    'setns(2), pid_namespaces(7), pidfd_open(2); region 1b'
}

@test "1b child 2 is in child 1's UTS namespace" {
  check --share 3
  needs_child1
  holds run child2_tried \
    || blocked "for a second child that joins child 1's namespaces"
  holds run child2_same_uts || because \
    "child 2's UTS namespace is child 1's" \
    "$(process_table run)" \
    'each kind of namespace is joined by a call of its own; a PID namespace does not bring the host name with it' \
    'setns(2), CLONE_NEWUTS; region 1b'
}

@test "1b the parent's own host name and UTS namespace never change" {
  check --share 2
  needs_child2
  holds run parent_unmoved || because \
    "the parent stays in its UTS namespace and that keeps its host name, from the first line to the last" \
    "$(ask run 'parent | .states[] | "\(.event)\tuts:[\(.ns.uts)]\t\(.hostname)"' | uniq | column -t -s $'\t')" \
    'setns(2) with a UTS namespace moves the caller at once: called in the parent, everything the parent does from then on happens under the other name' \
    'setns(2); region 1b: who calls it, parent or child?'
}

@test "1b no process is left at the end" {
  check
  needs_child2
  holds run ended || because \
    'the program ends by itself' \
    "it was stopped after $(step_value run limit) s; it had printed:
$(shown run)" \
    'a program that waits for ever holds its namespaces for ever' \
    'waitpid(2): which child is waited for, and what should end it?'
  holds run nobody_left || because \
    'when the program has ended, none of its processes is left' \
    "still running: $(ask run '[.end.left[] | "\(.comm) (PID \(.nspid[1:] | map(tostring) | join(" > ")))"] | join(", ")')" \
    'a child that outlives its parent keeps its namespaces alive, and nobody waits for it' \
    'kill(2), waitpid(2)'
}

@test "1b the output is as required" {
  check
  needs_child2
  holds run child2_there || blocked 'for child 2'
  matches run 1b.t \
    "the whole output, with the parent's lines the same each time" \
    "the kernel's facts and what the program says must agree" \
    'task1/README.md, Try it'
}
