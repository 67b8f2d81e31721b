#!/usr/bin/env bash
# simple_container.sh - a container by hand, in three stages.
#
#   sudo ./simple_container.sh
#
# Each stage runs container_prog one step further away from the machine. Write
# between "#@ begin" and "#@ end", in place of the printf that stands there;
# README.md has the tasks. chroot(1), unshare(1), ldd(1), cgroups(7).
# SPDX-License-Identifier: MIT
set -Eeuo pipefail
shopt -s inherit_errexit

# Wherever the script is called from, it works in its own directory.
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"

ROOT=$PWD/container_root               # will be / for the container
CGROUP=/sys/fs/cgroup/simple_container # stage 2c makes it and removes it
HOST_NAME=$(hostname)

#@ begin 0 Your own helpers
#@ end 0

say() {
  printf 'simple_container.sh: %s\n' "$1" >&2
}

heading() {
  printf 'Output Subtask %s\n' "$1"
}

separator() {
  printf '__________________________________________\n\n'
}

prepare() {
  [[ -x container_prog ]] || make --quiet container_prog
  mkdir -p -- "$ROOT"
  install -- container_prog "$ROOT/container_prog"
}

# 2a: the program sees another root directory.
stage_2a() {
  #@ begin 2a-libs Copy each library to the same path below "$ROOT"
  printf 'Stage 2a is still to do: copy the libraries\n'
  #@ end 2a-libs

  heading 2a
  #@ begin 2a-run Run "/container_prog subtask1" with "$ROOT" as its root
  printf 'Stage 2a is still to do: run container_prog\n'
  #@ end 2a-run
  separator
}

# 2b: and it is PID 1, and may have a host name of its own.
stage_2b() {
  heading 2b
  #@ begin 2b Run "/container_prog subtask2" also in new PID and UTS namespaces
  printf 'Stage 2b is still to do\n'
  #@ end 2b
  printf '\nHostname in the host: %s\n' "$(hostname)"
  separator
}

# 2c: and it has an IPC namespace and half of one CPU.
stage_2c() {
  heading 2c
  if [[ ! -e ${CGROUP%/*}/cgroup.controllers ]]; then
    say "stage 2c: no cgroup v2 at '${CGROUP%/*}': see README.md, When it fails"
    exit 1
  fi
  #@ begin 2c-create Make the cgroup "$CGROUP" with half of one CPU
  printf 'Stage 2c is still to do: make the cgroup\n'
  #@ end 2c-create

  #@ begin 2c-run Run "/container_prog subtask3" there, IPC namespace added
  printf 'Stage 2c is still to do: run container_prog\n'
  #@ end 2c-run
}

# Runs once, when the script ends for whatever reason, so it must not assume
# that all of the above has happened. A failure here is said, not hidden.
finish() {
  local status=$?
  trap - ERR
  set +e # the rest is undone even when one step fails
  #@ begin 2c-remove Undo what you did outside container_root: remove the cgroup
  #@ end 2c-remove
  if [[ $(hostname) != "$HOST_NAME" ]]; then
    say "the machine's own host name had become '$(hostname)', now put back"
    hostname "$HOST_NAME" || status=1
  fi
  if [[ -d $CGROUP ]]; then
    say "left behind: '$CGROUP', see region 2c-remove"
    status=1
  fi
  exit "$status"
}

# Called for the first command that fails; the script then ends.
failed() {
  local status=$1 function=$2 line=$3
  ((BASH_SUBSHELL == 0)) || return 0
  say "line $line, in $function: status $status, the script ends here"
}

main() {
  if ((EUID != 0)); then
    say 'needs root: sudo ./simple_container.sh'
    exit 1
  fi
  trap 'failed "$?" "${FUNCNAME[0]-main}" "$LINENO"' ERR
  trap finish EXIT
  prepare
  stage_2a
  stage_2b
  stage_2c
}

main "$@"
