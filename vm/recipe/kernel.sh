# shellcheck shell=bash disable=SC2016 # hooks are expanded by the shell that mmdebstrap starts
# kernel.sh - the recipe of the user-mode kernel, which vm/kernel follows: Debian's
# compiler in a throw-away root file system, where kernel-compile does the work.
# SPDX-License-Identifier: MIT

# shellcheck source=debian.sh
source "$(dirname "${BASH_SOURCE[0]}")/debian.sh"

# count_files - passes what make prints, and says how far it has come.
count_files() {
  local line count=0
  while IFS= read -r line; do
    printf '%s\n' "$line"
    [[ $line != '  CC '* ]] || ((++count % 100)) || printf 'step: %s files compiled\n' "$count"
  done
}

make_kernel() {
  debian apt bc,bison,flex,gcc,libc6-dev,make,patch,xz-utils /dev/null \
    --customize-hook="install -m 755 kernel.config ${KERNEL_PATCHES[*]} kernel-compile kernel-patch \"\$1/root/\"" \
    --customize-hook="chroot \"\$1\" /root/kernel-compile $VM_SUITE $VM_NEXT_SUITE ${KERNEL-}" \
    --customize-hook="copy-out /root/linux /root/linux.config $1" 2>&1 | count_files
}
