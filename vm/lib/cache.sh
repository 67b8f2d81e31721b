# shellcheck shell=bash disable=SC2034 # the variables are read by what sources this
# cache.sh - where the kernel, the image and what is known of this host lie, and how a
# result gets there. Everything is kept outside the checkout, in the XDG cache
# directory, under a hash of what decides its bytes: what a recipe in vm/recipe says
# and the files that it takes, not the program that follows it.
# SPDX-License-Identifier: MIT

VM_DIR=$(cd "${BASH_SOURCE[0]%/*}/.." && pwd)
VM_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/container-kit
# the Debian release of everything that is built here, and the one after it, where a
# kernel may be taken from
VM_SUITE=trixie VM_NEXT_SUITE=forky

# hash_of FILE... - one hash of the contents of these files.
hash_of() {
  cat -- "$@" | sha256sum | cut -c 1-16
}

# place KIND SUITES FILE... - the directory of a KIND of thing that is made from these
# releases and, below vm/, these FILEs.
place() {
  (cd "$VM_DIR" && printf '%s/%s/%s\n' "$VM_CACHE" "$1" "$(hash_of <(printf '%s\n' "$2") "${@:3}")")
}

# image_dir - the directory of the image that the present inputs lead to:
# it holds image.squashfs, vmlinuz, initrd.img and digest once vm/build has run.
image_dir() {
  [[ -z ${KNOWN_IMAGE_DIR-} ]] || { printf '%s\n' "$KNOWN_IMAGE_DIR" && return; }
  place image "$VM_SUITE" {packages,base-packages}.txt recipe/{debian,image}.sh "$VM_DIR"/init/*
}

# what is changed in the source of the user-mode kernel, in the order in which it is applied
KERNEL_PATCHES=(kernel.patch kernel-fault.patch kernel-stub.patch kernel-time.patch kernel-wall.patch kernel-headers.patch)

# kernel_dir - likewise of the user-mode kernel: it holds linux and linux.config. One whose
# version was named, KERNEL=7.3.4, lies beside the others under that name.
kernel_dir() {
  local version=''
  [[ -z ${KNOWN_KERNEL_DIR-} ]] || { printf '%s\n' "$KNOWN_KERNEL_DIR" && return; }
  [[ ! ${KERNEL-} =~ ^[0-9]+(\.[0-9]+)+$ ]] || version=-$KERNEL
  printf '%s%s\n' "$(place kernel "$VM_SUITE $VM_NEXT_SUITE" kernel.config "${KERNEL_PATCHES[@]}" kernel-{compile,patch} \
    recipe/{debian,kernel}.sh)" "$version"
}

# know_machine - works out all once, for this program and all that it starts.
know_machine() {
  export KNOWN_IMAGE_DIR KNOWN_KERNEL_DIR KNOWN_MIRROR_DIR
  KNOWN_IMAGE_DIR=$(image_dir) KNOWN_KERNEL_DIR=$(kernel_dir) KNOWN_MIRROR_DIR=$(mirror_dir)
}

# kernel_version DIR - the version of the kernel that lies there, as it says itself.
kernel_version() {
  sed -n 's|^# Linux/um \([^ ]*\) Kernel Configuration$|\1|p' "$1/linux.config"
}

# mirror_dir - likewise of the part of a Debian mirror: it holds mirror.squashfs and digest.
mirror_dir() {
  [[ -z ${KNOWN_MIRROR_DIR-} ]] || { printf '%s\n' "$KNOWN_MIRROR_DIR" && return; }
  place mirror "$VM_SUITE $(basename -- "$(image_dir)")" mirror-packages.txt mirror-collect recipe/{debian,mirror}.sh
}

# mirror_disk - the file that is the disk of the mirror, which must have been made.
mirror_disk() {
  local file
  file=$(mirror_dir)/mirror.squashfs
  [[ -r $file ]] || die "the Debian mirror is not built: run 'make machine'"
  printf '%s\n' "$file"
}

# lab_dir - likewise of the lab's layer over this image: it holds lab.squashfs.
lab_dir() {
  place lab "$VM_SUITE $(basename -- "$(image_dir)")" lab-packages.txt recipe/{debian,lab}.sh
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
