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

# root_of FILE TARGET [OPTIONS] - a root file system with the packages that FILE names,
# as a tar.
root_of() {
  debian minbase "$(packages_in "$1")" "$2" "${@:3}" --customize-hook="$remove_traces"
}

# keep_boot_files DIR - the kernel and initramfs out of DIR/boot, plainly named.
keep_boot_files() {
  mv "$1"/boot/vmlinuz-* "$1/vmlinuz"
  mv "$1"/boot/initrd.img-* "$1/initrd.img"
  rm -rf "${1:?}/boot" "$1/base.tar"
}

make_image() {
  local stage=$1
  root_of base-packages.txt "$stage/base.tar" --skip=output/dev
  root_of packages.txt - \
    --essential-hook="$initramfs_settings" \
    --customize-hook="copy-out /boot $stage" \
    --customize-hook="$compile_init" \
    --customize-hook='mkdir -p "$1/usr/lib/kit/base/dev"' \
    --customize-hook="tar-in $stage/base.tar /usr/lib/kit/base" \
    | squashfs "$stage/image.squashfs"
  keep_boot_files "$stage"
  sha256sum <"$stage/image.squashfs" | cut -d' ' -f1 >"$stage/digest"
}
