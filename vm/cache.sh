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
  inputs=$(hash_of "$VM_DIR/packages.txt" "$VM_DIR/build" "$VM_DIR/init")
  printf '%s/image/%s\n' "$VM_CACHE" "$inputs"
}

# kernel_dir - likewise of the user-mode kernel: it holds linux and linux.config.
kernel_dir() {
  local inputs
  inputs=$(hash_of "$VM_DIR/kernel.config" "$VM_DIR/kernel" "$VM_DIR/kernel-compile")
  printf '%s/kernel/%s\n' "$VM_CACHE" "$inputs"
}

# say TEXT / die TEXT - one line to standard error; die ends the program with 125,
# the status that says the machinery failed, or with STATUS.
say() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
}

die() {
  say "$1"
  exit "${2:-125}"
}

# publish DIR TARGET - makes the finished DIR appear as TARGET at once; when
# another process was quicker, its result stays and DIR is dropped.
publish() {
  mv -T -- "$1" "$2" 2>/dev/null || { [[ -d $2 ]] && rm -rf -- "$1"; }
}
