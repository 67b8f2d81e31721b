# shellcheck shell=bash
# scenario.sh - task 3: nsenter-lite on a target of the recorder's; then two containers
# by conductor, looked at from outside, entered by exec, networked, peered and
# stopped. Sourced by record.
# SPDX-License-Identifier: MIT

# shellcheck source=../../guest/world.sh
source "$GUEST/world.sh"
# shellcheck source=../../guest/containers.sh
source "$GUEST/containers.sh"
# shellcheck source=../../guest/editions.sh
source "$GUEST/editions.sh"

# choose_names - from the seed: nothing can be known beforehand.
choose_names() {
  IMAGE=image${NUMBERS[8]}
  ONE=c${NUMBERS[9]}
  TWO=d${NUMBERS[10]}
  NONCE=${NUMBERS[11]}${NUMBERS[12]}
  INNER=$((NUMBERS[13] % 20000 + 2000))
  OUTER=$((NUMBERS[14] % 20000 + 30000))
  STATUS=$((NUMBERS[15] % 90 + 30))
}

# script_facts - what can be read from the files themselves; and what config.sh sets:
# the uplink, which the world is made to have, and where images are kept.
script_facts() {
  local script=/run/input/submission/task3/conductor.sh uplink
  # shellcheck disable=SC2016 # for the shell in the cell
  step config 10 bash -c 'source ./config.sh >/dev/null 2>&1; printf "%s %s\n" "${DEFAULT_IFC:-eth0}" "${IMAGE_DIR:-${IMAGEDIR:-.images}}"' || true
  read -r uplink IMAGES < <(tail -n 1 "$EVIDENCE/config.out") || true
  IMAGES=${IMAGES//$'\r'/}
  IMAGES=${IMAGES:-.images}
  choose_uplink "$uplink"
  jq -n --arg carriage_returns "$(grep -c $'\r$' "$script" || true)" --arg uplink "$UPLINK" \
    --arg image "$IMAGE" --arg one "$ONE" --arg two "$TWO" --arg nonce "$NONCE" \
    --argjson inner "$INNER" --argjson outer "$OUTER" --argjson status "$STATUS" \
    '$ARGS.named | .carriage_returns |= tonumber
     | .arguments = $ARGS.positional' --args -- "${ODD_ARGUMENTS[@]}" >"$EVIDENCE/script.json"
}

# image_in_place - the image is there, as `build` leaves it.
image_in_place() {
  # shellcheck disable=SC2016 # for the shell in the cell
  step prepare 10 sh -c 'chmod +x conductor.sh && mkdir -p "$1" && mount --bind /usr/lib/kit/base "$1"' \
    sh "$IMAGES/$IMAGE"
}

# helper_stage - what nsenter-lite does, on a process in five namespaces, a root and
# a working directory of its own that no conductor has made.
helper_stage() {
  local base=/usr/lib/kit/base target job
  [[ -e /run/input/submission/task3/nsenter-lite.c ]] || return 0
  compile nsenter-lite || return 0
  step target 200 unshare --mount --uts --ipc --net --pid --fork --kill-child --mount-proc \
    --root="$base" --wd=/var -- /kit/probe "t$NONCE" --hold &
  job=$!
  find_probe "t$NONCE" 20 target "$job" || return 1
  look_at target "$PROBE"
  target=$PROBE
  pid_in_cell "$target"
  step lite_join 15 ./nsenter-lite -t "$PID_IN_CELL" -m -u -i -n -p -r -w -- \
    /kit/probe "j$NONCE" "${ODD_ARGUMENTS[@]}" || places lite_join nsenter-lite
  step lite_status 15 ./nsenter-lite -t "$PID_IN_CELL" -u -- sh -c "exit $STATUS" || true
  signal_helper "$PID_IN_CELL"
  kill -TERM "$target"
  wait "$job" || true
}

# signal_helper PID - a SIGTERM to nsenter-lite, whose command holds.
signal_helper() {
  local job
  step lite_signal 15 ./nsenter-lite -t "$1" -p -n -- /usr/lib/kit/base/kit/probe "s$NONCE" --hold --status "$STATUS" &
  job=$!
  if find_probe "s$NONCE" 10 lite_signal "$job"; then
    kill -TERM "$(first_process lite_signal)" || true
  fi
  wait "$job" || true
}

# first_process STEP - the PID here of the command that the step started.
first_process() {
  jq -r 'select(.event == "start") | .pid' "$EVIDENCE/$1.witness" | head -n 1
}

# container LABEL NAME - starts a container whose command is the probe; sets PROBE, JOB.
container() {
  # a right one is there in a quarter of a second, or in two, if it copies the image
  {
    # shellcheck disable=SC2034 # read by step
    STEP_SHARE=5
    step "run_$1" 200 ./conductor.sh run "$IMAGE" "$2" -- /kit/probe "$1$NONCE" --hold --status "$STATUS" "${ODD_ARGUMENTS[@]}"
  } &
  JOB=$!
  find_probe "$1$NONCE" 30 "run_$1" "$JOB" || return 1
  look_at "$1" "$PROBE"
}

exec_stage() {
  step exec_probe 30 ./conductor.sh exec "$ONE" -- /kit/probe "e$NONCE" "${ODD_ARGUMENTS[@]}" || true
  step exec_status 30 ./conductor.sh exec "$ONE" -- /kit/status || true
  step exec_look 30 ./conductor.sh exec "$ONE" -- /kit/look || true
}

# network_stage PID PID - networks for both containers, of which the first also has
# a way to the outside and both a port that leads to them.
network_stage() {
  local one=/proc/$1/ns/net two=/proc/$2/ns/net machine=/proc/$CELL_PID/ns/net server
  step network_one 30 ./conductor.sh addnetwork "$ONE" -i -e "$INNER-$OUTER" || true
  step network_two 30 ./conductor.sh addnetwork "$TWO" -e "$INNER-$((OUTER + 1))" || true
  look_at_links machine "$machine"
  look_at_links one "$one"
  look_at_links two "$two"
  try_ping loopback "$one" 127.0.0.1
  try_ping machine_to_one "$machine" "$(address_of one)"
  try_ping one_to_machine "$one" "$(address_of machine "$ONE-outside")"
  try_ping machine_to_two "$machine" "$(address_of two)"
  fetch one_to_world "$one" "http://$WORLD_ANSWER/cgi-bin/who"
  fetch two_to_world "$two" "http://$WORLD_ANSWER/cgi-bin/who"
  pid_in_cell "$1"
  # of names that the seed has chosen an expected output cannot know
  # shellcheck disable=SC2016 # for the shell in the cell
  step network_look 30 sh -c '{ /kit/look "ip a" && nsenter --target "$1" --all --root --wd -- /kit/look "ip a" /kit/ifconfig
    } | sed "s/$2-/ONE-/"' sh "$PID_IN_CELL" "$ONE" || true
  # it fetches as _apt, and whether that one can, no command of root's tells
  step apt 60 nsenter --target "$PID_IN_CELL" --all --root --wd -- apt-get update --error-on=any \
    -o Dir::Etc::SourceList=/kit/updates.list -o Dir::Etc::SourceParts=- || true
  server=$(sed -n 's/^nameserver *//p' "/proc/$1/root/etc/resolv.conf" 2>/dev/null | head -n 1)
  resolve one_to_name "$one" "$server" "$WORLD_NAME"
  serve "$one" "$INNER" "served-one-$NONCE"
  serve "$two" "$INNER" "served-two-$NONCE"
  fetch world_to_one "$WORLD_NET" "http://$MACHINE_ADDRESS:$OUTER/token"
  fetch world_to_two "$WORLD_NET" "http://$MACHINE_ADDRESS:$((OUTER + 1))/token"
  fetch machine_to_port "$machine" "http://$MACHINE_ADDRESS:$OUTER/token"
  try_ping strangers "$one" "$(address_of two)"
  step peer 30 ./conductor.sh peer "$ONE" "$TWO" || true
  try_ping peers "$one" "$(address_of two)"
  try_ping peers_back "$two" "$(address_of one)"
  serve_no_more
}

# address_of LABEL [LINK] - the first IPv4 address of a link, or of the first one
# that is not lo; nobody's address when there is none.
address_of() {
  local address
  address=$(jq -r --arg link "${2-}" 'map(select(if $link == "" then .ifname != "lo" else .ifname == $link end)
    | .addr_info[]? | select(.family == "inet") | .local) | first // empty' "$EVIDENCE/links-$1.json")
  printf '%s' "${address:-192.0.2.1}"
}

# stop_stage PID JOB PID JOB - the first container ends by itself, the second lives.
stop_stage() {
  kill -TERM "$1" || true
  wait "$2" || true
  step stop_one 60 ./conductor.sh stop "$ONE" || true
  step stop_two 60 ./conductor.sh stop "$TWO" || true
  wait "$4" || true
}

scenario() {
  local one_pid one_job
  STEP_DIR=$CELL_HOME/task3
  choose_names
  world_prepare
  base_image "$STATUS"
  "${WAYS[arguments]:-:}"
  # before any script of the submission could give it another make, or another target
  helper_stage
  script_facts
  world_start "$UPLINK"
  "${WAYS[image]:-image_in_place}"
  step syntax 10 bash -n conductor.sh || true
  "${WAYS[layers]:-:}"
  snapshot ready
  look_at_host before
  container one "$ONE" || return 0
  one_pid=$PROBE one_job=$JOB
  exec_stage
  container two "$TWO" || return 0
  network_stage "$one_pid" "$PROBE"
  stop_stage "$one_pid" "$one_job" "$PROBE" "$JOB"
  look_at_host after
}
