# shellcheck shell=bash
# images.sh - what container.c finds in its machine: two images, and a disk to swap to.
# Sourced by the scenario of the elective and by the demo.
# SPDX-License-Identifier: MIT

# swap_on - the machine's swap disk, which vm/run names on the kernel's command line.
# Nowhere else is a disk touched.
swap_on() {
  local disk
  disk=$(sed -nE 's/.*\bkit\.swap=([^ ]+).*/\1/p' /proc/cmdline)
  if [[ -n $disk ]]; then
    mkswap "$disk" >/dev/null
    swapon "$disk"
  fi
}

# busybox_root DIR - makes a root file system of busybox: two MB, and a shell in it.
busybox_root() {
  mkdir -p "$1"/{bin,dev,etc,proc,root,sys,tmp}
  cp "$(command -v busybox)" "$1/bin/busybox"
  chroot "$1" /bin/busybox --install -s /bin
}

# make_images - a Debian image below ./images and one of busybox, as Alpine's is,
# elsewhere; what is to be found in both also lies in the machine itself, so that a
# command that stays outside of its container is seen there.
make_images() {
  local root=/proc/$CELL_PID/root base
  base=$root/usr/lib/kit/base
  busybox_root "$root$ALPINE"
  mkdir -p "$base"/{dev,kit}
  install -m 755 "$GUEST/probe" "$GUEST/trial" "$base/kit"
  printf 'given-%s\n' "$NONCE" >"$base/kit/given"
  cp -r "$base/kit" "$root$ALPINE/kit"
  cp -r "$base/kit" "$root/kit"
  printf 'ID=alpine\n' >"$root$ALPINE/etc/os-release"
  printf 'exec /kit/probe g%s --hold
' "$NONCE" >"$root/kit/input"
}
