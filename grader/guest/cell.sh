# shellcheck shell=bash
# cell.sh - the place in the machine where the submission runs. The recorder stays
# outside, on the read-only image, and looks in. Sourced by record.
# SPDX-License-Identifier: MIT

CELL=/run/cell
# where the submission lies inside; read by the scenarios
# shellcheck disable=SC2034
CELL_HOME=/home/cs695
# what could be called in place of work of one's own
OTHER_RUNTIMES=(docker docker-compose podman buildah nerdctl ctr runc crun runsc youki kata-runtime rkt
  lxc lxc-create lxc-start lxc-execute lxc-attach lxd incus systemd-nspawn machinectl bwrap firejail
  apptainer singularity udocker)

# cell_start - makes the cell; sets CELL_PID to its first process, which does
# nothing but reap, as seen from here.
cell_start() {
  # read by steps.sh and the scenarios
  # shellcheck disable=SC2034
  CELL_PID=$("$GUEST/cell" "$HOST_NAME" "$CELL_HOME")
}

# cell_no_runtimes - a submission that calls another container runtime gets what it gets where
# there is none. That it was called, witness tells by the words in front of its path.
cell_no_runtimes() {
  local root=/proc/$CELL_PID/root none=/usr/lib/kit/no-runtime
  # shellcheck disable=SC2016 # for that script
  printf 'echo "${1##*/}: there is no other container runtime on this machine" >&2\nexit 127\n' >"$root$none"
  (cd "$root/usr/bin" && tee -- "${OTHER_RUNTIMES[@]}" >/dev/null <<<"#!/bin/sh $none" \
    && chmod 755 -- "${OTHER_RUNTIMES[@]}")
}

# cell_freeze - stops every process of the cell, from outside: each cgroup that holds one
# is frozen, until none is left that runs. Nothing of the recorder enters the cell for it.
# Sets FROZEN, for cell_thaw. Who can fork faster than this looks, for 200 looks, runs on.
# cgroups(7), cgroup.freeze
cell_freeze() {
  local looks pid path running
  FROZEN=()
  for ((looks = 0; looks < 200; looks++)); do
    running=''
    "$GUEST/witness" --look-inside | jq -r '"\(.pid) \(.cgroup.path)"' >/run/inside || true
    # a file: of a pipe bash reads each byte by itself
    while read -r pid path; do
      freeze_one "$pid" "/sys/fs/cgroup${path%/}"
    done </run/inside
    [[ -n $running ]] || return 0
  done
}

# freeze_one PID GROUP - a process of the cell and its cgroup; sets running where it may
# still run. The root group cannot be frozen: from there it is brought back. It may also
# be gone by now.
freeze_one() {
  local state='' events=''
  { read -r _ _ state _ <"/proc/$1/stat" && events=$(<"$2/cgroup.events"); } 2>/dev/null || true
  [[ -n $state && $state != [ZX] && $events != *'frozen 1'* ]] || return 0
  running=yes
  if [[ $2 == /sys/fs/cgroup ]]; then
    printf '%s' "$1" >"$2/submission/cgroup.procs" || true
  elif [[ " ${FROZEN[*]-} " != *" $2 "* ]]; then
    FROZEN+=("$2")
    printf 1 >"$2/cgroup.freeze" || true
  fi 2>/dev/null
}

cell_thaw() {
  local group
  for group in "${FROZEN[@]}"; do
    printf 0 >"$group/cgroup.freeze"
  done 2>/dev/null
}

# cell_end_work - kills what works in the cell but in no container: whose mount namespace is
# the cell's own. The first process stays, which reaps. From outside, and while all stand
# still, so that nothing forks away. mount_namespaces(7)
cell_end_work() {
  local pid
  cell_freeze
  while read -r pid _; do
    [[ $pid != "$CELL_PID" && "/proc/$pid/ns/mnt" -ef "/proc/$CELL_PID/ns/mnt" ]] || continue
    kill -KILL "$pid" 2>/dev/null || true
  done </run/inside
  cell_thaw
}

# cell_names - what the submission's writable layer has at its top: new or changed
# in the root directory. One a line.
cell_names() {
  paths_below "$CELL/upper/" "$CELL"/upper/*
}

# cell_groups - the cgroups below the machine's root group, one a line.
cell_groups() {
  paths_below /sys/fs/cgroup /sys/fs/cgroup/**/
}

# paths_below PREFIX PATH... - the paths without PREFIX and the last slash.
paths_below() {
  local paths=("${@:2}")
  paths=("${paths[@]#"$1"}")
  ((${#paths[@]} == 0)) || printf '%s\n' "${paths[@]%/}"
}
