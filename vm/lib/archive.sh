# shellcheck shell=bash disable=SC2034 # the variables are read by what sources this
# archive.sh - what vm/export packs and vm/import takes in: the manifest's first line,
# and the files of all parts.
# SPDX-License-Identifier: MIT

ARCHIVE_TITLE='container-kit machine 1'
ARCHIVE_IMAGE=(image/image.squashfs image/vmlinuz image/initrd.img image/digest)
ARCHIVE_KERNEL=(kernel/linux kernel/linux.config)
ARCHIVE_MIRROR=(mirror/mirror.squashfs mirror/digest)
