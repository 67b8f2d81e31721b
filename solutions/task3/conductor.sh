#!/usr/bin/env bash
# conductor.sh - a small container manager in one file, as root:
# `sudo ./conductor.sh --help`. A container is a directory, an overlay mount,
# five namespaces and, if asked for, a veth pair; everything this script keeps
# about one stands in .containers/NAME/. You write the regions 3a, 3b and 3c;
# the rest is given, works, and is worth reading.
# namespaces(7) unshare(1) nsenter(1) mount(8) veth(4) ip-netns(8) iptables(8)
# SPDX-License-Identifier: MIT
set -Eeuo pipefail
shopt -s inherit_errexit

# The directory of conductor.sh as it was called: a link to it elsewhere has
# its own config.sh, images and containers there.
HERE=.
[[ $0 != */* ]] || HERE=${0%/*}/
HERE=$(CDPATH='' cd -- "$HERE" && pwd -P)
# shellcheck source=/dev/null # a submission brings its own
source "$HERE/config.sh"
[[ $IMAGE_DIR == /* ]] || IMAGE_DIR=$HERE/$IMAGE_DIR
[[ $CONTAINER_DIR == /* ]] || CONTAINER_DIR=$HERE/$CONTAINER_DIR
# shellcheck source=layers.sh # images made of layers
source "$HERE/layers.sh"

# That conductor switched forwarding on, so that it may switch it off again.
FORWARDING_MARK=/run/conductor.forwarding
IP_FORWARD=/proc/sys/net/ipv4/ip_forward
UNDO=()        # commands that take back what was done so far, see defer
LOCK_FD=       # open while this conductor holds the lock
ATTENDED=      # the PID of the long command that attend waits for
INTERRUPTED='' # set by Ctrl-C while it is the container's business
ATTENDED_STATUS=0
IN_IMAGE=() # words in front of a container's command

#@ begin 0 Your own settings and helpers
#@ end 0

# --- Messages and failure -----------------------------------------------------

say() { printf '%s\n' "$*"; }

warn() {
  printf 'conductor: %s\n' "$*" >&2
}

fail() {
  warn "$@"
  exit 1
}

misuse() {
  warn "$@"
  exit 2
}

# What an unfinished region does: says so, takes everything back, and fails,
# which ends this shell.
todo() {
  warn "stage $1 is still to do"
  undo
  return 1
}

# --- Undo: what was begun is either finished or taken back --------------------

# defer COMMAND ARGS: to be run if this conductor fails or is interrupted
# before commit. It comes *before* the step that it takes back (a signal may
# arrive between any two lines), so it must do no harm when the step never ran.
defer() {
  local command
  printf -v command '%q ' "$@"
  UNDO+=("$command")
}

commit() { UNDO=(); }

# Runs the deferred commands, the last one first.
undo() {
  local command
  while ((${#UNDO[@]})); do
    command=${UNDO[-1]}
    unset 'UNDO[-1]'
    # a subshell: a step that fails must not keep the others from running
    (eval "$command") || warn "cannot undo: $command"
  done
}

on_exit() {
  local status=$? pids
  trap '' HUP INT TERM
  if [[ -n $ATTENDED ]]; then
    family "$ATTENDED"
    kill_all "${pids[@]}"
    wait "$ATTENDED" 2>/dev/null || true
  fi
  undo
  exit "$status"
}

# bash runs these between two commands: a command is never cut in half
trap on_exit EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# attend COMMAND: waits for a long command; ATTENDED_STATUS is its exit status.
# It runs in the background because bash acts on a signal only after a command
# in the foreground has ended, but with our terminal and input.
attend() {
  (
    trap - INT QUIT
    "$@"
  ) <&0 &
  ATTENDED=$!
  while
    INTERRUPTED=
    ATTENDED_STATUS=0
    wait "$ATTENDED" 2>/dev/null || ATTENDED_STATUS=$?
    [[ -n $INTERRUPTED ]]
  do
    : # Ctrl-C reached the container too: what happens now is its decision
  done
  ATTENDED=
}

# --- The lock and waiting -----------------------------------------------------

# One lock for the whole machine: links, addresses and rules are the machine's,
# whichever directory a container belongs to.
lock() {
  if [[ -z $LOCK_FD ]]; then
    exec {LOCK_FD}>>"$LOCK_FILE"
    flock -w "$LOCK_WAIT_SEC" "$LOCK_FD" \
      || fail "another conductor has held '$LOCK_FILE' for $LOCK_WAIT_SEC s"
  fi
}

unlock() {
  exec {LOCK_FD}>&-
  LOCK_FD=
}

# wait_until SECONDS CONDITION ARGS: fails if that takes longer.
wait_until() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 0.02
  done
}

# --- Arguments ----------------------------------------------------------------

require_root() {
  ((EUID == 0)) || fail "only root may do this: sudo $0"
}

check_image_name() {
  [[ $1 =~ ^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,63}$ ]] || misuse "bad image name '$1'"
}

check_container_name() {
  [[ $1 =~ ^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,31}$ ]] \
    || misuse "bad container name '$1'"
}

require_image() { [[ -d $IMAGE_DIR/$1 ]] || fail "no image '$1'"; }

require_container() { [[ -d $CONTAINER_DIR/$1 ]] || fail "no container '$1'"; }

# --- Processes, as the kernel knows them --------------------------------------

# A function that "sets" something sets a variable of its caller, which may be
# local there: $(FUNCTION) would start a process for each answer.

# Sets pids to the PIDs of a process, first, and all its descendants.
family() {
  local pid parent i parents=()
  while read -r pid parent; do
    parents[pid]=$parent
  done < <(ps -Ao pid=,ppid=)
  pids=("$1")
  for ((i = 0; i < ${#pids[@]}; i++)); do
    for pid in "${!parents[@]}"; do
      if ((parents[pid] == pids[i])); then
        pids+=("$pid")
      fi
    done
  done
}

kill_all() { kill -KILL "$@" 2>/dev/null || true; }

# Sets id to a name for process PID that no later process with that PID has: the
# PID and when it began, field 22 of proc_pid_stat(5). The second field, the
# program's name, may hold anything, even ') '.
process_id() {
  local stat='' fields=()
  { IFS= read -rd '' stat <"/proc/$1/stat" || true; } 2>/dev/null
  read -ra fields <<<"${stat##*) }"
  id=$1-${fields[19]-}
}

# Sets pid to the PID of the container's PID 1: its root directory is that of the
# container (-ef: the same device and inode), and NSpid in proc_pid_status(5) is
# its PID here, then its PID in the container.
container_init() {
  local process status='' root=$CONTAINER_DIR/$1/rootfs
  local first=$'\nNSpid:\t[0-9]+\t1\n'
  for process in /proc/[0-9]*; do
    [[ $process/root -ef $root && ! $root -ef / ]] || continue
    { IFS= read -rd '' status <"$process/status" || true; } 2>/dev/null
    if [[ $status =~ $first ]]; then
      pid=${process#/proc/}
      return
    fi
  done
  fail "no process in '$1' is PID 1 of a PID namespace: has it ended?"
}

# Kills what the conductor that runs a container, if it is another one, has
# started: on its way into the root directory, or past it by a mistake in 3a.
kill_entering() {
  local made_by runner id pids
  made_by=$(readlink -- "$1/id") || return 0
  runner=${made_by%-*}
  process_id "$runner"
  if [[ $runner != "$$" && $id == "$made_by" ]]; then
    family "$runner"
    kill_all "${pids[@]:1}"
  fi
}

# Kills everything whose root directory has that device and inode, however it got
# in. True if there was nothing.
nothing_lives_at() {
  local process pids=()
  for process in $(stat -Lc '%d:%i/%n' /proc/[0-9]*/root); do
    if [[ $process == "$1//proc/"* ]]; then
      process=${process#*/proc/}
      pids+=("${process%/root}")
    fi
  done
  kill_all "${pids[@]}"
  ((${#pids[@]} == 0))
} 2>/dev/null # stat complains of kernel threads, and of what has ended

# --- Images -------------------------------------------------------------------

#: build IMAGE                      make an image: a Debian root file system
cmd_build() {
  (($# != 2)) || build_layered "$@" # which ends this program
  (($# == 1)) || misuse "'build' takes one IMAGE"
  check_image_name "$1"
  require_root
  command -v debootstrap >/dev/null || fail "debootstrap is not installed"
  local image=$1 target=$IMAGE_DIR/$1 work=$IMAGE_DIR/.$1.building building
  mkdir -p -- "$IMAGE_DIR"
  [[ ! -e $target ]] || fail "image '$image' exists already"
  mkdir -p -- "$work"
  # The directory is its own lock: it takes minutes, and others need not wait.
  exec {building}<"$work"
  flock -n "$building" || fail "image '$image' is being built already"
  [[ ! -e $target ]] || fail "image '$image' exists already"
  defer rm -rf --one-file-system -- "$work"
  find "$work" -mindepth 1 -delete # what a killed build has left
  attend debootstrap_into "$work"
  ((ATTENDED_STATUS == 0)) \
    || fail "debootstrap failed with status $ATTENDED_STATUS"
  touch -- "$work"
  lock
  mv -T -- "$work" "$target"
  commit
  say "$image successfully built"
}

# In namespaces of its own: its mounts and processes end when it ends.
debootstrap_into() {
  local options=()
  [[ -z $VARIANT ]] || options+=("--variant=$VARIANT")
  [[ -z $PACKAGES ]] || options+=("--include=$PACKAGES")
  exec unshare --mount --pid --fork --kill-child --mount-proc -- \
    debootstrap "${options[@]}" "$SUITE" "$1" ${MIRROR:+"$MIRROR"}
}

#: images                           list the images
cmd_images() {
  (($# == 0)) || misuse "'images' takes no arguments"
  require_root
  local dir size rows=0
  for dir in "$IMAGE_DIR"/*; do
    [[ -d $dir ]] || continue
    ((rows++)) || printf '%-20s %-10s %s\n' Name Size Date
    image_size "$dir" 2>/dev/null || continue
    printf '%-20s %-10s %s\n' "${dir##*/}" "$size" "$(date -r "$dir" +%F)"
  done
  ((rows)) || say 'No images found'
}

#: rmi IMAGE                        remove an image that no container uses
cmd_rmi() {
  (($# == 1)) || misuse "'rmi' takes one IMAGE"
  check_image_name "$1"
  require_root
  local image=$1 container
  lock
  require_image "$image"
  for container in "$CONTAINER_DIR"/*; do
    [[ ! $container/image -ef $IMAGE_DIR/$image ]] \
      || fail "container '${container##*/}' uses image '$image'"
  done
  check_no_base "$image"
  # A name that is no image: whoever is killed here leaves no half image.
  rm -rf --one-file-system -- "$IMAGE_DIR/.removed"
  mv -T -- "$IMAGE_DIR/$image" "$IMAGE_DIR/.removed"
  rm -rf --one-file-system -- "$IMAGE_DIR/.removed"
  remove_layers
  say "$image successfully removed"
}

# --- Containers ---------------------------------------------------------------

#: run IMAGE NAME [--] [CMD ARGS]   a new container: CMD (/bin/bash) as PID 1
cmd_run() {
  (($# >= 2)) || misuse "'run' takes IMAGE NAME [--] [CMD ARGS]"
  local image=$1 name=$2 id dir=$CONTAINER_DIR/$2
  shift 2
  check_image_name "$image"
  check_container_name "$name"
  if [[ ${1-} == -- ]]; then
    shift
  fi
  (($#)) || set -- /bin/bash
  require_root
  lock
  require_image "$image"
  [[ ! -e $dir ]] || fail "container '$name' exists already: stop it first"
  process_id "$$"
  defer remove_own_container "$name" "$id"
  create_container "$dir" "$image" "$id"
  unlock
  trap 'INTERRUPTED=yes' INT QUIT
  command_in_image "$dir/image"
  attend start_container "$dir/rootfs" "${IN_IMAGE[@]}" "$@"
  commit # it has run; what is left of it is kept until stop
  return "$ATTENDED_STATUS"
}

# DIR holds links `id` (the conductor that runs it) and `image`, and the parts
# of the overlay: the image below is only read, what the container writes goes
# to `upper`. A link appears whole or not at all: a kill leaves no half file.
create_container() {
  local dir=$1 image=$2 id=$3 lower
  # closed to others: a container's root may make set-user-ID files
  install -d -m 700 -- "$CONTAINER_DIR"
  mkdir -m 700 -- "$dir" "$dir/upper" "$dir/work" "$dir/rootfs"
  ln -s -- "$id" "$dir/id"
  ln -s -- "$IMAGE_DIR/$image" "$dir/image"
  # relative paths, because ':' and ',' in a directory's name would end them
  (
    cd -- "$dir"
    lower_of image
    mount -t overlay overlay rootfs \
      -o "lowerdir=$lower,upperdir=upper,workdir=work"
  ) || fail "cannot mount '$dir/rootfs': is '$dir' itself on an overlay?"
}

# Runs CMD as PID 1 of a container and returns its exit status. ROOTFS is
# mounted, with mode 700, and has empty directories proc, sys and dev. What
# you mount after unshare belongs to the container and vanishes with it.
start_container() {
  # shellcheck disable=SC2034 # used by the region
  local rootfs=$1
  shift
  #@ begin 3a Run "$@" in five new namespaces with $rootfs as its root
  #@| todo 3a
  chmod 755 -- "$rootfs"
  # shellcheck disable=SC2016 # the inner bash expands these
  exec unshare --uts --pid --net --mount --ipc --fork --kill-child -- \
    bash -euc '
      mount -t proc proc "$1/proc"
      mount -t sysfs sysfs "$1/sys"
      mount --bind /dev "$1/dev"
      mount --bind /dev/pts "$1/dev/pts"
      exec chroot -- "$@"' start_container "$rootfs" "$@"
  #@ end 3a
}

#: ps                               list the containers
cmd_ps() {
  (($# == 0)) || misuse "'ps' takes no arguments"
  require_root
  local dir since rows=0
  for dir in "$CONTAINER_DIR"/*; do
    [[ -d $dir ]] || continue
    ((rows++)) || printf '%-20s %s\n' Name Date
    # the first line, of the directory itself if it has no id
    since=$(stat -c %y -- "$dir/id" "$dir" 2>/dev/null) || true
    printf '%-20s %s\n' "${dir##*/}" "${since%% *}"
  done
  ((rows)) || say 'No containers found'
}

#: stop NAME                        end a container and remove all traces of it
cmd_stop() {
  (($# == 1)) || misuse "'stop' takes one NAME"
  check_container_name "$1"
  require_root
  lock
  require_container "$1"
  remove_container "$1"
  say "$1 successfully removed"
}

# Takes away whatever there is of a container, running, dead or half made. Each
# step does nothing when its work is already done: killed in the middle, it can
# be run again.
remove_container() {
  local name=$1 dir=$CONTAINER_DIR/$1 key=''
  # No two containers have the same, whatever path leads there. None if the root
  # directory is gone or is our own.
  if [[ -d $dir/rootfs && ! $dir/rootfs -ef / ]]; then
    key=$(stat -c %d:%i -- "$dir/rootfs")
  fi
  kill_entering "$dir"
  wait_until 30 nothing_lives_at "$key" || fail "cannot end '$name'"
  if [[ -e $dir/network ]]; then
    remove_network "$name"
  fi
  unmount_below "$dir"
  rm -rf --one-file-system -- "$dir"
  # Who was about to enter the root could do so until rm took it away.
  wait_until 30 nothing_lives_at "$key" || fail "cannot end '$name'"
}

# Undoes `run`, if the container is still the one that this conductor made. One
# without id can be no other's: id is there before the lock is free again.
remove_own_container() {
  local dir=$CONTAINER_DIR/$1
  lock
  [[ -d $dir ]] || return 0
  if [[ ! -L $dir/id || $(readlink -- "$dir/id") == "$2" ]]; then
    remove_container "$1"
  fi
}

# Unmounts everything at and below a directory, the last mounted first.
unmount_below() {
  local dir target kind targets=() shared=()
  dir=$(CDPATH='' cd -- "$1" && pwd -P)
  while read -r _ _ _ _ target _ kind _; do
    printf -v target %b "${target//\\/\\0}" # a space is \040 there
    if [[ $target == "$dir" || $target == "$dir"/* ]]; then
      targets=("$target" "${targets[@]}")
      [[ $kind != shared:* ]] || shared+=("$target")
    fi
  done </proc/self/mountinfo
  # All of them private first: where mounts are shared, as systemd has them,
  # what is unmounted below a bind mount of /dev vanishes from /dev too.
  for target in "${shared[@]}"; do
    mount --make-private -- "$target" || fail "cannot detach '$target'"
  done
  for target in "${targets[@]}"; do
    umount -- "$target" 2>/dev/null || umount --lazy -- "$target" \
      || fail "cannot unmount '$target'"
  done
}

#: exec NAME [--] [CMD ARGS]        run CMD (/bin/bash) in a running container
cmd_exec() {
  (($# >= 1)) || misuse "'exec' takes NAME [--] [CMD ARGS]"
  local name=$1 pid
  shift
  check_container_name "$name"
  if [[ ${1-} == -- ]]; then
    shift
  fi
  (($#)) || set -- /bin/bash
  require_root
  require_container "$name"
  container_init "$name"
  say "Executing $* in $name container!"
  trap - EXIT HUP INT TERM # nothing to undo: signals are for CMD
  enter_container "$pid" "$@"
}

# Runs CMD where process PID lives; returns its exit status. After `exec` in
# place of a call, CMD's helper takes the place of this script, and signals sent
# to conductor reach it.
enter_container() {
  # shellcheck disable=SC2034 # used by the region
  local pid=$1
  shift
  #@ begin 3b Run "$@" in the five namespaces and the root of process $pid
  #@| todo 3b
  local nsenter=$HERE/nsenter-lite
  [[ -x $nsenter ]] || nsenter=nsenter
  exec "$nsenter" --target "$pid" --uts --pid --net --mount --ipc --root --wd \
    -- "$@"
  #@ end 3b
}

# --- Networks -----------------------------------------------------------------

#: addnetwork NAME [-i] [-e INNER-OUTER]...
#:                                  connect a container to this host
#:   -i, --internet                 and to the outside
#:   -e, --expose INNER-OUTER       lead the host's port OUTER to its port INNER
cmd_addnetwork() {
  local name='' internet='' ports=() pair
  parse_addnetwork "$@"
  require_root
  check_subnet
  lock
  require_container "$name"
  local pid index network gateway address saved
  local outside=$name-outside inside=$name-inside
  container_init "$name"
  check_network "$name" "$pid"
  [[ -z $internet && ${#ports[@]} == 0 ]] || check_uplink
  saved=$(iptables-save)
  for pair in "${ports[@]}"; do
    check_port "${pair#*-}"
  done
  free_network
  say "Setting up network '$name' with peer ip $address." \
    'Waiting for interface configuration to settle...'

  # The number is written before anything is made: whatever happens from here
  # on, stop knows that there is something to take back.
  defer remove_network "$name"
  printf '%s\n' "$index" >"$CONTAINER_DIR/$name/network.new"
  mv -T -- "$CONTAINER_DIR/$name/network.new" "$CONTAINER_DIR/$name/network"
  # A name for ip(8). A link to /proc holds nothing: it may outlive nobody.
  [[ -d /run/netns ]] || mkdir -p /run/netns
  ln -sfn "/proc/$pid/ns/net" "/run/netns/$name"
  isolate "$outside"
  load_rules
  connect_container "$name" "$outside" "$inside"
  ip address replace "$gateway/$CONTAINER_BITS" dev "$outside"
  ip -n "$name" address replace "$address/$CONTAINER_BITS" dev "$inside"
  wait_until 5 link_is_up "$name" "$outside" "$inside" \
    || warn "'$outside' and '$inside' do not come up: both must be set up"

  for pair in "${ports[@]}"; do
    expose "$outside" "$address:${pair%-*}" "${pair#*-}"
  done
  [[ ${#ports[@]} == 0 ]] || let_in "$outside"
  [[ -z $internet ]] || let_out "$outside" "$network"
  if ((${#RULES[@]})); then
    load_rules
    switch_forwarding_on
  fi
  if [[ -n $internet ]]; then
    ip -n "$name" route replace default via "$gateway"
    write_resolver "$CONTAINER_DIR/$name/rootfs/etc"
  fi
  commit
}

# Connects the container to this host by a veth pair. Its network namespace has
# the name NAME for ip(8), and no interface but lo, which is down.
connect_container() {
  # shellcheck disable=SC2034 # used by the region
  local name=$1 outside=$2 inside=$3
  #@ begin 3c Make the pair $outside here, $inside in $name; all three up
  #@| todo 3c
  ip link add "$outside" type veth peer name "$inside" netns "$name"
  ip link set dev "$outside" up
  ip -n "$name" link set dev "$inside" up
  ip -n "$name" link set dev lo up
  #@ end 3c
}

# Options and the name may come in any order; sets name, internet and ports of
# its caller.
parse_addnetwork() {
  local names=() only_names=''
  while (($#)); do
    if [[ -n $only_names || $1 != -?* ]]; then
      names+=("$1")
      shift
      continue
    fi
    case $1 in
      --) only_names=yes ;;
      -i | --internet) internet=yes ;;
      -e | --expose)
        (($# >= 2)) || misuse "'$1' needs INNER-OUTER"
        add_port "$2"
        shift
        ;;
      --expose=*) add_port "${1#*=}" ;;
      -e*) add_port "${1#-e}" ;;
      -i?*)
        set -- "$1" "-${1#-i}" "${@:2}" # -ie is -i -e
        internet=yes
        ;;
      *) misuse "'addnetwork' has no option '$1'" ;;
    esac
    shift
  done
  ((${#names[@]} == 1)) || misuse "'addnetwork' takes one NAME"
  name=${names[0]}
  check_container_name "$name"
  # an interface's name has at most 15 characters, and '-outside' takes 8
  ((${#name} <= 7)) \
    || misuse "'$name' is too long for a network: at most 7 characters"
}

add_port() {
  local inner=${1%%-*} outer=${1#*-} other
  if [[ ! $1 =~ ^[1-9][0-9]{0,4}-[1-9][0-9]{0,4}$ ]] \
    || ((inner > 65535 || outer > 65535)); then
    misuse "'$1' is not INNER-OUTER, two ports between 1 and 65535"
  fi
  for other in "${ports[@]}"; do
    [[ ${other#*-} != "$outer" ]] || misuse "port $outer is exposed twice"
  done
  ports+=("$1")
}

#: peer NAME NAME                   let two containers reach each other
cmd_peer() {
  (($# == 2)) || misuse "'peer' takes two NAMEs"
  check_container_name "$1"
  check_container_name "$2"
  [[ $1 != "$2" ]] || misuse "'$1' cannot be its own peer"
  require_root
  check_subnet
  lock
  require_container "$1"
  require_container "$2"
  require_network "$1"
  require_network "$2"
  local saved
  saved=$(iptables-save)
  defer remove_peer "$1" "$2"
  if [[ $saved != *" -i $1-outside -o $2-outside -j ACCEPT"* ]]; then
    rule top filter FORWARD -i "$1-outside" -o "$2-outside" -j ACCEPT
    rule top filter FORWARD -i "$2-outside" -o "$1-outside" -j ACCEPT
    load_rules
  fi
  add_route "$1" "$2"
  add_route "$2" "$1"
  switch_forwarding_on
  commit
  say "$1 and $2 can reach each other"
}

# Tells the container FROM the way to the container TO: through this host.
add_route() {
  local from=$1 to=$2 index network gateway address via
  read_network "$from"
  via=$gateway
  read_network "$to"
  ip -n "$from" route replace "$network" via "$via"
}

#: help                             say all this
cmd_help() {
  say "usage: $0 COMMAND [ARGS]"
  sed -n 's/^#: /  /p' "$0" "$HERE/layers.sh"
}

# --- Networks: addresses ------------------------------------------------------

check_subnet() {
  local number='(0|[1-9][0-9]{0,2})'
  [[ $SUBNET =~ ^$number\.$number\.$number\.$number$ ]] \
    || fail "config.sh: SUBNET='$SUBNET' is not an address"
  if [[ ! "$SUBNET_BITS $CONTAINER_BITS" =~ ^[1-9][0-9]?' '[1-9][0-9]?$ ]] \
    || ((SUBNET_BITS >= CONTAINER_BITS || CONTAINER_BITS > 30)); then
    fail 'config.sh: needs SUBNET_BITS < CONTAINER_BITS <= 30'
  fi
}

# Sets what belongs to the network that has the number index: network; gateway,
# the address of the end out here; and address, that of the end inside.
addresses() {
  local a b c d n dotted=()
  IFS=. read -r a b c d <<<"$SUBNET"
  n=$(((a << 24 | b << 16 | c << 8 | d) + (index << (32 - CONTAINER_BITS))))
  for n in $n $((n + 1)) $((n + 2)); do
    dotted+=("$((n >> 24)).$((n >> 16 & 255)).$((n >> 8 & 255)).$((n & 255))")
  done
  network=${dotted[0]}/$CONTAINER_BITS gateway=${dotted[1]} address=${dotted[2]}
}

# Sets index, and what belongs to it, for a container that has a network.
read_network() {
  read -r index <"$CONTAINER_DIR/$1/network"
  addresses
}

# Sets index to the lowest number that no container here has and whose addresses
# nobody else on this host uses, and what belongs to it.
free_network() {
  local last=$(((1 << (CONTAINER_BITS - SUBNET_BITS)) - 1))
  local file taken=' ' questions
  for file in "$CONTAINER_DIR"/*/network; do
    [[ -e $file ]] || continue
    read -r index <"$file"
    taken+="$index "
  done
  for ((index = 1; index <= last; index++)); do
    [[ $taken != *" $index "* ]] || continue
    addresses
    printf -v questions 'address show to %s\nroute show root %s' \
      "$network" "$network"
    # not a line in answer: nobody uses it
    read -r _ < <(ip -4 -batch - <<<"$questions") || return 0
  done
  fail "$SUBNET/$SUBNET_BITS has no free network: stop a container"
}

# --- Networks: what must hold before anything is changed ----------------------

check_network() {
  local name=$1 pid=$2 link
  [[ ! -e $CONTAINER_DIR/$name/network ]] \
    || fail "'$name' has a network already"
  [[ ! /proc/$pid/ns/net -ef /proc/self/ns/net ]] \
    || fail "'$name' has no network namespace of its own"
  for link in "$name-outside" "$name-inside"; do
    ! link_exists "$link" || fail "interface '$link' exists already"
  done
  [[ ! -e /run/netns/$name ]] \
    || fail "another network namespace is named '$name'"
}

require_network() {
  local pid
  container_init "$1"
  [[ -e $CONTAINER_DIR/$1/network ]] \
    || fail "'$1' has no network: see addnetwork"
}

check_uplink() {
  link_exists "$DEFAULT_IFC" || fail \
    "no interface '$DEFAULT_IFC': set DEFAULT_IFC in config.sh, see 'ip route'"
}

# saved is what iptables-save says; a rule of somebody else's is not our concern.
check_port() {
  local exposed=$'\n-A CONDUCTOR-[^\n]* --dport '"$1 "
  [[ ! $saved =~ $exposed ]] || fail "port $1 is exposed already"
  [[ -z $(ss -Hltn "sport = :$1") ]] || fail "port $1 is in use on this host"
}

# sysfs lists the links of the network namespace that it was mounted in: ours.
link_exists() { [[ -e /sys/class/net/$1 ]]; }

# Both ends of a veth pair must be up before either has a carrier.
link_is_up() {
  local state=''
  read -r state <"/sys/class/net/$2/operstate" || true
  [[ $state == up && $(ip -n "$1" -o link show dev "$3") == *' state UP '* ]]
} 2>/dev/null # what is not there is not up

# --- Networks: rules, routes, names -------------------------------------------

# conductor's rules stand in chains of its own, CONDUCTOR-HOOK, which exist as
# long as they hold a rule. Every rule names an interface NAME-outside, if need
# be in a comment: that is how they are found again.
HOOKS=('filter FORWARD' 'nat PREROUTING' 'nat OUTPUT' 'nat POSTROUTING')
REFUSE=(-j REJECT --reject-with icmp-admin-prohibited)
RULES=() # what load_rules is to do: 'TABLE iptables-command'

# rule top|bottom TABLE HOOK RULE: what is let through stands at the top of
# a chain, what is refused at the bottom.
rule() {
  local place=-I
  [[ $1 == top ]] || place=-A
  RULES+=("$2 $place CONDUCTOR-$3 ${*:4}")
}

# The functions below find in saved, of their caller, what iptables-save says. One
# command asks it once: conductor's chains are changed only under the lock.

# Carries out RULES after making the chains they need. All changes in a table
# happen at once or not at all, and one program is started for all of them.
load_rules() {
  local hook chain chains=()
  for hook in "${HOOKS[@]}"; do
    chain=CONDUCTOR-${hook#* }
    if [[ ${RULES[*]} == *" $chain "* ]]; then
      [[ $saved == *":$chain "* ]] || chains+=("${hook% *} -N $chain")
      [[ $saved == *"-A ${hook#* } -j $chain"* ]] \
        || chains+=("${hook% *} -I ${hook#* } -j $chain")
      saved+=":$chain -A ${hook#* } -j $chain" # the next load_rules finds them
    fi
  done
  RULES=("${chains[@]}" "${RULES[@]}")
  restore_rules
}

restore_rules() {
  local table rule commands=''
  ((${#RULES[@]})) || return 0
  for table in filter nat; do
    [[ " ${RULES[*]}" == *" $table "* ]] || continue
    commands+="*$table"$'\n'
    for rule in "${RULES[@]}"; do
      [[ $rule != "$table "* ]] || commands+=${rule#* }$'\n'
    done
    commands+=COMMIT$'\n'
  done
  iptables-restore --noflush -w 10 <<<"$commands"
  RULES=()
}

# Deletes the rules that name all of the given interfaces, and empty chains.
remove_rules() {
  local hook table chain line forwards=''
  local -A kept=()
  RULES=()
  while read -r line; do
    [[ $line != \** ]] || table=${line#\*}
    [[ $line == '-A CONDUCTOR-'* ]] || continue
    if names_all "$line" "$@"; then
      RULES+=("$table -D ${line#-A }")
    else
      chain=${line#-A }
      kept[${chain%% *}]=yes
      [[ $line != *' -j ACCEPT' ]] || forwards=yes
    fi
  done <<<"$saved"
  for hook in "${HOOKS[@]}"; do
    chain=CONDUCTOR-${hook#* }
    if [[ -z ${kept[$chain]-} && $saved == *":$chain "* ]]; then
      [[ $saved != *"-A ${hook#* } -j $chain"* ]] \
        || RULES+=("${hook% *} -D ${hook#* } -j $chain")
      RULES+=("${hook% *} -X $chain")
    fi
  done
  restore_rules
  [[ -n $forwards ]] || switch_forwarding_off
}

names_all() {
  local line=${1//\"/} link # quotes stand around a comment with a dot
  for link in "${@:2}"; do
    [[ $line == *" $link "* ]] || return 1
  done
}

# Forwarding is needed by whoever is let through. It is the host's own switch:
# conductor switches it off only if it has switched it on.
switch_forwarding_on() {
  local now
  read -r now <"$IP_FORWARD"
  if [[ $now == 0 ]]; then
    : >"$FORWARDING_MARK"
    printf '1\n' >"$IP_FORWARD"
  fi
}

switch_forwarding_off() {
  if [[ -e $FORWARDING_MARK ]]; then
    printf '0\n' >"$IP_FORWARD"
    rm -- "$FORWARDING_MARK"
  fi
}

# Nothing is forwarded from or to a container but what is let through.
isolate() {
  rule bottom filter FORWARD -i "$1" "${REFUSE[@]}"
  rule bottom filter FORWARD -o "$1" "${REFUSE[@]}"
}

# -i: packets out by the uplink, in its name; their answers back.
let_out() {
  local outside=$1 network=$2
  rule top filter FORWARD -i "$outside" -o "$DEFAULT_IFC" -j ACCEPT
  rule top filter FORWARD -i "$DEFAULT_IFC" -o "$outside" \
    -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
  rule top nat POSTROUTING -s "$network" -o "$DEFAULT_IFC" \
    -m comment --comment "$outside" -j MASQUERADE
}

# -e: a connection to the host's port goes to TARGET instead, whether it comes
# in by the uplink or from the host itself.
expose() {
  local outside=$1 target=$2 port=$3
  local to=(-m addrtype --dst-type LOCAL -p tcp --dport "$port"
    -m comment --comment "$outside" -j DNAT --to-destination "$target")
  rule top nat PREROUTING -i "$DEFAULT_IFC" "${to[@]}"
  rule top nat OUTPUT ! -d 127.0.0.0/8 "${to[@]}"
}

# Lets through what `expose` has sent on. Inside it seems to come from the other
# end of the pair, so that it is answered with and without -i.
let_in() {
  local outside=$1 dnat=(-m conntrack --ctstate DNAT -j)
  rule top filter FORWARD -i "$DEFAULT_IFC" -o "$outside" "${dnat[@]}" ACCEPT
  rule top filter FORWARD -i "$outside" -o "$DEFAULT_IFC" "${dnat[@]}" ACCEPT
  rule top nat POSTROUTING -o "$outside" "${dnat[@]}" MASQUERADE
}

# The name servers of this machine, but not one that only this machine hears.
# Written beside and moved into place: a link that stands there is replaced,
# not followed to a file of the host.
write_resolver() {
  local servers=() file key server text
  [[ -z $NAMESERVER ]] || servers=("$NAMESERVER")
  for file in /etc/resolv.conf /run/systemd/resolve/resolv.conf; do
    [[ ${#servers[@]} == 0 && -r $file ]] || continue
    while read -r key server _; do
      [[ $key != nameserver || $server == 127.* || $server == *:* ]] \
        || servers+=("$server")
    done <"$file"
  done
  ((${#servers[@]})) || servers=(1.1.1.1 9.9.9.9)
  [[ -d $1 && ! -L $1 ]] || fail "'$1' is not a directory"
  printf -v text 'nameserver %s\n' "${servers[@]}"
  install -m 644 -T -- /dev/stdin "$1/.resolv.conf.new" <<<"${text%$'\n'}"
  mv -fT -- "$1/.resolv.conf.new" "$1/resolv.conf"
}

# Takes back all that addnetwork and peer did for a container, as far as it
# exists. Its number is free again when the file is gone, so that goes last.
remove_network() {
  local name=$1 index network gateway address link peer peers saved
  saved=$(iptables-save)
  for link in "$name-outside" "$name-inside"; do
    link_exists "$link" || continue
    ip link delete dev "$link" 2>/dev/null || true
    wait_until 10 link_is_gone "$link" || fail "cannot delete '$link'"
  done
  if [[ -e $CONTAINER_DIR/$name/network ]]; then
    read_network "$name"
    find_peers "$name"
    for peer in "${peers[@]}"; do
      ip -n "$peer" route delete "$network" 2>/dev/null || true
    done
  fi
  remove_rules "$name-outside" # who its peers are is known from the rules
  # the name, and its directory too if there is no other in it
  rm -fd -- "/run/netns/$name" /run/netns 2>/dev/null || true
  rm -f -- "$CONTAINER_DIR/$name/network" "$CONTAINER_DIR/$name/network.new"
}

# Sets peers to the containers that `peer` has let through to this one.
find_peers() {
  local words
  peers=()
  while read -ra words; do
    [[ "${words[*]}" != "-A CONDUCTOR-FORWARD -i "*" -o $1-outside -j ACCEPT" ]] \
      || peers+=("${words[3]%-outside}")
  done <<<"$saved"
}

link_is_gone() { ! link_exists "$1"; }

remove_peer() {
  local from to index network gateway address saved
  saved=$(iptables-save)
  remove_rules "$1-outside" "$2-outside"
  for from in "$1" "$2"; do
    to=$2
    [[ $from == "$1" ]] || to=$1
    read_network "$to"
    ip -n "$from" route delete "$network" 2>/dev/null || true
  done
}

# --- The command line ---------------------------------------------------------

main() {
  [[ ${1-} == layered ]] || say 'CS695 Conductor that manages containers'
  (($#)) || misuse "no COMMAND: see $0 --help"
  local command=$1
  shift
  case $command in
    -h | --help) command=help ;;
  esac
  if [[ ! $command =~ ^[a-z]+$ ]] || ! declare -F "cmd_$command" >/dev/null; then
    misuse "no command '$command': see $0 --help"
  fi
  case ${1-} in
    -h | --help) command=help ;;
  esac
  "cmd_$command" "$@"
}

main "$@"
