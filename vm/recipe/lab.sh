# shellcheck shell=bash disable=SC2016,SC2154 # hooks are expanded by the shell that mmdebstrap starts; mirror is an option of vm/lib/build.sh
# lab.sh - the recipe of the lab's layer, which vm/lab follows: packages that are unpacked
# over the image and not installed in it.
# mmdebstrap(1), apt-get(8), dpkg-deb(1)
# SPDX-License-Identifier: MIT

# shellcheck source=debian.sh
source "$(dirname "${BASH_SOURCE[0]}")/debian.sh"

# In an empty root that takes itself for the image: apt fetches what is not in that one.
# Names that packages make when they are installed are made here.
collect='
  set -eu
  cd "$1"
  export APT_CONFIG="$MMDEBSTRAP_APT_CONFIG"
  mv status var/lib/dpkg/status
  apt-get -qq --yes --no-install-recommends --download-only install $whole
  mkdir man && (cd man && apt-get -qq download $pages)
  mkdir -p layer/usr/bin layer/usr/sbin layer/usr/lib layer/usr/lib64
  for name in bin sbin lib lib64; do ln -s "usr/$name" "layer/$name"; done
  for deb in var/cache/apt/archives/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -x --keep-directory-symlink -C layer
  done
  for deb in man/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C layer ./usr/share/man
  done
  ln -s vim.tiny layer/usr/bin/vim
  ln -s vim.tiny layer/usr/bin/vi
  ln -s nano layer/usr/bin/editor
  rm -rf layer/usr/share/doc layer/usr/share/locale layer/usr/share/info layer/usr/share/man/??
  rm -rf layer/usr/share/man/??_?? layer/var
'

# lab_packages MARK - those that have the mark in lab-packages.txt, or with none those
# without one.
lab_packages() {
  sed 's/#.*//' lab-packages.txt | awk -v mark="$1" 'NF && $2 == mark { print $1 }' | xargs
}

make_lab() {
  local stage=$1
  rdsquashfs --cat /var/lib/dpkg/status "$(image_dir)/image.squashfs" >"$stage/status"
  mmdebstrap --variant=custom \
    --customize-hook="copy-in $stage/status /" \
    --customize-hook="whole='$(lab_packages '')' pages='$(lab_packages '[man]')'; $collect" \
    --customize-hook="tar-out /layer $stage/layer.tar" \
    "$VM_SUITE" /dev/null ${mirror:+"$mirror"}
  squashfs "$stage/lab.squashfs" --root-becomes layer <"$stage/layer.tar"
  rm -- "$stage/layer.tar" "$stage/status"
}
