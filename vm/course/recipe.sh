# shellcheck shell=bash disable=SC2016,SC2154 # hooks are expanded by the shell that mmdebstrap starts; arch and kit are vm/image's
# recipe.sh - the recipe of the course VM's disk, which vm/image follows.
# https://wiki.debian.org/QemuUserEmulation, binfmt.d(5)
# SPDX-License-Identifier: MIT

# shellcheck source=../recipe/debian.sh
source "$(dirname "${BASH_SOURCE[0]}")/../recipe/debian.sh"

# The one date that all files of the disk bear at the most.
export SOURCE_DATE_EPOCH=1767225600

# course_packages - those of the machine that grades but its kernel, and the VM's own.
course_packages() {
  packages_in <(
    sed '/^linux-image/d' packages.txt
    sed "s/#.*//; s/ARCH/$arch/; s/ \[$arch\]//; /\[/d" course-packages.txt
  )
}

# with_foreign COMMAND... - runs it where programs of another architecture run too.
# Root of a host that does not know qemu-user-static yet lets only COMMAND know it.
with_foreign() {
  local cpu=${arch/amd64/x86_64}
  if [[ $arch == "$(dpkg --print-architecture)" ]] || arch-test "$arch" >/dev/null; then
    "$@"
  elif ((EUID == 0)); then
    unshare --mount bash -Eeuc '
      mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc
      cat "/usr/lib/binfmt.d/$1" >/proc/sys/fs/binfmt_misc/register
      exec "${@:2}"' - "qemu-${cpu/arm64/aarch64}.conf" "$@"
  else
    printf 'failed: programs for %s do not run here: install qemu-user-static, or start systemd-binfmt\n' "$arch" >&2
    return 1
  fi
}

# read by debian
# shellcheck disable=SC2034
starter=(with_foreign)

# root_of PACKAGES TARGET [OPTIONS] - a root file system as a tar. The device files
# stay out: they could not be unpacked without root.
root_of() {
  debian minbase "$1" "$2" --arch="$arch" --skip=output/dev "${@:3}"
}

# make_root STAGE - the whole root file system to standard output; in it, as in the
# machine that grades, a smaller one for containers to be made from.
make_root() {
  tar --create --file "$1/course.tar" --sort=name --owner=0 --group=0 --mode=u+rw,go=rX \
    --directory course/root . --directory .. setup --directory "${kit%/*}" kit.tar.gz
  root_of "$(packages_in base-packages.txt)" "$1/base.tar" \
    --customize-hook='rm -rf "$1"/usr/share/doc/* "$1"/usr/share/man/* "$1"/usr/share/locale/* "$1"/usr/share/info/*' \
    --customize-hook='rm -rf "$1"/var/log/* "$1"/var/cache/* "$1"/var/lib/apt/lists/*'
  root_of "$(course_packages)" - \
    --essential-hook='echo man-db man-db/auto-update boolean false | chroot "$1" debconf-set-selections' \
    --customize-hook='mkdir -p "$1/usr/lib/kit/base/dev"' --customize-hook="tar-in $1/base.tar /usr/lib/kit/base" \
    --customize-hook="tar-in $1/course.tar /" --customize-hook='chroot "$1" /setup'
}

# make_disk STAGE - disk.raw.
make_disk() {
  make_root "$1" | as_owner "$VM_DIR/course/disk" "$1"
  rm -- "$1"/{course,base}.tar
}
