#!/usr/bin/env bats
# task2.bats - the checks of task 2, from the evidence of scenario task2.sh.
# SPDX-License-Identifier: MIT

load lib/checks
load lib/processes

setup_file() {
  export DEFINITIONS=$LIB/task2.jq
  learn_steps
  note_endings
  learn run
  learn again
}

# ran - blocks a check when the script did not get to run.
ran() {
  [[ -s $KIT_EVIDENCE/run.witness ]] || blocked "the script was not run: $(how_it_ended)"
}

# needs WHICH SUBTASK - blocks a check when container_prog did not run so.
needs() {
  ran
  holds run "$1" || blocked "for container_prog $2 to run"
}

# section STAGE - what the script printed from the stage's heading on.
section() {
  plain <"$KIT_EVIDENCE/run.out" | sed -n "/Output Subtask $1/,\$p"
}

# section_matches STAGE REQUIRED - that part is as expected.
section_matches() {
  section "$1" >"$BATS_TEST_TMPDIR/section.out"
  KIT_EVIDENCE_SKIPPED=$(($(plain <"$KIT_EVIDENCE/run.out" | wc -l) - $(wc -l <"$BATS_TEST_TMPDIR/section.out"))) \
    KIT_EVIDENCE_OUT=$BATS_TEST_TMPDIR/section.out matches run "$1.t" "$2" \
    "the kernel's facts and what the program says must agree" 'task2/README.md, Try it'
}

# what_ran - the executions of container_prog, for people.
what_ran() {
  local table
  # shellcheck disable=SC2016 # jq's variables
  table=$(ask run 'start as $start | executions[:8][]
    | [(.argv | join(" ")), "PID " + (.ended.nspid[1:] | map(tostring) | join(" > ")),
       (if root_changed($start) then "root " + .ended.root.path else "the machine'"'"'s root" end),
       "exit " + (.exit.status // .exit.signal // "?" | tostring)] | @tsv' | column -t -s $'\t')
  printf '%s\n' "${table:-container_prog was never executed}"
}

# namespaces_of FILTER - which of the execution's namespaces are new.
namespaces_of() {
  # shellcheck disable=SC2016 # jq's variables
  ask run 'start.ns as $ns | '"$1"' | .ended.ns as $own | ["pid", "uts", "ipc"][]
    | "\(.)\t" + (if $own[.] == $ns[.] then "the machine'"'"'s" else "new" end)' | column -t -s $'\t'
}

# ran_again FACT REGION - a second run does the same.
ran_again() {
  [[ -s $KIT_EVIDENCE/again.witness ]] || blocked "there was no second run: $(how_it_ended)"
  holds again "$1" || because \
    'the script works a second time, with container_root as the first run left it' \
    "$(shown again)" \
    'whoever cleans up or copies by halves meets it on the second run' \
    "$2"
}

@test "2a simple_container.sh can be run" {
  check --share 0
  if jq -e '.carriage_returns > 0' "$KIT_EVIDENCE/script.json" >/dev/null 2>&1; then
    because 'the script has Unix line ends' \
      "$(jq -r '"\(.carriage_returns) of \(.lines) lines end in a carriage return"' "$KIT_EVIDENCE/script.json")
$(shown run 3)" \
      'bash takes the carriage return at the end of a line for a part of the last word' \
      "sed -i 's/\\r\$//' simple_container.sh; an editor on Windows puts them there"
  elif [[ $(step_value syntax status) != 0 ]]; then
    because 'bash can parse the script' "$(shown syntax 4)" \
      'a script with a syntax error runs up to that line and then stops' \
      'bash -n simple_container.sh; the line named is where bash noticed, the cause may stand above'
  fi
}

@test "2a container_prog subtask1 runs under another root" {
  check --share 4
  ran
  holds run one || because \
    'the script executes container_prog subtask1 with container_root as its root' \
    "$(what_ran)
$(section 2a | head -n 14)" \
    'exec of a program in a new root also needs, below that root, the loader and every library; what is missing is reported as if the program itself were' \
    'chroot(1), ldd(1), ld.so(8); regions 2a-libs and 2a-run'
  holds run one_succeeded || because \
    'container_prog subtask1 runs to its end, and its root directory is not the root directory of the machine' \
    "$(what_ran)" \
    'a container that sees the files of the machine is none' \
    'chroot(1); region 2a-run'
}

@test "2a its output is as required" {
  check --share 2
  needs one subtask1
  section_matches 2a 'the script prints the heading, container_prog its PIDs and the names in /'
}

@test "2a a second run works" {
  check
  needs one subtask1
  ran_again one_succeeded 'regions 2a-libs and 2a-run: do they assume an empty container_root?'
}

@test "2a no mount and no directory is left behind" {
  check
  needs one subtask1
  local mounts names
  mounts=$(new_since before after '.mounts[].target') || blocked "the machine was not looked at: $(how_it_ended)"
  [[ -z $mounts ]] || because 'every mount that the script makes is gone when it ends' \
    "still mounted: $(head -n 6 <<<"$mounts" | xargs)" \
    'rm -rf container_root would now delete what is mounted there: the files of the machine' \
    'umount(8), or a mount namespace; findmnt shows what is mounted'
  names=$(new_since before after '.changed_in_root[]' \
    | grep -vxE 'tmp|var|root|etc|usr|home|run|dev|proc|sys|opt|mnt|srv' || true)
  [[ -z $names ]] || because 'the container grows in container_root beside the script' \
    "new or gone in the root directory of the machine: $(head -n 6 <<<"$names" | xargs)" \
    'a path with a slash too many names another place' \
    'regions 2a-libs and 2a-run: what does the path begin with?'
}

@test "2b container_prog subtask2 is PID 1 of a new PID namespace" {
  check --share 3
  ran
  holds run two_is_pid_1 || because \
    'container_prog subtask2 runs as PID 1 of a PID namespace of its own' \
    "$(what_ran)" \
    "unshare(2) does not move its caller: only its children are born in the new PID namespace, the first of them as PID 1" \
    'unshare(1), --pid and --fork; pid_namespaces(7); region 2b'
}

@test "2b its root is not the machine's" {
  check
  needs two subtask2
  holds run two_rooted || because \
    'subtask2 runs under the same new root as subtask1' "$(what_ran)" \
    'namespaces hide processes and names, not files' 'chroot(1); region 2b'
}

@test "2b it has a UTS namespace of its own" {
  check --share 2
  needs two subtask2
  holds run two_own_uts || because \
    'container_prog subtask2 has a UTS namespace of its own' \
    "$(namespaces_of 'ran("subtask2")')" \
    'it sets its host name: in a shared UTS namespace it renames the machine' \
    'unshare(1), --uts; uts_namespaces(7); region 2b'
}

@test "2b its output is as required" {
  check
  needs two subtask2
  section_matches 2b 'under its heading: PIDs, the names in /, the host name within, the benchmark, the host name outside'
}

@test "2b a second run works, and no process is left" {
  check
  needs two subtask2
  ran_again two_succeeded 'region 2b'
  # of a script that was stopped, what is left is that script
  [[ $(step_value run timeout) != true ]] || return 0
  local left
  left=$(ask run '(.end.left // [])[] | "\(.comm) (PID \(.nspid[1:] | map(tostring) | join(" > ")))"')
  [[ -z $left ]] || because 'when the script has ended, none of its processes is left' \
    "still running: $(head -n 6 <<<"$left" | paste -sd ,)" \
    'a process that outlives the container keeps its namespaces and its files' \
    'ps after the script; wait(1p), kill(1)'
}

@test "2c it is container_prog subtask3 that runs" {
  check
  ran
  holds run three_succeeded || because \
    'the third container runs container_prog subtask3, to its end' "$(what_ran)
$(section 2c | head -n 8)" \
    'subtask1 does not compute: with it, nothing ever meets the limit' 'region 2c-run'
}

@test "2c its root is not the machine's" {
  check
  needs third subtask3
  holds run third_rooted || because \
    'subtask3 runs under the same new root as the others' "$(what_ran)" \
    'namespaces and limits hide no files' 'chroot(1); region 2c-run'
}

@test "2c it has PID and UTS namespaces of its own" {
  check
  needs third subtask3
  holds run third_separate || because \
    'subtask3 is PID 1 of a new PID namespace, in a new UTS namespace' \
    "$(what_ran)
$(namespaces_of third)" \
    '2c adds to 2b: what was separate stays separate' 'unshare(1); region 2c-run'
}

@test "2c it has an IPC namespace of its own" {
  check
  needs third subtask3
  holds run third_own_ipc || because \
    'subtask3 has an IPC namespace of its own' "$(namespaces_of third)" \
    'without it, shared memory and message queues of the machine are open to the container' \
    'unshare(1), --ipc; ipc_namespaces(7); region 2c-run'
}

@test "2c its cgroup may use half of one CPU" {
  check --share 3
  needs third subtask3
  holds run third_half || because \
    'while it runs, container_prog is in a cgroup (v2) whose cpu.max, or that of a group above, is half of one CPU' \
    "container_prog was in $(ask run 'third | .ended.cgroup.path') while it ran
$(ask run 'third | .ended | limits_table' | column -t -s $'\t')" \
    'cpu.max holds a quota and a period in microseconds: their quotient is the number of CPUs; it limits the processes in the group and in groups below, no others' \
    'cgroups(7), cgroup.procs and cpu.max; regions 2c-create and 2c-run'
}

@test "2c the cgroup is removed at the end" {
  check
  needs third subtask3
  local left
  left=$(new_since before after '.cgroups[]') || blocked "the machine was not looked at: $(how_it_ended)"
  [[ -z $left ]] || because 'no cgroup is left when the script has ended' \
    "left behind: $(head -n 6 <<<"$left" | xargs)
$(plain <"$KIT_EVIDENCE/run.out" | grep -iE 'rmdir|busy|cgroup' | head -n 3)" \
    'a group can only be removed when no process is in it and no group below it' \
    'rmdir(1), cgroup.events; region 2c-remove: is the script itself in the group?'
}

@test "2c its output is as required" {
  check
  needs third subtask3
  section_matches 2c 'under its heading: PIDs, the names in /, the benchmark'
  local free limited
  free=$("$TRANSCRIPT" get "$GRADER/expected/2b.t" "$KIT_EVIDENCE/run.out" time 2>/dev/null || true)
  limited=$("$TRANSCRIPT" get "$GRADER/expected/2c.t" "$KIT_EVIDENCE/run.out" time 2>/dev/null || true)
  if [[ $free =~ ^[1-9][0-9]{0,8}$ && $limited =~ ^[1-9][0-9]{0,8}$ ]]; then
    note "the benchmark took $free ms without the limit and $limited ms with it: $(jq -n "$limited / $free * 100 | round / 100") times as long."
  fi
}
