# shellcheck shell=bash disable=SC2016 # hooks are expanded by the shell that mmdebstrap starts
# mirror.sh - the recipe of the disk with a part of a Debian mirror, which vm/mirror
# follows.
# apt-get(8), https://wiki.debian.org/DebianRepository/Format
# SPDX-License-Identifier: MIT

# shellcheck source=debian.sh
source "$(dirname "${BASH_SOURCE[0]}")/debian.sh"

# Inside the throw-away root: the index, whose files apt keeps in another compression
# and which are therefore fetched again and compared with what the signed InRelease
# says of them; and into pool/ every package that is there by now or that
# mirror-packages.txt names.
collect='
  set -eu
  cd "$1"
  index=mirror/dists/$suite
  mkdir -p "$index"
  chroot "$1" apt-get -qq update
  cp "var/lib/apt/lists/"*"_dists_${suite}_InRelease" "$index/InRelease"
  from=$(sed -nE "s/^deb (\\[[^]]*\\] )?([^ ]+) .*/\\2/p" etc/apt/sources.list | head -n 1)
  for file in main/binary-amd64/Packages.xz main/i18n/Translation-en.xz; do
    hash=$(sed -n "/^SHA256:/,\$ { s| *\([0-9a-f]*\) *[0-9]* $file\$|\1|p }" "$index/InRelease")
    mkdir -p "$index/${file%/*}/by-hash/SHA256"
    chroot "$1" /usr/lib/apt/apt-helper download-file "$from/dists/$suite/$file" "/$index/$file" "SHA256:$hash"
    ln "$index/$file" "$index/${file%/*}/by-hash/SHA256/$hash"
  done
  names=$(chroot "$1" dpkg-query -W -f "\${Package}\n")
  chroot "$1" apt-get -qq --yes --reinstall --no-install-recommends --download-only install \
    $names $(sed "s/#.*//" root/mirror-packages.txt)
  for deb in var/cache/apt/archives/*.deb; do
    name=$(dpkg-deb -f "$deb" Package) version=$(dpkg-deb -f "$deb" Version)
    path=$(chroot "$1" apt-cache show "$name=$version" | sed -n "s/^Filename: //p" | head -n 1)
    mkdir -p "mirror/${path%/*}" && mv "$deb" "mirror/$path"
  done
'

# make_mirror STAGE - of the release alone: debootstrap knows no updates, and an updated
# package would lie here in the version that it does not ask for.
make_mirror() {
  local stage=$1
  debian minbase "$(packages_in base-packages.txt)" /dev/null \
    --setup-hook='sed -i "/^deb .*-\(updates\|security\) /d" "$1/etc/apt/sources.list"' \
    --customize-hook='install -m 644 mirror-packages.txt "$1/root/"' \
    --customize-hook="suite=$VM_SUITE; $collect" --customize-hook="tar-out /mirror $stage/mirror.tar"
  tar2sqfs --quiet --compressor zstd --block-size 131072 "$stage/mirror.squashfs" <"$stage/mirror.tar"
  rm -- "$stage/mirror.tar"
}
