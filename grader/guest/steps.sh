# shellcheck shell=bash
# steps.sh - one step of a scenario: a command in the cell, followed by witness,
# with a time limit; and snapshots of the cell from outside. Sourced by record.
# Starting a process is what costs in this machine, so few are started here.
# SPDX-License-Identifier: MIT

# seconds of the host's processor that a step gets: so many for the kernel, and so many for
# what processes compute themselves
STEP_SHARE=6
# a letter for each step that has used up its share; steps in the background write it, too
SPENT_STEPS=/run/spent-steps

# allow_step LIMIT - what may take LIMIT seconds gets SHARE seconds of the host's processor:
# several times what the dearest step of a right submission has needed. A limit is long for
# the sake of those who wait, and waiting costs nothing. Each step that uses up its share
# halves the later ones': what never ends does it again.
allow_step() {
  local spent=''
  [[ ! -e $SPENT_STEPS ]] || read -r spent <"$SPENT_STEPS" || true
  SHARE=$((STEP_SHARE >> ${#spent}))
  ((SHARE >= 3)) || SHARE=3
  allow "$SHARE" "$1"
}

# allow SECONDS [LIMIT] - where the machine has a time of its own, its kernel gets so much
# of the host's processor for what comes now, and its processes as much. When either is used
# up, so are LIMIT seconds by the machine's clock: what starts processes for ever, which costs
# the host much more than that clock says, and what computes for ever end then (vm/README.md).
allow() {
  [[ -w /proc/virtual-time ]] || return 0
  printf 'step %s %s' "$1" "${2:-0}" >/proc/virtual-time
  read_virtual_time
  ALLOWED=$USED
}

# notice_spent - sets SPENT to who used up the SHARE, kernel or processes, or to nothing;
# PROCESSOR to the seconds of the host's processor that went since, for both. The recorder
# gets twice as much for what it does next.
notice_spent() {
  SPENT='' PROCESSOR=null
  [[ -w /proc/virtual-time ]] || return 0
  read_virtual_time
  if ((KERNEL_LEFT == 0)); then
    SPENT=kernel
  elif ((PROCESSES_LEFT == 0)); then
    SPENT=processes
  fi
  [[ -z $SPENT ]] || printf x >>"$SPENT_STEPS"
  printf -v PROCESSOR '%d.%03d' $(((USED - ALLOWED) / 1000000000)) $(((USED - ALLOWED) / 1000000 % 1000))
  allow $((2 * SHARE))
}

# read_virtual_time - sets USED, KERNEL_LEFT and PROCESSES_LEFT, in nanoseconds of the host's
# processor.
read_virtual_time() {
  local text
  # all at once: read(2) once, and not twice for each line
  read -rd '' text </proc/virtual-time || true
  [[ $text =~ kernel\ ([0-9]+).*user\ ([0-9]+).*left\ (-?[0-9]+),(-?[0-9]+) ]]
  USED=$((BASH_REMATCH[1] + BASH_REMATCH[2])) KERNEL_LEFT=${BASH_REMATCH[3]} PROCESSES_LEFT=${BASH_REMATCH[4]}
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
# this machine, or the time of the whole task were over. It has its share of the host's
# processor; what of that is the kernel's a native one would need a twelfth of.
step() {
  local name=$1 limit=$(($2 * TIME_SCALE)) status=0 begin end timeout=false killed word words=''
  shift 2
  ((limit < TASK_TIME)) || limit=$((TASK_TIME > 1 ? TASK_TIME : 1))
  killed_for_memory
  killed=$KILLED
  begin=$EPOCHREALTIME
  printf '{"step":"%s"}\n' "$name" >>"$EVIDENCE/began.jsonl"
  allow_step "$limit"
  LC_ALL=$CELL_LOCALE "$GUEST/witness" -t "$CELL_PID" -C "$STEP_DIR" -T "$limit" \
    -o "$EVIDENCE/$name.out" -f "$EVIDENCE/$name.witness" -- "$@" || status=$?
  end=$EPOCHREALTIME
  notice_spent
  TASK_TIME=$((TASK_TIME - ${end%.*} + ${begin%.*}))
  notice_starved "$name" "$killed"
  # a step that printed nothing has an empty file, not none
  : >>"$EVIDENCE/$name.out"
  ((status != 124)) || timeout=true
  for word; do
    json_text "$word"
    words+=${words:+,}$JSON
  done
  printf '{"step":"%s","command":[%s],"status":%s,"limit":%s,"timeout":%s,"spent":"%s","processor":%s,"start":%s,"end":%s,"out":"%s.out"}\n' \
    "$name" "$words" "$status" "$limit" "$timeout" "$SPENT" "$PROCESSOR" "$begin" "$end" "$name" >>"$EVIDENCE/steps.jsonl"
  return "$status"
}

# killed_for_memory - sets KILLED to how many the kernel has killed for want of memory.
killed_for_memory() {
  local text
  KILLED=0
  read -rd '' text </proc/vmstat || true
  [[ ! $text =~ oom_kill\ ([0-9]+) ]] || KILLED=${BASH_REMATCH[1]}
}

# notice_starved NAME KILLED - if more were killed in step NAME: whom, with how many KiB of
# how many, as NAME-starved.jsonl.
notice_starved() {
  local _ memory
  killed_for_memory
  ((KILLED > $2)) || return 0
  read -r _ memory _ </proc/meminfo
  dmesg | sed -nE 's/.*Killed process ([0-9]+) .* anon-rss:([0-9]+)kB.*/{"pid":\1,"kib":\2,"of":'"$memory"'}/p' \
    >"$EVIDENCE/$1-starved.jsonl" || true
}

# places NAME PROGRAM - after step NAME: where in its source PROGRAM did what it may not,
# or was when it was stopped, as NAME-places.out. addr2line(1) reads a program that a
# student made, so it runs in the cell.
places() {
  local codes
  mapfile -t codes < <(jq -r --arg program "/$2" 'select(.event == "fault" or .event == "end")
    | .where, .left[]?.where | select(.exe? // "" | endswith($program)) | .code[]' \
    "$EVIDENCE/$1.witness" | xargs -r printf '%x\n')
  ((${#codes[@]} == 0)) || step "$1-places" 10 addr2line -afps -e "$2" "${codes[@]}" || true
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

# know NAME FILE - from now on witness recognises this program, by what the file holds. A
# program may be known in several forms: NAME is then NAME.FORM.
know() {
  mkdir -p /run/known
  cp -- "$2" "/run/known/$1"
}

# know_built - witness recognises all that build.sh of the room has made, of the kit's own
# files, in a machine without a submission.
know_built() {
  mkdir -p /run/known
  cp -r /run/input/built/. /run/known
}

# place PROGRAM PATH - such a program lies in the cell, before any of its programs run.
place() {
  local target=/proc/$CELL_PID/root$CELL_HOME/$2
  rm -rf -- "$target"
  cp -- "/run/input/built/$1" "$target"
}

# compile PROGRAM [VARIABLE=VALUE] - builds a student's program as `make` does for the
# student, by the Makefile of the kit; the step is called compile, and keeps the compiler's
# warnings.
compile() {
  step compile 60 make --silent -f Makefile "$@"
}
