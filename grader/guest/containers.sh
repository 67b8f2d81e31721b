# shellcheck shell=bash
# containers.sh - the containers that a submission makes, looked at from outside.
# Sourced by the scenarios that make some.
# SPDX-License-Identifier: MIT

# Arguments that do not survive being put into a string and split again.
# shellcheck disable=SC2016,SC2034 # not to be expanded; read by the scenarios
ODD_ARGUMENTS=('two  spaces' '' '*' "it's" '$HOME' '-n' 'a"b\c')

# never has anything to read: waiting on it costs no process
exec {never}<> <(:)

# find_probe NONCE SECONDS STEP JOB - waits until the probe with that nonce, which
# STEP (a background JOB) is to start, has said its line and holds; sets PROBE to its
# PID here. Status 1 when the step ends, or the time, before. After a second it looks less
# often.
find_probe() {
  local begin=$SECONDS end=$((SECONDS + $2 * TIME_SCALE)) text pause
  PROBE=
  while ((SECONDS <= end)); do
    text=
    { IFS= read -rd '' text <"$EVIDENCE/$3.out" || true; } 2>/dev/null
    if [[ $text == *"\"nonce\":\"$1\""* ]] && search_probe "$1"; then
      return 0
    fi
    kill -0 "$4" 2>/dev/null || return 1
    pause=0.05
    ((SECONDS - begin < 2)) || pause=0.5
    read -rt "$pause" -u "$never" || true
  done
  return 1
}

# search_probe NONCE - the probe is known by its contents: anything may be called so.
search_probe() {
  local dir name arguments
  for dir in /proc/[0-9]*; do
    # it may be gone by now
    { read -r name <"$dir/comm" && mapfile -d '' -t arguments <"$dir/cmdline"; } 2>/dev/null || continue
    if [[ $name == probe && ${arguments[1]-} == "$1" ]] && cmp -s -- "$dir/exe" "$GUEST/probe"; then
      # read by the scenarios
      # shellcheck disable=SC2034
      PROBE=${dir#/proc/}
      return 0
    fi
  done
  return 1
}

# pid_in_cell PID - sets PID_IN_CELL to the PID by which the cell knows process PID.
pid_in_cell() {
  local text
  read -rd '' text <"/proc/$1/status" || true
  # a program's name, which stands before, has no line's end in it
  [[ $text =~ $'\nNSpid:\t'[0-9]+$'\t'([0-9]+) ]]
  PID_IN_CELL=${BASH_REMATCH[1]}
}

# look_at LABEL PID - what container LABEL, whose process PID is, looks like, as
# container-LABEL.json.
look_at() {
  # shellcheck disable=SC2016 # jq's variables
  "$GUEST/witness" -t "$CELL_PID" --look "$2" | jq --rawfile mounts "/proc/$2/mountinfo" \
    '{process: del(.inside), inside,
      mounts: [$mounts | split("\n")[] | select(. != "") | split(" ")
        | {target: .[4], fstype: (.[index("-") + 1])}]}' >"$EVIDENCE/container-$1.json"
}

# look_at_links LABEL NET - the links and addresses of a network namespace, as
# links-LABEL.json.
look_at_links() {
  nsenter --net="$2" ip -json address >"$EVIDENCE/links-$1.json"
}

# look_at_host LABEL - what conductors leave on the machine, as host-LABEL.json.
# Counters, policies and the empty built-in chains of iptables are nobody's. Of the
# images the submission's layer holds what was changed.
look_at_host() {
  local raw=/run/look root=/proc/$CELL_PID/root
  mkdir -p "$raw"
  nsenter --net="/proc/$CELL_PID/ns/net" iptables-save | grep -E '^-A|^:[^ ]+ -' >"$raw/rules" || true
  (cd "$root/run/netns" 2>/dev/null && ls) >"$raw/netns" || true
  (cd "$root$STEP_DIR/.containers" 2>/dev/null && ls -A) >"$raw/containers" || true
  (cd "$root/dev" && stat -c '%n %a' -- *) >"$raw/dev" || true
  find "$CELL/upper/usr/lib/kit/base" -mindepth 1 -printf '%P %y %m %s %T@\n' 2>/dev/null \
    | sort | sha256sum >"$raw/images" || true
  # shellcheck disable=SC2016 # jq's variables
  jq -n --rawfile rules "$raw/rules" --rawfile netns "$raw/netns" --rawfile containers "$raw/containers" \
    --rawfile dev "$raw/dev" --rawfile images "$raw/images" \
    --arg forward "$(nsenter --net="/proc/$CELL_PID/ns/net" cat /proc/sys/net/ipv4/ip_forward)" \
    'def lines: split("\n") | map(select(. != ""));
     {rules: ($rules | lines), netns: ($netns | lines), containers: ($containers | lines),
      dev: ($dev | lines), images: $images, ip_forward: $forward}' >"$EVIDENCE/host-$1.json"
}
