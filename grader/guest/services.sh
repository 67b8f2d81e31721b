# shellcheck shell=bash
# services.sh - an orchestrator at work, and the services it brings up, seen from
# outside. Sourced by the scenario of task 4.
#
# network_namespaces(7), nsenter(1)
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2034,SC2154 # shared with the scenario and containers.sh

# launch NAME COMMAND... - starts COMMAND in the cell, in STEP_DIR, in a session of its
# own without a terminal. It is not followed, so that what it leaves running stays.
# What it and these print goes through a pipe, which is all that leads from the cell to
# here, and the first part to NAME.out. Sets JOB, which waits for it, passes INT to its
# process group as Ctrl-C would, and kills it at TERM.
launch() {
  local name=$1 out
  shift
  printf '{"step":"%s"}\n' "$name" >>"$EVIDENCE/began.jsonl"
  exec {out}> >({
    stdbuf -o0 head -c 300000
    cat >/dev/null
  } >>"$EVIDENCE/$name.out")
  # as for a person a shell starts it: that makes do with a script without #!
  # shellcheck disable=SC2016 # for that shell
  LC_ALL=$CELL_LOCALE SUBNET=$NETWORK.0.0 WAIT_SEC=$((15 * TIME_SCALE)) "$GUEST/witness" --launch -t "$CELL_PID" -C "$STEP_DIR" \
    -- bash -c 'exec "$@"' bash "$@" </dev/null >&"$out" 2>&1 &
  JOB=$! STATUS=null RUNNING=true
  exec {out}>&-
}

# still_runs - whether the last launched command does; sets STATUS when it has ended.
still_runs() {
  local state=Z
  [[ -n $RUNNING ]] || return 1
  # a zombie has ended, whether bash has noticed it or not
  { read -r _ _ state _ <"/proc/$JOB/stat"; } 2>/dev/null || true
  [[ $state == Z ]] || return 0
  RUNNING='' STATUS=0
  wait "$JOB" || STATUS=$?
  return 1
}

# await_end SECONDS - waits until it has ended, or the time is over.
await_end() {
  await_end_tenths "${1}0"
}

await_end_tenths() {
  local tenths=$(($1 * TIME_SCALE))
  while still_runs && ((tenths-- > 0)); do
    read -rt 0.1 -u "$never" || true
  done
}

# end_start - ends it as Ctrl-C would, or by force, if it still runs. What it has put into
# the background ignores the one, and is spared the other.
end_start() {
  await_end 10
  if still_runs; then
    kill -INT "$JOB" 2>/dev/null || true
    # one that now takes its containers away needs time
    await_end 30
  fi
  ! still_runs || kill_start
}

# kill_start - ends it by force.
kill_start() {
  kill -TERM "$JOB" 2>/dev/null || true
  await_end 5
}

# find_containers - sets CONTAINERS to a process in each container that has an address, the
# first born of each. A container has PID, mount and network namespaces and a root that are
# neither the cell's nor another container's: a network namespace alone is none.
find_containers() {
  local path line lines pid net known='' address taken='' eldest=()
  local -A seen=() first=()
  CONTAINERS=()
  # of a pipe bash reads each byte by itself
  stat -Lc '%n %d:%i' "$WORLD_NET" /proc/self/ns/net /proc/[0-9]*/{ns/net,ns/pid,ns/mnt,root/.} >/run/roots 2>/dev/null || true
  mapfile -t lines </run/roots
  for line in "${lines[@]}"; do
    seen[${line% *}]=${line#* }
  done
  for path in "$WORLD_NET" /proc/self/ns/net "$MACHINE_NET"; do
    known+=" ${seen[$path]} "
  done
  for path in "${!seen[@]}"; do
    pid=${path#/proc/} net=${seen[$path]}
    pid=${pid%%/*}
    if [[ $path == /proc/[0-9]*/ns/net && $known != *" $net "* ]] && is_apart "$pid" && ((pid < ${first[$net]:-pid + 1})); then
      first[$net]=$pid
    fi
  done
  # the indexes of an array are in order
  for pid in "${first[@]}"; do
    eldest[pid]=$pid
  done
  for pid in "${eldest[@]}"; do
    find_address "$pid"
    [[ -z $address ]] || is_taken "$pid" || CONTAINERS+=("$pid:$address")
  done
}

# is_apart PID - by what find_containers has seen. One that has ended meanwhile is nothing.
is_apart() {
  local kind its cells
  for kind in ns/pid ns/mnt root/.; do
    its=/proc/$1/$kind cells=/proc/$CELL_PID/$kind
    [[ -n ${seen[$its]-} && ${seen[$its]} != "${seen[$cells]}" ]] || return 1
  done
}

# is_taken PID - whether it shares something with one that was found before.
is_taken() {
  local kind path
  for kind in ns/pid ns/mnt root/.; do
    path=/proc/$1/$kind
    [[ $taken != *" $kind ${seen[$path]} "* ]] || return 0
    taken+=" $kind ${seen[$path]} "
  done
  return 1
}

# find_address PID - sets address to the first IPv4 address to the outside in its network
# namespace.
find_address() {
  address=''
  read -r _ _ _ address _ < <(exec nsenter --net="/proc/$1/ns/net" ip -4 -o address show scope global 2>/dev/null) || true
  address=${address%%/*}
}

# status_of NET URL - the HTTP status, 000 when nothing answers.
status_of() {
  nsenter --net="$1" curl --silent --max-time $((3 * TIME_SCALE)) --output /dev/null \
    --write-out '%{http_code}' "$2" 2>/dev/null || true
}

# ask NAME NET URL - asks, and appends {"name","code","body"} to answers.jsonl.
ask() {
  local answer code
  answer=$(nsenter --net="$2" curl --silent --max-time $((6 * TIME_SCALE)) --write-out ' %{http_code}' "$3" 2>/dev/null \
    | tr '\n' ' ' | tail -c 300) || true
  code=${answer##* }
  [[ $code =~ ^[0-9]{3}$ ]] || code=000
  answer=${answer% *}
  printf '{"name":"%s","code":"%s","body":"%s"}\n' "$1" "$code" "${answer//[^A-Za-z0-9 .:_-]/}" >>"$EVIDENCE/answers.jsonl"
}

# await_answer NET URL - waits until it answers with 200: "started" is not "up".
await_answer() {
  local end=$((SECONDS + 10 * TIME_SCALE))
  until [[ $(status_of "$1" "$2") == 200 ]] || ((SECONDS >= end)); do
    read -rt 0.2 -u "$never" || true
  done
}

# find_counter - sets COUNTER_HOME and COUNTER_URL to the container whose port 8080
# tells a count; to nobody's address when none does.
find_counter() {
  local home answer
  COUNTER_HOME='' COUNTER_URL=http://192.0.2.1:8080
  for home in "${CONTAINERS[@]}"; do
    answer=$(nsenter --net="$MACHINE_NET" curl --silent --fail --max-time $((3 * TIME_SCALE)) \
      "http://${home#*:}:8080/get_counter" 2>/dev/null) || continue
    if [[ $answer =~ ^[0-9]+$ ]]; then
      COUNTER_HOME=$home COUNTER_URL=http://${home#*:}:8080
      return
    fi
  done
}

# look_at_services - who listens at port 8080 of each container, to services.jsonl. Every
# process that has the socket counts: one of them answers.
look_at_services() {
  local home pid counts
  for home in "${CONTAINERS[@]}"; do
    counts=false
    [[ $home != "$COUNTER_HOME" ]] || counts=true
    INODES=()
    find_sockets "/proc/${home%%:*}/ns/net" -l 'sport = :8080'
    find_owners
    for pid in "${home%%:*}" "${OWNERS[@]}"; do
      tell_service "$pid" "\"home\":\"$home\",\"counts\":$counts"
    done
  done >/run/services
  jq -c 'del(.process.inside)' /run/services >>"$EVIDENCE/services.jsonl"
}

# tell_service PID MEMBERS - a line of JSON: these members, whose sources lie there if the
# program is not known, and the process.
tell_service() {
  local look source=''
  look=$("$GUEST/witness" -t "$CELL_PID" --look "$1") || return 0
  # in what a program can choose there is a backslash before a quotation mark
  [[ $look != *'"known":null'* ]] || source=$(source_of "$1")
  printf '{%s,"source":"%s","process":%s}\n' "$2" "$source" "$look"
}

# find_sockets NET FILTER... - adds to INODES those of the sockets that ss(8) finds there.
find_sockets() {
  local line lines
  nsenter --net="$1" ss -Htne "${@:2}" >/run/sockets 2>/dev/null || true
  mapfile -t lines </run/sockets
  for line in "${lines[@]}"; do
    [[ ! $line =~ ' ino:'([1-9][0-9]*) ]] || INODES+=("${BASH_REMATCH[1]}")
  done
}

# find_owners - sets OWNERS to the processes that have one of the sockets in INODES, at most
# ten. proc_pid_fd(5)
find_owners() {
  local line lines by_pid=()
  OWNERS=()
  ((${#INODES[@]})) || return 0
  find /proc/[0-9]*/fd -lname 'socket:*' -printf '%p %l\n' >/run/owners 2>/dev/null || true
  mapfile -t lines </run/owners
  for line in "${lines[@]}"; do
    if [[ $line =~ ^/proc/([0-9]+)/.*:\[([0-9]+)\]$ && " ${INODES[*]} " == *" ${BASH_REMATCH[2]} "* ]]; then
      by_pid[BASH_REMATCH[1]]=yes
    fi
  done
  OWNERS=("${!by_pid[@]}")
  OWNERS=("${OWNERS[@]:0:10}")
}

# find_connected PORT - sets OWNERS to who has a socket, in the machine or a container,
# connected to that port.
find_connected() {
  local home
  INODES=()
  find_sockets "$MACHINE_NET" state established "dport = :$1"
  for home in "${CONTAINERS[@]}"; do
    find_sockets "/proc/${home%%:*}/ns/net" state established "dport = :$1"
  done
  find_owners
}

# look_at_visit NAME NET HOST PORT - who has the other end of a connection, to visited.jsonl.
# Who listens at the port it leads to need not be who gets it.
look_at_visit() {
  local job tries port='' pid OWNERS=()
  : >/run/visit
  # shellcheck disable=SC2016 # for that shell
  nsenter --net="$2" timeout 20 bash -c 'exec 3<>"/dev/tcp/$0/$1" && ss -Htn state established dst "$0:$1" >/run/visit && exec sleep 20' \
    "$3" "$4" 2>/dev/null &
  job=$!
  # it is theirs when they have accepted it
  for ((tries = 0; tries < 30 && !${#OWNERS[@]}; tries++)); do
    read -rt 0.1 -u "$never" || true
    read -r _ _ port _ </run/visit || continue
    find_connected "${port##*:}"
  done
  for pid in "${OWNERS[@]}"; do
    tell_service "$pid" "\"name\":\"$1\""
  done | jq -c 'del(.process.inside)' >>"$EVIDENCE/visited.jsonl"
  kill "$job" 2>/dev/null || true
  wait "$job" || true
}

# source_of PID - of which given service all sources lie, unchanged, in a directory of its
# root: for editions in which a service is a script, or is built where it runs.
source_of() {
  local service given dir file
  for service in external-service counter-service; do
    given=/run/input/given/task4/$service
    while read -r dir; do
      for file in "$given"/*; do
        [[ -f $dir/${file##*/} && ! -L $dir/${file##*/} ]] || continue 2
        cmp -s -- "$file" "$dir/${file##*/}" || continue 2
      done
      printf '%s' "$service"
      return
    done < <(find "/proc/$1/root/" -xdev -maxdepth 5 -type f -name run.sh -printf '%h\n' 2>/dev/null | head -n 20)
  done
}

# crowd NET URL - 20 clients at a time, 5 visits each; the answers go to answers.jsonl.
crowd() {
  local body code file dir=/run/crowd
  rm -rf "$dir" && mkdir "$dir"
  nsenter --net="$1" curl --silent --parallel --parallel-immediate --parallel-max 20 \
    --max-time $((20 * TIME_SCALE)) --max-filesize 10000 --output "$dir/#1-#2" \
    --write-out '%{filename_effective} %{http_code}\n' "$2?client=[1-20]&visit=[1-5]" >"$dir/codes" 2>/dev/null || true
  while read -r file code; do
    body=''
    [[ ! -e $file ]] || IFS='' read -r -d '' -n 3000 body <"$file" || true
    printf '%s %s\n' "$body" "$code"
  done <"$dir/codes" | tr -cd 'A-Za-z0-9 .:_\n-' | head -c 60000 \
    | jq -Rsc '{crowd: .}' >>"$EVIDENCE/answers.jsonl"
}

# listen_everywhere - a server of the recorder's where nothing listens on port 8080
# of a container, so that the ways to it can be tried.
listen_everywhere() {
  local home
  for home in "${CONTAINERS[@]}"; do
    if [[ -z $(nsenter --net="/proc/${home%%:*}/ns/net" ss -Hltn 'sport = :8080' 2>/dev/null) ]]; then
      serve "/proc/${home%%:*}/ns/net" 8080 "served-$NONCE" || true
    fi
  done
}

# find_other_ports - sets PORTS to those of the machine, but 3000, that may lead somewhere:
# the ten lowest.
find_other_ports() {
  local port by_port=()
  {
    nsenter --net="$MACHINE_NET" iptables-save -t nat
    nsenter --net="$MACHINE_NET" ss -Hltn
  } >/run/ports || true
  while read -r port; do
    by_port[port]=yes
  done < <(awk 'match($0, /--dports? [0-9]+/) { note(substr($0, RSTART, RLENGTH), " ") }
    $1 == "LISTEN" { note($4, ":") }
    # what stands behind the last such sign
    function note(text, sign, parts) {
      port = parts[split(text, parts, sign)]
      if (port != 3000 && !seen[port]++) print port
    }' /run/ports)
  # the indexes of an array are in order
  PORTS=("${!by_port[@]}")
  PORTS=("${PORTS[@]:0:10}")
}

# look_at_network FILE - which ways there are from, to and between containers, as an
# object that FILE gets; sets WHOLE where each container reaches the outside and all others.
# Ways that lead nowhere are waited for together.
look_at_network() {
  local home other port waits=()
  : >/run/ways
  for home in "${CONTAINERS[@]}"; do
    way "${home#*:}" "/proc/${home%%:*}/ns/net" "http://$WORLD_ANSWER/cgi-bin/who" &
    waits+=($!)
    for other in "${CONTAINERS[@]}"; do
      [[ $home != "$other" ]] || continue
      ping_way "${home#*:}" "${other#*:}" "/proc/${home%%:*}/ns/net" &
      waits+=($!)
    done
  done
  wait "${waits[@]}" || true
  WHOLE=''
  grep -qE '"outside":""|"ok":false' /run/ways || WHOLE=yes
  if ((${#CONTAINERS[@]})); then
    find_other_ports
    for port in 3000 "${PORTS[@]}"; do
      printf '{"port":%s,"code":"%s"}\n' "$port" "$(status_of "$WORLD_NET" "http://$MACHINE_ADDRESS:$port/kit-$NONCE")" >>/run/ways
    done
  fi
  jq -nc --arg containers "${CONTAINERS[*]-}" --slurpfile ways /run/ways \
    '{containers: [$containers | split(" ")[] | select(. != "") | split(":")[1]], ways: ($ways | sort)}' \
    >>"$EVIDENCE/$1"
}

# look_early - the same while the script runs. Where nobody answers at the port yet, it
# takes a listener of the recorder's to see whether a way leads there; so that it is not in
# a service's way, the cell stands still meanwhile: kill(2), pid -1, from outside.
look_early() {
  if [[ $(status_of "$WORLD_NET" "http://$MACHINE_ADDRESS:3000/kit-$NONCE") != 000 ]]; then
    look_at_network network-early.jsonl
    return
  fi
  cell_freeze
  listen_everywhere
  look_at_network network-early.jsonl
  serve_no_more
  cell_thaw
}

# way FROM NET URL - one line of /run/ways about a request to the outside.
way() {
  local body
  body=$(nsenter --net="$2" curl --silent --max-time $((3 * TIME_SCALE)) "$3" 2>/dev/null) || true
  printf '{"from":"%s","outside":"%s"}\n' "$1" "${body//[^A-Za-z0-9 .:_-]/}" >>/run/ways
}

# ping_way FROM TO NET - ... and about an echo request.
ping_way() {
  local ok=true
  nsenter --net="$3" ping -q -c 1 -W $((2 * TIME_SCALE)) "$2" >/dev/null 2>&1 || ok=false
  printf '{"from":"%s","to":"%s","ok":%s}\n' "$1" "$2" "$ok" >>/run/ways
}

# make_stranger - a third container's network, connected to the machine, with a
# default route, and not peered with anybody.
make_stranger() {
  ip netns add stranger
  mkdir -p "$WORLD_DIR"
  ln -sfn /run/netns/stranger "$WORLD_DIR/stranger"
  nsenter --net="$MACHINE_NET" ip -batch - <<'END'
link add kit-stranger type veth peer name kit-inside
address add 203.0.113.1/24 dev kit-stranger
link set kit-stranger up
END
  nsenter --net="$MACHINE_NET" ip link set kit-inside netns /run/netns/stranger
  ip -n stranger -batch - <<'END'
link set lo up
address add 203.0.113.2/24 dev kit-inside
link set kit-inside up
route add default via 203.0.113.1
END
}

remove_stranger() {
  nsenter --net="$MACHINE_NET" ip link delete kit-stranger
  ip netns delete stranger
}

# await_nobody - what the script has ended may take a moment to be gone; links go with their
# namespace, some time after its last process.
await_nobody() {
  local end=$((SECONDS + 5 * TIME_SCALE)) before
  before=$(jq '.links | length' "$EVIDENCE/facts-ready.json")
  find_containers
  while { ((${#CONTAINERS[@]})) || (($(count_links) > before)); } && ((SECONDS < end)); do
    read -rt 0.2 -u "$never" || true
    find_containers
  done
}

count_links() {
  nsenter --net="$MACHINE_NET" ip -o link | wc -l
}

# look_at_ground LABEL - what conductors leave on the machine, as ground-LABEL.json.
look_at_ground() {
  local raw=/run/look root=/proc/$CELL_PID/root
  mkdir -p "$raw"
  nsenter --net="$MACHINE_NET" iptables-save | grep -E '^-A|^:[^ ]+ -' >"$raw/rules" || true
  (cd "$root/run/netns" 2>/dev/null && ls) >"$raw/netns" || true
  (cd "$root$CELL_HOME" && find . -mindepth 3 -maxdepth 3 -path '*/.containers/*' -printf '%f\n') >"$raw/containers" || true
  jq -n --rawfile rules "$raw/rules" --rawfile netns "$raw/netns" --rawfile containers "$raw/containers" \
    'def lines: split("\n") | map(select(. != ""));
     {rules: ($rules | lines), netns: ($netns | lines), containers: ($containers | lines)}' >"$EVIDENCE/ground-$1.json"
}
