# shellcheck shell=bash disable=SC2034 # the options are read by what sources this
# build.sh - the frame of every program that builds something into the cache: options,
# what the host must have, a place to build in, the log, and one step in which the
# result appears. What is built, and how, is a recipe's business (vm/recipe).
# SPDX-License-Identifier: MIT

# shellcheck source=say.sh
source "${BASH_SOURCE[0]%/*}/say.sh"
# shellcheck source=cache.sh
source "${BASH_SOURCE[0]%/*}/cache.sh"

# the options of one program alone that have a value; each sets the variable of its name
own_options=()
# the log of the build that is at work
building=''
# what goes when the program ends
leftovers=()

# parse_build_options ARGS - those that all have, and own_options; sets fresh and mirror.
parse_build_options() {
  fresh='' mirror=${KIT_MIRROR:-}
  while (($#)); do
    case $1 in
      --fresh) fresh=1 ;;
      -h | --help) usage && exit 0 ;;
      *)
        [[ " --mirror ${own_options[*]/#/--} " == *" $1 "* ]] || wrong_usage "unknown option '$1'"
        need_value $# "$1"
        printf -v "${1#--}" %s "$2"
        shift
        ;;
    esac
    shift
  done
}

# check_build_host - where root may not be had mmdebstrap needs sub-ids; says so
# before mmdebstrap does, and names what to type.
check_build_host() {
  local tool user
  user=$(id -un)
  for tool in mmdebstrap tar2sqfs; do
    command -v "$tool" >/dev/null || die "cannot find '$tool': run 'make deps'"
  done
  ((EUID != 0)) || return 0
  command -v newuidmap >/dev/null \
    || die "cannot find 'newuidmap' (package uidmap): run 'make deps'"
  grep -q "^$user:" /etc/subuid \
    || die "no sub-ids for '$user' in /etc/subuid; as root: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $user"
}

# as_owner COMMAND... - as root, or as root of a user namespace with the sub-ids.
as_owner() {
  if ((EUID == 0)); then
    "$@"
  else
    unshare --map-root-user --map-auto -- "$@"
  fi
}

# leave_nothing PATH... - these go when the program ends, however it does.
leave_nothing() {
  leftovers+=("$@")
  trap end_build EXIT
}

# end_build - the program ends; says why when that is a build's fault. Ctrl-C (130) and
# TERM (143) need no explanation.
end_build() {
  local status=$?
  rm -rf -- "${leftovers[@]}"
  if [[ -n $building ]] && ((status != 130 && status != 143)); then
    die "the build failed: $(reason_in "$building")"
  fi
}

# reason_in LOG - why a build failed: what its recipe says, or mmdebstrap.
reason_in() {
  local reason
  reason=$(sed -n 's/^failed: //p' "$1" | head -n 1)
  [[ -n $reason ]] || reason=$(grep -m 1 '^E: ' "$1") || reason="see the end of '$1'"
  printf '%s\n' "$reason"
}

# show_steps LOG - passes the build's output to LOG, and what a recipe says to people to
# the terminal: lines that begin with "step: ".
show_steps() {
  local line
  while IFS= read -r line; do
    printf '%s\n' "$line"
    [[ $line != 'step: '* ]] || say "${line#step: }"
  done >"$1"
}

# build_once TARGET TEXT COMMAND - unless TARGET is there, or --fresh asks for a new
# one, has COMMAND STAGE build it below vm/. Not to be called where errexit is off:
# COMMAND ends at the first thing in it that fails.
build_once() {
  local target=$1 stage
  [[ -n $fresh || ! -d $target ]] || return 0
  check_build_host
  stage=$(open_stage "$target")
  leave_nothing "$stage"
  building=${target%/*}/build.log
  say "$2; log: $building"
  (cd "$VM_DIR" && "$3" "$stage") 2>&1 | show_steps "$building"
  building=''
  publish "$stage" "$target" "$fresh"
}
