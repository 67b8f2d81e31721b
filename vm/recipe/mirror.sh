# shellcheck shell=bash disable=SC2016 # hooks are expanded by the shell that mmdebstrap starts
# mirror.sh - the recipe of the disk with a part of a Debian mirror, which vm/mirror
# follows.
# apt-get(8), https://wiki.debian.org/DebianRepository/Format
# SPDX-License-Identifier: MIT

# shellcheck source=debian.sh
source "$(dirname "${BASH_SOURCE[0]}")/debian.sh"

# make_mirror STAGE - what packages need is resolved in an empty root that takes itself for the
# image's base.
make_mirror() {
  local stage=$1
  rdsquashfs --cat /usr/lib/kit/base/var/lib/dpkg/status "$(image_dir)/image.squashfs" >"$stage/status"
  mmdebstrap --variant=custom \
    --customize-hook="copy-in $stage/status /var/lib/dpkg" \
    --customize-hook="./mirror-collect \"\$1\" $VM_SUITE mirror-packages.txt" \
    --customize-hook="tar-out /mirror $stage/mirror.tar" \
    "$VM_SUITE" /dev/null ${mirror:+"$mirror"}
  squashfs "$stage/mirror.squashfs" <"$stage/mirror.tar"
  rm -- "$stage/mirror.tar" "$stage/status"
  sha256sum <"$stage/mirror.squashfs" | cut -d' ' -f1 >"$stage/digest"
}
