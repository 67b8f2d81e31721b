# shellcheck shell=bash disable=SC2034 # the variables are read by what sources this
# backend.sh - the back ends. Each file in vm/backend is one, and nothing else names them
# all. It sets
#   backend_rank          vm/probe tries the lowest first
#   backend_boot_seconds  where it works it has booted by then, even on a busy host
#   backend_slowness      how much slower than this host it computes: scales time limits
# and has the functions
#   backend_missing       prints why it cannot be tried here, or nothing
#   backend_command       sets machine=(COMMAND ARGS) from the settings of vm/run. The
#                         command finds the evidence line on fd 3, the status line on 4,
#                         the console on 5, and with --console a terminal on 6
# It may set
#   backend_on_host=yes   no machine: the command runs on this host itself
#   backend_terminal      where the command's terminal is in the machine
#   backend_one_processor that its machines have one processor, and stay on one of the host's
#   backend_hint          what vm/probe --hint says when this is all that works
#   jail_devices          options of bwrap for devices that it needs
# and have
#   backend_clean         takes away what is left when the machine has ended
#   backend_cause LOG     prints why the machine ended, when LOG, what it said, tells
#   backend_seccomp       how its processes are kept apart from the host
#   backend_virtual_time  whether it can have a time of its own (vm/README.md)
# SPDX-License-Identifier: MIT

# shellcheck source=say.sh
source "${BASH_SOURCE[0]%/*}/say.sh"
# shellcheck source=cache.sh
source "${BASH_SOURCE[0]%/*}/cache.sh"

# load_backend NAME - its variables and functions, and none of another one's.
load_backend() {
  local former
  for former in "${!backend_@}"; do
    unset -v "$former"
  done
  unset -f backend_clean backend_cause backend_seccomp backend_wall backend_virtual_time
  backend_on_host=no backend_hint='' jail_devices=()
  # shellcheck source=../backend/uml
  source "$VM_DIR/backend/$1"
}

# backend_says NAME FACT - what its variable backend_FACT holds.
backend_says() {
  (
    load_backend "$1"
    declare -n fact=backend_$2
    printf '%s\n' "$fact"
  )
}

# backend_mode NAME - how a machine of that back end keeps its processes apart from the
# host and from the recorder, where there is more than one way; else nothing.
backend_mode() {
  (
    load_backend "$1"
    ! declare -F backend_seccomp >/dev/null || printf 'seccomp=%s%s\n' "$(backend_seccomp)" "$(backend_wall)"
  )
}

# has_virtual_time NAME - whether a machine of that back end can have a time of its own.
has_virtual_time() {
  (
    load_backend "$1"
    declare -F backend_virtual_time >/dev/null && backend_virtual_time
  )
}

# list_backends all|yes|no - their names, the one to try first first; of all, or of those
# whose backend_on_host is this.
list_backends() {
  local file
  for file in "$VM_DIR"/backend/*; do
    file=${file##*/}
    # an editor's backup is none
    [[ $file =~ ^[a-z0-9-]+$ ]] || continue
    (
      load_backend "$file"
      [[ $1 != all && $1 != "$backend_on_host" ]] || printf '%s %s\n' "$backend_rank" "$file"
    )
  done | sort -n | cut -d ' ' -f 2
}

# need_backend NAME - ends with a usage error, and says what there is.
need_backend() {
  local all
  [[ ! $1 =~ ^[a-z0-9-]+$ || ! -e $VM_DIR/backend/$1 ]] || return 0
  all=$(list_backends all)
  die "unknown back end '$1': there are ${all//$'\n'/, }" 2
}

# here_by_default - whether work is recorded on this host itself unless somebody asks for
# a machine: yes in the course VM, which is one already.
here_by_default() {
  if [[ -e /etc/cs695-vm ]]; then
    printf 'yes\n'
  else
    printf 'no\n'
  fi
}
