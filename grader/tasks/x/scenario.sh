# shellcheck shell=bash
# scenario.sh - the elective: containers made by container.c. Two share an image, one is
# started again, one tries to climb out, two serve on the same port, one runs into its
# limits. Sourced by record.
# SPDX-License-Identifier: MIT

# shellcheck source=../../guest/world.sh
source "$GUEST/world.sh"
# shellcheck source=../../guest/containers.sh
source "$GUEST/containers.sh"
# shellcheck source=../../guest/images.sh
source "$GUEST/images.sh"

# what CMD of the first two containers does before it is the probe
# shellcheck disable=SC2016 # for the shell in the container
READ_AND_WRITE='cat /kit/given; if [ "$1" ]; then echo "$1" >/kit-token; echo "$1" >/kit/given; fi; shift; exec /kit/probe "$0" "$@"'
# ... and that of the two with a network
# shellcheck disable=SC2016 # for the shell in the container
SERVE='mkdir -p /www && echo "$1" >/www/token && busybox httpd -p "$2" -h /www && exec /kit/probe "$0" --hold'

# choose_names - from the seed: nothing can be known beforehand. They go to
# script.json, where the checks find them.
choose_names() {
  IMAGE=debian${NUMBERS[8]} ALPINE=$CELL_HOME/alpine${NUMBERS[9]}
  FIRST=a${NUMBERS[10]} SECOND=b${NUMBERS[10]} CLIMBER=c${NUMBERS[10]}
  ONE=d${NUMBERS[10]} TWO=e${NUMBERS[10]} LIMITED=f${NUMBERS[10]}
  NONCE=${NUMBERS[11]}${NUMBERS[12]}
  STATUS=$((NUMBERS[13] % 90 + 30))
  PORT=$((NUMBERS[14] % 20000 + 2000))
  HOST=host-${NUMBERS[15]}
  ONE_ADDRESS=10.$((NUMBERS[16] % 200 + 20)).1.$((NUMBERS[17] % 100 + 10))
  TWO_ADDRESS=10.$((NUMBERS[16] % 200 + 20)).2.$((NUMBERS[18] % 100 + 10))
  MEMORY=$((NUMBERS[19] % 4 + 12)) SWAP=$((NUMBERS[20] % 4 + 4))
  PIDS=$((NUMBERS[21] % 12 + 14)) CPUS=0.$((NUMBERS[22] % 3 + 4))
  jq -n --arg image "$IMAGE" --arg alpine "$ALPINE" --arg first "$FIRST" --arg second "$SECOND" \
    --arg nonce "$NONCE" --argjson status "$STATUS" --arg host "$HOST" --arg port "$PORT" \
    --arg one_address "$ONE_ADDRESS" --arg two_address "$TWO_ADDRESS" \
    --argjson memory "$MEMORY" --argjson swap "$SWAP" --argjson pids "$PIDS" --argjson cpus "$CPUS" \
    '$ARGS.named | .arguments = $ARGS.positional' --args -- "${ODD_ARGUMENTS[@]}" >"$EVIDENCE/script.json"
}

# look_at_state LABEL - what containers leave in the file system, as state-LABEL.json:
# the directories of their state, what the first one's upper layer holds, and a
# hash of what tells whether the images were written to.
look_at_state() {
  local root=/proc/$CELL_PID/root raw=/run/state
  mkdir -p "$raw"
  (cd "$root/tmp/container" 2>/dev/null && find . -mindepth 1 -maxdepth 2 -printf '%P\n') >"$raw/found" || true
  head -c 200 "$root/tmp/container/$FIRST/upper/kit-token" >"$raw/token" 2>/dev/null || true
  find "$CELL/upper/usr/lib/kit/base" "$root$ALPINE" -printf '%P %y %m %s %T@ %C@\n' | sort >"$raw/images"
  jq -n --rawfile found "$raw/found" --rawfile token "$raw/token" --rawfile images "$raw/images" \
    '{found: ($found | split("\n") | map(select(. != "")) | .[:50]), token: $token,
      images: ($images | split("\n") | map(select(. != "")))}' >"$EVIDENCE/state-$1.json"
}

# hold LABEL PROBE COMMAND... - starts a container whose command becomes the probe of
# that nonce, and looks at it; sets PROBE and JOB.
hold() {
  local label=$1 nonce=$2
  shift 2
  step "$label" 200 ./container "$@" &
  JOB=$!
  find_probe "$nonce" 20 "$label" "$JOB" || {
    places "$label" container
    return 1
  }
  look_at "$label" "$PROBE"
  cat "/proc/$PROBE/mountinfo" >"$EVIDENCE/mountinfo-$label"
  (cd "/proc/$PROBE/root/proc" && printf '%s\n' [0-9]*) >"$EVIDENCE/proc-$label"
}

# keep_file NAME PATH - as evidence NAME, what PATH holds in the container of PROBE: read from
# outside, and through no link, which would lead out of the container.
keep_file() {
  find "/proc/$PROBE/root/.${2%/*}" -maxdepth 1 -type f -name "${2##*/}" -exec head -c 100 {} + >"$EVIDENCE/$1" 2>/dev/null || true
}

# release PID JOB - ends a held container.
release() {
  kill -TERM "$1" 2>/dev/null || true
  wait "$2" || true
}

# root_stage - x1 and x2: two containers of one image at the same time; the first one's
# name while it runs, and again later; then one that climbs.
root_stage() {
  local first first_job
  if hold first "f$NONCE" "$FIRST" "$IMAGE" sh -c "$READ_AND_WRITE" "f$NONCE" "token-$NONCE" \
    --hold --status "$STATUS" "${ODD_ARGUMENTS[@]}"; then
    first=$PROBE first_job=$JOB
    if hold second "s$NONCE" "$SECOND" "$IMAGE" sh -c "$READ_AND_WRITE" "s$NONCE" '' --hold; then
      keep_file given-second /kit/given
      release "$PROBE" "$JOB"
    fi
    step running 15 ./container "$FIRST" "$IMAGE" /kit/probe "r$NONCE" || true
    release "$first" "$first_job"
  fi
  look_at_state between
  snapshot between
  # shellcheck disable=SC2016 # for the shell in the cell
  step again 15 sh -c 'exec ./container --rm "$@" </kit/input' sh "$FIRST" "$IMAGE" &
  JOB=$!
  if find_probe "g$NONCE" 10 again "$JOB"; then
    keep_file token-again /kit-token
    keep_file given-again /kit/given
    release "$PROBE" "$JOB"
  fi
  wait "$JOB" || true
  step climb 15 ./container "$CLIMBER" "$ALPINE" /kit/trial escape || true
}

# network_stage - x3: two containers with networks that serve on the same port.
network_stage() {
  local one two job machine=/proc/$CELL_PID/ns/net
  hold one "o$NONCE" --hostname "$HOST" --net "$ONE_ADDRESS/24" "$ONE" "$ALPINE" \
    sh -c "$SERVE" "o$NONCE" "one-$NONCE" "$PORT" || return 0
  one=$PROBE job=$JOB
  if hold two "t$NONCE" --hostname "$HOST-2" --net "$TWO_ADDRESS/24" "$TWO" "$ALPINE" \
    sh -c "$SERVE" "t$NONCE" "two-$NONCE" "$PORT"; then
    two=$PROBE
    look_at_links two "/proc/$two/ns/net"
    fetch machine_to_two "$machine" "http://$TWO_ADDRESS:$PORT/token"
  fi
  look_at_links machine "$machine"
  look_at_links one "/proc/$one/ns/net"
  fetch machine_to_one "$machine" "http://$ONE_ADDRESS:$PORT/token"
  serve "$machine" "$PORT" "served-$NONCE"
  fetch one_to_machine "/proc/$one/ns/net" "http://$(machine_end):$PORT/token"
  serve_no_more
  [[ -z ${two-} ]] || release "$two" "$JOB"
  release "$one" "$job"
}

# machine_end - the address of the first container's pair at the machine's end;
# nobody's when there is none.
machine_end() {
  jq -nr --slurpfile machine "$EVIDENCE/links-machine.json" --slurpfile one "$EVIDENCE/links-one.json" \
    '[$one[0][] as $inside | $machine[0][]
      | select(.ifindex == $inside.link_index and .link_index == $inside.ifindex)
      | .addr_info[] | select(.family == "inet") | .local] | first // "192.0.2.1"'
}

# compile_container - with a change_root of its own, where an edition lets it bring one: what
# is compiled goes before what is in given.a.
compile_container() {
  local own=()
  [[ ! -e /run/input/submission/task1/change_root.c ]] || own=('CFLAGS=-O2 -g change_root.c')
  compile container "${own[@]}"
}

scenario() {
  # read by step
  # shellcheck disable=SC2034
  STEP_DIR=$CELL_HOME/task1
  choose_names
  swap_on
  make_images
  know probe "$GUEST/probe"
  know trial "$GUEST/trial"
  compile_container || return 0
  # what is mounted is seen everywhere, as systemd arranges it on most machines
  # shellcheck disable=SC2016 # for the shell in the cell
  step prepare 10 sh -c 'mount --make-rshared / && mkdir -p "images/$1" && mount --bind /usr/lib/kit/base "images/$1"' sh "$IMAGE"
  cat "/proc/$CELL_PID/mountinfo" >"$EVIDENCE/mountinfo-cell"
  look_at_state ready
  snapshot ready
  root_stage
  network_stage
  # What is surely granted, and surely not. In between lies what the kernel needs itself,
  # and a swap disk that is slow counts as none.
  step limited 60 ./container --memory "${MEMORY}M" --swap "${SWAP}M" --cpus "$CPUS" --pids "$PIDS" \
    "$LIMITED" "$IMAGE" /kit/trial forks 60 cpu 200 memory $((MEMORY / 2)) memory $((MEMORY + SWAP + 16)) || places limited container
  look_at_state after
}
