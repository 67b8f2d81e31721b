# shellcheck shell=bash
# scenario.sh - task 4: start, what then answers to whom, start again, clean. Services
# and containers are found by what listens and answers, never by name, because an
# orchestrator may call them what it likes. Sourced by record.
# SPDX-License-Identifier: MIT

# shellcheck source=../../guest/world.sh
source "$GUEST/world.sh"
# shellcheck source=../../guest/containers.sh
source "$GUEST/containers.sh"
# shellcheck source=../../guest/services.sh
source "$GUEST/services.sh"
# shellcheck source=../../guest/editions.sh
source "$GUEST/editions.sh"

# seconds for one start, in which a right script may sleep for two minutes
START_LIMIT=180
# ... and after the port answers, for a script that stays in the foreground
STAY_LIMIT=15

# script_facts - what can be read from the files themselves; the uplink that
# config.sh names; and whether it takes the network that we would like.
script_facts() {
  local script=/run/input/submission/task4/service-orchestrator.sh config uplink
  NONCE=${NUMBERS[11]}${NUMBERS[12]}
  NETWORK=172.$((NUMBERS[13] % 15 + 16))
  # shellcheck disable=SC2016 # for the shell in the cell
  step config 10 env "SUBNET=$NETWORK.0.0" bash -c \
    'source ../task3/config.sh >/dev/null 2>&1; printf "%s %s\n" "${DEFAULT_IFC:-eth0}" "${SUBNET-}"' || true
  config=$(tail -n 1 "$EVIDENCE/config.out" | tr -d '\r')
  read -r uplink SUBNET_USED _ <<<"$config" || true
  choose_uplink "$uplink"
  jq -n --arg carriage_returns "$(grep -c $'\r$' "$script" || true)" --arg uplink "$UPLINK" --arg nonce "$NONCE" \
    '$ARGS.named | .carriage_returns |= tonumber' >"$EVIDENCE/script.json"
}

# prepare_cell - the services are built, and conductor, as `make` leaves them.
prepare_cell() {
  local service
  know_built
  for service in external-service counter-service; do
    place "$service" "task4/$service/$service"
  done
  step prepare 60 sh -c 'chmod +x ./*.sh ../task3/*.sh */run.sh
    [ ! -e ../task3/nsenter-lite.c ] || make --silent -C ../task3 -f Makefile nsenter-lite' || true
  step syntax 10 bash -n service-orchestrator.sh || true
}

# occupy_network - an address of the first network that conductor would give away:
# who counts on the first two containers' addresses counts wrong. Only where the
# submission's conductor asks before it takes one.
occupy_network() {
  [[ $SUBNET_USED == "$NETWORK.0.0" ]] || return 0
  nsenter --net="$MACHINE_NET" ip address add "$NETWORK.1.200/32" dev lo
}

# start NAME WATCH - starts the script, and calls WATCH until it has ended, or its port has
# answered for a while, or the time is over. Sets ANSWERED to when the port answered first.
# Looking takes processor time away from the script, so the pause in between, in tenths of
# a second, grows by half up to 5 s, until WATCH sees something new and sets it back to 2.
# Sets HUNG where it still ran then, or has used up its share.
start() {
  local begin=$SECONDS watch=$2 seen=0 next_look=2 pause=2
  ANSWERED=''
  allow_step "$START_LIMIT"
  # what is there has been made before
  [[ $watch == watch_networks ]] || allow_installing
  launch "$1" ./service-orchestrator.sh
  while still_runs && ((SECONDS - begin < START_LIMIT * TIME_SCALE)) \
    && ! is_past "$ANSWERED" $((STAY_LIMIT * TIME_SCALE)); do
    "$watch"
    await_end_tenths "$pause"
    pause=$((pause < 33 ? pause * 3 / 2 : 50))
  done
  notice_spent
  find_containers
  note_start "$1" $((SECONDS - begin)) "${#CONTAINERS[@]}"
  HUNG=$RUNNING
  # at the end of its share the clock was at the end of the limit: it may have noticed that
  [[ -z $SPENT ]] || HUNG=yes
  end_what_spent
}

# end_what_spent - what starts processes for ever would go on while all else is looked at:
# it ends, whoever of the script and its children it is. What runs in containers stays.
end_what_spent() {
  [[ -n $SPENT ]] || return 0
  kill_start
  cell_end_work
}

# allow_installing - from now on the start may use two and a half times what a step may: a
# script that has its containers may install packages there, which has needed half of it.
allow_installing() {
  allow $((5 * SHARE / 2)) $((START_LIMIT - SECONDS + begin))
}

# is_past MOMENT SECONDS - whether MOMENT has come, and SECONDS have passed since.
is_past() {
  [[ -n $1 ]] && ((SECONDS - $1 >= $2))
}

# watch_networks - for the first start. Of that looks are taken from the moment on when
# there is something to see, because a script that fails takes its containers away; and
# until each reaches the other, because nobody knows when a script is done: when two have
# been seen 2, 4, 8... times.
watch_networks() {
  find_containers
  watch_port
  ((${#CONTAINERS[@]} >= 2)) || return 0
  seen=$((seen + 1))
  if ((seen == 1)); then
    pause=2
    allow_installing
  fi
  if ((seen == next_look)); then
    look_early
    next_look=$((2 * next_look))
    [[ -z $WHOLE ]] || watch=watch_port
  fi
}

# watch_former - for a start after another one: at first it is the former start's
# service that answers, until the script takes that away.
watch_former() {
  port_answers || watch=watch_port
}

watch_port() {
  if [[ -z $ANSWERED ]] && port_answers; then
    ANSWERED=$SECONDS pause=2
  fi
}

# port_answers - whether port 3000 of the machine answers another host. Nobody is asked
# before there are containers: that, too, takes time away from the script.
port_answers() {
  ((${#CONTAINERS[@]})) && [[ $(status_of "$WORLD_NET" "http://$MACHINE_ADDRESS:3000/kit-$NONCE") != 000 ]]
}

# note_start NAME SECONDS CONTAINERS - what became of it, to starts.jsonl.
note_start() {
  printf '{"start":"%s","running":%s,"status":%s,"seconds":%s,"containers":%s}\n' \
    "$1" "${RUNNING:-false}" "$STATUS" "$2" "$3" >>"$EVIDENCE/starts.jsonl"
}

# first_stage - the network of the containers, with something that listens in each.
first_stage() {
  listen_everywhere
  look_at_network network-late.json
  serve_no_more
}

# second_stage - who answers whom, and what is counted. Visits are also the
# script's own while it runs.
second_stage() {
  find_containers
  ((${#CONTAINERS[@]})) || return 0
  local home port url=http://$MACHINE_ADDRESS:3000/
  await_answer "$WORLD_NET" "$url"
  find_counter
  look_at_services
  look_at_visit external-service "$WORLD_NET" "$MACHINE_ADDRESS" 3000
  [[ -z $COUNTER_HOME ]] || look_at_visit counter-service "$MACHINE_NET" "${COUNTER_HOME#*:}" 8080
  ask counted_before "$MACHINE_NET" "$COUNTER_URL/get_counter"
  ask world_1 "$WORLD_NET" "$url"
  ask machine "$MACHINE_NET" "$url"
  ask world_2 "$WORLD_NET" "$url"
  ask counted_between "$MACHINE_NET" "$COUNTER_URL/get_counter"
  crowd "$WORLD_NET" "$url"
  ask counted_after "$MACHINE_NET" "$COUNTER_URL/get_counter"
  find_other_ports
  for port in 3000 "${PORTS[@]}"; do
    ask open "$WORLD_NET" "http://$MACHINE_ADDRESS:$port/get_counter"
  done
  for home in "${CONTAINERS[@]}"; do
    [[ $home == "$COUNTER_HOME" ]] || ask neighbour "/proc/${home%%:*}/ns/net" "$COUNTER_URL/get_counter"
  done
  make_stranger
  ask stranger "$WORLD_DIR/stranger" "$COUNTER_URL/get_counter"
  remove_stranger
}

# again_stage - a second start, and clean. Not where the first one came to nothing in
# all its time: the second would take as long.
again_stage() {
  end_start
  [[ -z $HUNG || -n $ANSWERED ]] || return 0
  "${WAYS[again]:-start_again}"
  "${WAYS[clean]:-clean}"
  note_start clean 0 0
  end_start
  await_nobody
}

start_again() {
  start again watch_former
  await_answer "$WORLD_NET" "http://$MACHINE_ADDRESS:3000/"
  ask again_1 "$WORLD_NET" "http://$MACHINE_ADDRESS:3000/"
  ask again_2 "$WORLD_NET" "http://$MACHINE_ADDRESS:3000/"
  end_start
}

clean() {
  allow_step 60
  launch clean ./service-orchestrator.sh clean
  await_end 60
  notice_spent
  end_what_spent
}

scenario() {
  STEP_DIR=$CELL_HOME/task4
  MACHINE_NET=/proc/$CELL_PID/ns/net
  world_prepare
  base_image 0
  script_facts
  world_start "$UPLINK"
  prepare_cell
  occupy_network
  snapshot ready
  look_at_ground before
  start first watch_networks
  first_stage
  second_stage
  again_stage
  look_at_ground after
}
