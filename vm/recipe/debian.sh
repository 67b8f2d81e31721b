# shellcheck shell=bash disable=SC2154 # mirror is an option of vm/lib/build.sh
# debian.sh - what all recipes do with mmdebstrap.
# mmdebstrap(1)
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
