# shellcheck shell=bash disable=SC2016 # hooks are expanded by the shell that mmdebstrap starts
# mirror.sh - the recipe of the disk with a part of a Debian mirror, which vm/mirror
# follows.
# apt-get(8), https://wiki.debian.org/DebianRepository/Format
# SPDX-License-Identifier: MIT

# shellcheck source=debian.sh
source "$(dirname "${BASH_SOURCE[0]}")/debian.sh"

# make_mirror STAGE - what packages need is resolved in a root file system like the one that
# they are installed in.
make_mirror() {
  local stage=$1
  debian minbase "$(packages_in base-packages.txt)" /dev/null \
    --customize-hook='install mirror-collect mirror-packages.txt "$1/root/"' \
    --customize-hook="chroot \"\$1\" /root/mirror-collect $VM_SUITE /root/mirror-packages.txt" \
    --customize-hook="tar-out /mirror $stage/mirror.tar"
  squashfs "$stage/mirror.squashfs" <"$stage/mirror.tar"
  rm -- "$stage/mirror.tar"
  sha256sum <"$stage/mirror.squashfs" | cut -d' ' -f1 >"$stage/digest"
}
