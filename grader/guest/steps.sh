# shellcheck shell=bash
# steps.sh - one step of a scenario: a command in the cell, followed by witness,
# with a time limit; and snapshots of the cell from outside. Sourced by record.
# SPDX-License-Identifier: MIT

# step NAME SECONDS COMMAND... - runs COMMAND in the cell, in $STEP_DIR, on a
# terminal. Output goes to NAME.out, kernel facts to NAME.witness, and a line to
# steps.jsonl. Returns COMMAND's status; 124 when SECONDS, scaled to the speed of
# this machine, were over.
step() {
  local name=$1 limit=$(($2 * TIME_SCALE)) status=0 begin
  shift 2
  begin=$EPOCHREALTIME
  printf '{"step":"%s"}\n' "$name" >>"$EVIDENCE/began.jsonl"
  "$GUEST/witness" -t "$CELL_PID" -C "$STEP_DIR" -T "$limit" \
    -o "$EVIDENCE/$name.out" -f "$EVIDENCE/$name.witness" -- "$@" || status=$?
  # a step that printed nothing has an empty file, not none
  : >>"$EVIDENCE/$name.out"
  # shellcheck disable=SC2016 # jq's variables
  jq -nc --arg step "$name" --arg begin "$begin" --arg finish "$EPOCHREALTIME" \
    --argjson status "$status" --argjson limit "$limit" \
    '{step: $step, command: $ARGS.positional, status: $status, limit: $limit,
      timeout: ($status == 124), start: ($begin | tonumber), end: ($finish | tonumber),
      out: ($step + ".out")}' --args -- "$@" >>"$EVIDENCE/steps.jsonl"
  return "$status"
}

# snapshot NAME - the cell seen from outside, as facts-NAME.json. Starting a process
# is what costs in this machine, so there is one jq for all.
snapshot() {
  local raw=/run/snapshot pid
  mkdir -p "$raw"
  : >"$raw/processes"
  cell_pids >"$raw/pids"
  while read -r pid; do
    # it may be gone by now
    "$GUEST/witness" --look "$pid" >>"$raw/processes" 2>/dev/null || true
  done <"$raw/pids"
  findmnt --json --list --tab-file "/proc/$CELL_PID/mountinfo" >"$raw/mounts"
  nsenter --net="/proc/$CELL_PID/ns/net" ip -json link >"$raw/links"
  find /sys/fs/cgroup -type d -printf '/%P\n' >"$raw/cgroups"
  # the submission's writable layer at the top: what is new or changed in /
  find "$CELL/upper" -mindepth 1 -maxdepth 1 -printf '%f\n' >"$raw/names"
  # shellcheck disable=SC2016 # jq's variables
  jq -n --argjson first "$CELL_PID" --slurpfile processes "$raw/processes" \
    --slurpfile mounts "$raw/mounts" --slurpfile links "$raw/links" \
    --rawfile cgroups "$raw/cgroups" --rawfile names "$raw/names" \
    'def lines: split("\n") | map(select(. != "")) | sort;
     {processes: $processes, cgroups: ($cgroups | lines), changed_in_root: ($names | lines),
      mounts: [$mounts[0].filesystems[]? | {target, source, fstype, options}],
      links: [$links[0][] | {ifname, operstate, flags}]}
     + ($processes[] | select(.nspid[0] == $first) | {hostname, ns})' >"$EVIDENCE/facts-$1.json"
}

# compile SOURCE PROGRAM - compiles a student's C as leniently as older compilers
# did, with the warnings shown; the step is called compile.
compile() {
  step compile 60 gcc -std=gnu17 -fpermissive -Wall -Wextra -g -O1 -o "$2" "$1"
}
