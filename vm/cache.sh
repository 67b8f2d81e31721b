# shellcheck shell=bash disable=SC2034 # the variables are read by what sources this
# cache.sh - where the kernel, the image and what is known of this host lie.
# Sourced by the programs in vm/. Everything is kept outside the checkout, in
# the XDG cache directory, under a hash of what it was made from.
# SPDX-License-Identifier: MIT

VM_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
VM_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/container-kit
VM_SUITE=trixie

# hash_of FILE... - one hash of the contents of these files.
hash_of() {
  cat -- "$@" | sha256sum | cut -c 1-16
}

# image_dir - the directory of the image that the present inputs lead to:
# it holds image.squashfs, vmlinuz, initrd.img and digest once vm/build has run.
image_dir() {
  local inputs
  inputs=$(hash_of "$VM_DIR"/{packages,base-packages}.txt "$VM_DIR/build" "$VM_DIR"/init/*)
  printf '%s/image/%s\n' "$VM_CACHE" "$inputs"
}

# kernel_dir - likewise of the user-mode kernel: it holds linux and linux.config.
kernel_dir() {
  local inputs
  inputs=$(hash_of "$VM_DIR"/kernel.{config,patch} "$VM_DIR/kernel" "$VM_DIR/kernel-compile")
  printf '%s/kernel/%s\n' "$VM_CACHE" "$inputs"
}

# mirror_dir - likewise of the part of a Debian mirror: it holds mirror.squashfs.
mirror_dir() {
  local inputs
  inputs=$(hash_of "$VM_DIR"/{base,mirror}-packages.txt "$VM_DIR/mirror")
  printf '%s/mirror/%s\n' "$VM_CACHE" "$inputs"
}

# What vm/export packs and vm/import takes in: the manifest's first line, and the
# files of both parts.
EXPORT_TITLE='container-kit machine 1'
EXPORT_IMAGE=(image/image.squashfs image/vmlinuz image/initrd.img image/digest)
EXPORT_KERNEL=(kernel/linux kernel/linux.config)

# say TEXT / die TEXT - one line to standard error; die ends the program with 125,
# the status that says the machinery failed, or with STATUS.
say() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
}

die() {
  say "$1"
  exit "${2:-125}"
}

# parse_build_options ARGS - the options that vm/build and vm/kernel share; sets
# fresh and mirror. The usage is the head of the program that calls.
parse_build_options() {
  fresh='' mirror=${KIT_MIRROR:-}
  while (($#)); do
    case $1 in
      --fresh) fresh=1 ;;
      --mirror)
        mirror=${2-}
        shift
        ;;
      -h | --help)
        usage
        exit 0
        ;;
      *)
        say "unknown option '$1'"
        usage >&2
        exit 2
        ;;
    esac
    shift
  done
}

# usage - the usage part of the calling program's head comment.
usage() {
  sed -n '/^# usage/,/^# exit/s/^# \{0,1\}//p' "$0"
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

# open_stage TARGET - makes a directory beside TARGET to build in; prints it.
open_stage() {
  local stage
  mkdir -p "${1%/*}"
  stage=$(mktemp -d "${1%/*}/.stage.XXXXXX")
  chmod 755 "$stage"
  printf '%s\n' "$stage"
}

# publish STAGE TARGET [FRESH] - makes the finished STAGE appear as TARGET at
# once. When another process was quicker its result stays, unless FRESH says
# that this one is wanted.
publish() {
  [[ -z ${3-} ]] || rm -rf -- "$2"
  mv -T -- "$1" "$2" 2>/dev/null || [[ -d $2 ]]
}

# as_owner COMMAND... - as root, or as root of a user namespace with the sub-ids.
as_owner() {
  if ((EUID == 0)); then
    "$@"
  else
    unshare --map-root-user --map-auto -- "$@"
  fi
}
