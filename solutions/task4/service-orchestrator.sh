#!/usr/bin/env bash
# service-orchestrator.sh - brings two services up, each in a container made by
# conductor: external-service in c1, which the outside reaches at port 3000 of
# this host, and counter-service in c2, which only c1 and this host reach.
#
#   sudo ./service-orchestrator.sh [start|status|clean]
#
# Write between "#@ begin" and "#@ end", in place of the line that stands there.
# CONDUCTOR=PATH names another conductor than the one in ../task3.
# bash(1) about &, setsid(1), curl(1); ../task3/conductor.sh --help
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2034,SC2317 # in the skeleton the regions are empty
set -Eeuo pipefail
shopt -s inherit_errexit

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
: "${CONDUCTOR:=$HERE/../task3/conductor.sh}"

IMAGE=mydebian      # what both containers are made from
EXTERNAL=c1         # where external-service runs
COUNTER=c2          # where counter-service runs
SERVICE_PORT=8080   # each service listens on it, in its container
HOST_PORT=3000      # the port of this host that leads to external-service
LOGS=$HERE/logs     # what the containers and the services print
STEP='the command'  # what is being done now
CLEAN_UP=''         # set while a failure has something to take back
: "${WAIT_SEC:=60}" # the longest that anything is waited for

#@ begin 0 Your own settings and helpers
#@ end 0

# --- What the regions can use -------------------------------------------------

say() {
  printf '%s\n' "$*"
}

fail() {
  printf 'service-orchestrator: %s\n' "$*" >&2
  exit 1
}

# What an unfinished region does. What was done before it stays: look at it.
todo() {
  printf 'service-orchestrator: stage %s is still to do: %s\n' "$1" "$STEP" >&2
  CLEAN_UP=''
  exit 1
}

# conductor COMMAND ARGS: for where the name of a program is needed, as after
# setsid, write: bash "$CONDUCTOR"
conductor() {
  bash "$CONDUCTOR" "$@"
}

# The directory on this host that container NAME sees as its /.
rootfs() {
  say "$CONTAINER_DIR/$1/rootfs"
}

# The address of this host on the network.
host_address() {
  ip -4 -o address show dev "$DEFAULT_IFC" scope global \
    | awk '{ sub("/.*", "", $4); print $4; exit }'
}

# wait_until WHAT CONDITION ARGS: asks again and again, until CONDITION is true.
wait_until() {
  local what=$1 end=$((SECONDS + WAIT_SEC))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || fail "$what: not after $WAIT_SEC s"
    sleep 0.2
  done
}

# --- 4a: two containers on a network ------------------------------------------

build_image() {
  #@ begin 4a-image Build $IMAGE, if conductor does not list it already
  #@| todo 4a
  # Not `images | grep -q`: grep would end first, and conductor by SIGPIPE.
  grep -q "^$IMAGE " <<<"$(conductor images)" || conductor build "$IMAGE"
  #@ end 4a-image
}

# A container lives as long as its CMD, and conductor waits for that.
run_containers() {
  #@ begin 4a-run Run $EXTERNAL and $COUNTER in the background, until stopped
  #@| todo 4a
  # setsid: neither Ctrl-C nor the end of this terminal is theirs. With output
  # to a file who reads ours, by a pipe, need not wait for them.
  local name
  for name in "$EXTERNAL" "$COUNTER"; do
    setsid bash "$CONDUCTOR" run "$IMAGE" "$name" -- sleep infinity \
      </dev/null >"$LOGS/$name.log" 2>&1 &
  done
  #@ end 4a-run
}

# conductor run takes a moment; how long, nobody knows.
await_containers() {
  #@ begin 4a-wait Wait until both can run a command; use wait_until
  #@| todo 4a
  local name
  for name in "$EXTERNAL" "$COUNTER"; do
    wait_until "container $name is up" conductor exec "$name" -- true
  done
  #@ end 4a-wait
}

network_containers() {
  #@ begin 4a-network Both reach the Internet; $HOST_PORT leads to $EXTERNAL
  #@| todo 4a
  conductor addnetwork "$EXTERNAL" -i -e "$SERVICE_PORT-$HOST_PORT"
  conductor addnetwork "$COUNTER" -i
  #@ end 4a-network
}

peer_containers() {
  #@ begin 4a-peer Let the two reach each other
  #@| todo 4a
  conductor peer "$EXTERNAL" "$COUNTER"
  #@ end 4a-peer
}

# --- 4b: a service in each ----------------------------------------------------

build_services() {
  make --silent -C "$HERE/external-service"
  make --silent -C "$HERE/counter-service"
}

copy_services() {
  #@ begin 4b-copy Copy external-service and counter-service, each to its root
  #@| todo 4b
  cp -r -- "$HERE/external-service" "$(rootfs "$EXTERNAL")/srv"
  cp -r -- "$HERE/counter-service" "$(rootfs "$COUNTER")/srv"
  #@ end 4b-copy
}

# The address of container $COUNTER, as it is now: next time it may be another.
counter_address() {
  #@ begin 4b-address Ask in container $COUNTER and print the address, only that
  #@| todo 4b
  # conductor says something too, but no line with "inet ADDRESS/BITS"
  conductor exec "$COUNTER" -- ip -4 -o address show scope global \
    | sed -nE 's|.* inet ([0-9.]+)/.*|\1|p'
  #@ end 4b-address
}

start_services() {
  local address
  address=$(counter_address)
  [[ $address =~ ^[0-9]+(\.[0-9]+){3}$ ]] \
    || fail "'$address' is no address: see region 4b-address"
  #@ begin 4b-start Start run.sh of both in their containers, in the background
  #@| todo 4b
  setsid bash "$CONDUCTOR" exec "$COUNTER" -- bash /srv/counter-service/run.sh \
    </dev/null >"$LOGS/counter-service.log" 2>&1 &
  setsid bash "$CONDUCTOR" exec "$EXTERNAL" -- \
    bash /srv/external-service/run.sh "http://$address:$SERVICE_PORT/" \
    </dev/null >"$LOGS/external-service.log" 2>&1 &
  #@ end 4b-start
}

# That a process was started does not say that it listens already.
await_services() {
  local url
  url=http://$(host_address):$HOST_PORT/
  #@ begin 4b-wait Wait until curl gets status 200 from $url; use wait_until
  #@| todo 4b
  # without --fail 502 would be a success too
  wait_until "$url answers" curl --silent --fail --max-time 10 "$url"
  #@ end 4b-wait
}

# --- 4c: again, and away ------------------------------------------------------

# Stops what a former start has left, if anything; without harm if nothing.
stop_containers() {
  #@ begin 4c-stop Stop $EXTERNAL and $COUNTER, those that conductor lists
  #@| todo 4c
  local name containers
  containers=$(conductor ps)
  for name in "$EXTERNAL" "$COUNTER"; do
    if grep -q "^$name " <<<"$containers"; then
      conductor stop "$name"
    fi
  done
  #@ end 4c-stop
}

# --- Commands -----------------------------------------------------------------

# step WHAT COMMAND: what to name if COMMAND fails.
step() {
  STEP=$1
  say "$STEP"
  "$2"
}

# Runs once, when this script ends for whatever reason.
on_exit() {
  local status=$?
  trap '' HUP INT TERM
  if ((status)) && [[ -n $CLEAN_UP ]]; then
    printf 'service-orchestrator: failed at: %s\n' "$STEP" >&2
    tail -n 3 -- "$LOGS"/*.log >&2 || true
    STEP='clean up'
    (stop_containers) || say 'something is left: see conductor ps' >&2
  fi
  exit "$status"
}

make_logs() {
  mkdir -p -- "$LOGS"
  rm -f -- "$LOGS"/*.log
}

#: start    bring both services up, afresh if they are up already (default)
cmd_start() {
  step 'build the services' build_services
  make_logs
  step 'build the image' build_image
  if [[ -d $CONTAINER_DIR/$EXTERNAL || -d $CONTAINER_DIR/$COUNTER ]]; then
    step 'stop what a former start has left' stop_containers
  fi
  CLEAN_UP=yes
  step 'run the containers' run_containers
  step 'wait until they are up' await_containers
  step 'connect them to the network' network_containers
  step 'let them reach each other' peer_containers
  step 'copy the services into them' copy_services
  step 'start the services' start_services
  step 'wait until they answer' await_services
  CLEAN_UP=''
  say "external-service answers at http://$(host_address):$HOST_PORT/"
}

#: status   say what is up
cmd_status() {
  local code address
  STEP='tell the state'
  conductor ps
  # not /, which would count as a visit
  code=$(curl --silent --max-time 10 --output /dev/null \
    --write-out '%{http_code}' "http://$(host_address):$HOST_PORT/up" || true)
  [[ $code == 404 ]] || fail 'external-service does not answer'
  say "external-service answers at http://$(host_address):$HOST_PORT/"
  address=$(counter_address)
  say "counter-service has counted to $(curl --silent --fail --max-time 10 \
    "http://$address:$SERVICE_PORT/get_counter")"
}

#: clean    stop both and remove all that start has made; the image stays
cmd_clean() {
  step 'stop the containers' stop_containers
  rm -rf -- "$LOGS"
}

usage() {
  say "usage: sudo $0 [COMMAND]"
  sed -n 's/^#: /  /p' "$0"
}

main() {
  case ${1-start} in
    start | status | clean) ;;
    -h | --help) usage && return ;;
    *) usage >&2 && exit 2 ;;
  esac
  (($# <= 1)) || { usage >&2 && exit 2; }
  ((EUID == 0)) || fail "only root may do this: sudo $0"
  [[ -r $CONDUCTOR ]] || fail "no conductor at '$CONDUCTOR': set CONDUCTOR="
  # where conductor keeps its containers, and the uplink
  # shellcheck source=/dev/null # a submission brings its own
  source "${CONDUCTOR%/*}/config.sh"
  [[ $CONTAINER_DIR == /* ]] || CONTAINER_DIR=${CONDUCTOR%/*}/$CONTAINER_DIR
  trap on_exit EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  "cmd_${1-start}"
}

main "$@"
