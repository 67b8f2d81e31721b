# shellcheck shell=bash disable=SC2016 # hooks are expanded by the shell that mmdebstrap starts
# image.sh - the recipe of the machine's image, which vm/build follows: a read-only
# root file system, in it a smaller one for containers to be made from, and beside it
# the kernel and the initramfs with which QEMU starts it.
# https://reproducible-builds.org/specs/source-date-epoch
# SPDX-License-Identifier: MIT

# shellcheck source=debian.sh
source "$(dirname "${BASH_SOURCE[0]}")/debian.sh"

# The one date that all files of the image bear.
export SOURCE_DATE_EPOCH=1767225600

# The initramfs holds just what finds the image on a virtio disk. Written before
# the kernel package is configured, so that it is generated once.
initramfs_settings='
  mkdir -p "$1/etc/initramfs-tools/conf.d"
  printf "MODULES=list\nCOMPRESS=zstd\nRESUME=none\n" >"$1/etc/initramfs-tools/conf.d/kit"
  printf "%s\n" virtio_pci virtio_blk virtio_console squashfs overlay >"$1/etc/initramfs-tools/modules"
'

# Whatever differs from build to build, or is there to be read by people. (dpkg could
# leave that out itself, but starts a filter for each package.)
remove_traces='
  rm -rf "$1"/usr/share/doc/* "$1"/usr/share/man/* "$1"/usr/share/locale/* "$1"/usr/share/info/*
  rm -rf "$1"/var/log/* "$1"/var/cache/* "$1"/var/lib/apt/lists/* "$1"/boot/*
  rm -f "$1"/etc/machine-id "$1"/etc/hostname "$1"/etc/*- "$1"/vmlinuz* "$1"/initrd.img*
  printf "127.0.0.1 localhost machine\n::1 localhost\n" >"$1/etc/hosts"
  : >"$1/etc/resolv.conf"
'

# Process 1 is compiled by the image's own compiler: the same bytes everywhere.
compile_init='
  mkdir -p "$1/usr/lib/kit/src" && cp init/*.[ch] "$1/usr/lib/kit/src"
  chroot "$1" sh -c "gcc -O2 -Wall -Wextra -static -s -o /usr/lib/kit/init /usr/lib/kit/src/*.c"
  rm -r "$1/usr/lib/kit/src"
'

# What is there when only the base's packages are is the base, but for what mmdebstrap keeps
# there while it works. What follows is done to the base.
keep_base='
  base=$1/usr/lib/kit/base
  mkdir -p "$base"/dev "$base"/proc "$base"/sys
  tar --create --directory "$1" --exclude ./dev --exclude ./proc --exclude ./sys --exclude ./usr/lib/kit . \
    | tar --extract --directory "$base"
  rm -f "$base"/usr/sbin/policy-rc.d "$base"/etc/apt/apt.conf.d/00mmdebstrap "$base"/tmp/mmdebstrap.*
  mv "$base"/usr/sbin/start-stop-daemon.REAL "$base"/usr/sbin/start-stop-daemon
  set -- "$base"
'

# keep_boot_files DIR - the kernel and initramfs out of DIR/boot, plainly named.
keep_boot_files() {
  mv "$1"/boot/vmlinuz-* "$1/vmlinuz"
  mv "$1"/boot/initrd.img-* "$1/initrd.img"
  rm -rf "${1:?}/boot"
}

make_image() {
  local stage=$1
  debian minbase "$(packages_in base-packages.txt)" - \
    --customize-hook="$keep_base$remove_traces" \
    --customize-hook="$initramfs_settings" \
    --customize-hook="chroot \"\$1\" apt-get -qq --yes install $(packages_in packages.txt | tr , ' ')" \
    --customize-hook="copy-out /boot $stage" \
    --customize-hook="$compile_init" \
    --customize-hook="$remove_traces" \
    | squashfs "$stage/image.squashfs"
  keep_boot_files "$stage"
  sha256sum <"$stage/image.squashfs" | cut -d' ' -f1 >"$stage/digest"
}
