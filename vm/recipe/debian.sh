# shellcheck shell=bash disable=SC2154 # mirror is an option of vm/lib/build.sh
# debian.sh - what all recipes do with mmdebstrap.
# mmdebstrap(1), tar2sqfs(1)
# SPDX-License-Identifier: MIT

# what mmdebstrap is started by, where something has to be in between
starter=()

# packages_in FILE - the packages that it names, for mmdebstrap.
packages_in() {
  sed 's/#.*//' "$1" | xargs | tr ' ' ','
}

# debian VARIANT PACKAGES TARGET [OPTIONS] - a root file system of the release.
debian() {
  "${starter[@]}" mmdebstrap --variant="$1" --include="$2" --aptopt='Apt::Install-Recommends "0"' \
    "${@:4}" "$VM_SUITE" "$3" ${mirror:+"$mirror"}
}

# squashfs FILE [OPTIONS] - makes a disk of the tar on standard input. A machine reads what
# lz4 has compressed in a third less time than what zstd has, for two fifths more bytes.
squashfs() {
  tar2sqfs --quiet --no-skip --compressor lz4 --block-size 131072 "${@:2}" "$1"
}
