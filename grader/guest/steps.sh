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
  jq -nc --arg step "$name" '{step: $step, began: true}' >>"$EVIDENCE/began.jsonl"
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

# snapshot NAME - the cell seen from outside, as facts-NAME.json.
snapshot() {
  {
    cell_pids | while read -r pid; do
      "$GUEST/witness" --look "$pid" 2>/dev/null || true
    done | jq -s '{processes: .}'
    "$GUEST/witness" --look "$CELL_PID" | jq '{hostname, ns}'
    findmnt --json --list --tab-file "/proc/$CELL_PID/mountinfo" \
      | jq '{mounts: [.filesystems[]? | {target, source, fstype, options}]}'
    nsenter --net -t "$CELL_PID" ip -json link \
      | jq '{links: [.[] | {ifname, operstate, flags}]}'
    find /sys/fs/cgroup -type d -printf '/%P\n' | sort | jq -R . | jq -s '{cgroups: .}'
    # what the submission's writable layer holds at the top: new names in /
    find "$CELL/upper" -mindepth 1 -maxdepth 1 -printf '%f\n' | sort | jq -R . | jq -s '{changed_in_root: .}'
  } | jq -s add >"$EVIDENCE/facts-$1.json"
}

# compile SOURCE PROGRAM - compiles a student's C as leniently as older compilers
# did, with the warnings shown; the step is called compile.
compile() {
  step compile 60 gcc -std=gnu17 -fpermissive -Wall -Wextra -g -O1 -o "$2" "$1"
}
