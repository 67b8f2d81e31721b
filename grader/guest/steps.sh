# shellcheck shell=bash
# steps.sh - one step of a scenario: a command in the cell, followed by witness,
# with a time limit; and snapshots of the cell from outside. Sourced by record.
# Starting a process is what costs in this machine, so few are started here.
# SPDX-License-Identifier: MIT

# The limits of steps and tasks leave a right submission ten times what it needs on
# a quick host. This scales them for a machine that is slower than that reserve
# covers: by how long it takes to start processes, and to compute.
measure_speed() {
  local speed starting computing
  speed=$("$GUEST/speed")
  read -r starting computing <<<"$speed"
  # microseconds up to which the limits hold as they stand
  TIME_SCALE=$((1 + starting / 150000))
  ((computing / 100000 < TIME_SCALE)) || TIME_SCALE=$((1 + computing / 100000))
  ((TIME_SCALE <= 8)) || TIME_SCALE=8
  # what the task has left, in seconds
  TASK_TIME=$((TASK_LIMIT * TIME_SCALE))
  printf '{"starting":%s,"computing":%s,"time_scale":%s}\n' "$starting" "$computing" "$TIME_SCALE" >"$EVIDENCE/speed.json"
}

# json_text TEXT - sets JSON to TEXT as a JSON string.
json_text() {
  JSON=${1//\\/\\\\}
  JSON=${JSON//\"/\\\"}
  JSON=${JSON//$'\n'/\\n}
  JSON=\"${JSON//$'\t'/\\t}\"
}

# step NAME SECONDS COMMAND... - runs COMMAND in the cell, in $STEP_DIR, on a
# terminal. Output goes to NAME.out, kernel facts to NAME.witness, and a line to
# steps.jsonl. Returns COMMAND's status; 124 when SECONDS, scaled to the speed of
# this machine, or the time of the whole task were over.
step() {
  local name=$1 limit=$(($2 * TIME_SCALE)) status=0 begin end timeout=false word words=''
  shift 2
  ((limit < TASK_TIME)) || limit=$((TASK_TIME > 1 ? TASK_TIME : 1))
  begin=$EPOCHREALTIME
  printf '{"step":"%s"}\n' "$name" >>"$EVIDENCE/began.jsonl"
  "$GUEST/witness" -t "$CELL_PID" -C "$STEP_DIR" -T "$limit" \
    -o "$EVIDENCE/$name.out" -f "$EVIDENCE/$name.witness" -- "$@" || status=$?
  end=$EPOCHREALTIME
  TASK_TIME=$((TASK_TIME - ${end%.*} + ${begin%.*}))
  # a step that printed nothing has an empty file, not none
  : >>"$EVIDENCE/$name.out"
  ((status != 124)) || timeout=true
  for word; do
    json_text "$word"
    words+=${words:+,}$JSON
  done
  printf '{"step":"%s","command":[%s],"status":%s,"limit":%s,"timeout":%s,"start":%s,"end":%s,"out":"%s.out"}\n' \
    "$name" "$words" "$status" "$limit" "$timeout" "$begin" "$end" "$name" >>"$EVIDENCE/steps.jsonl"
  return "$status"
}

# snapshot NAME - the cell seen from outside, as facts-NAME.json.
snapshot() {
  local raw=/run/snapshot
  [[ -d $raw ]] || mkdir "$raw"
  "$GUEST/witness" --look-inside >"$raw/processes"
  nsenter --net="/proc/$CELL_PID/ns/net" ip -json link >"$raw/links"
  shopt -s globstar dotglob nullglob
  cell_groups >"$raw/cgroups"
  cell_names >"$raw/names"
  shopt -u globstar dotglob nullglob
  jq -n --argjson first "$CELL_PID" --slurpfile processes "$raw/processes" \
    --rawfile mounts "/proc/$CELL_PID/mountinfo" --slurpfile links "$raw/links" \
    --rawfile cgroups "$raw/cgroups" --rawfile names "$raw/names" \
    -f "$GUEST/snapshot.jq" >"$EVIDENCE/facts-$1.json"
}

# compile PROGRAM - builds a student's program as `make` does for the student, by the
# Makefile of the kit; the step is called compile, and keeps the compiler's warnings.
compile() {
  step compile 60 make --silent -f Makefile "$1"
}
