# shellcheck shell=bash disable=SC2016 # hooks are expanded by the shell that mmdebstrap starts
# kernel.sh - the recipe of the user-mode kernel, which vm/kernel follows: Debian's
# compiler in a throw-away root file system, where kernel-compile does the work.
# SPDX-License-Identifier: MIT

# shellcheck source=debian.sh
source "$(dirname "${BASH_SOURCE[0]}")/debian.sh"

# so many files are compiled, more or less: kernel.config decides it, and the version
kernel_files=850

# time_left SECONDS COUNT - how long the others take when COUNT files took so long; empty
# when there are more than was thought.
time_left() {
  local left=$(($1 * (kernel_files - $2) / $2))
  if ((left >= 90)); then
    printf ', %d minutes left' $(((left + 30) / 60))
  elif ((left > 0)); then
    printf ', %d seconds left' "$left"
  fi
}

# count_files - passes what make prints, and says how far it has come.
count_files() {
  local line count=0 start
  while IFS= read -r line; do
    printf '%s\n' "$line"
    [[ $line == '  CC '* ]] || continue
    ((count++)) || start=$SECONDS
    ((count % 50)) || printf 'step: %d of about %d files compiled%s\n' \
      "$count" "$kernel_files" "$(time_left $((SECONDS - start)) "$count")"
  done
}

make_kernel() {
  debian apt bc,bison,flex,gcc,libc6-dev,make,patch,xz-utils /dev/null \
    --customize-hook="install -m 755 kernel.config ${KERNEL_PATCHES[*]} kernel-compile kernel-patch \"\$1/root/\"" \
    --customize-hook="chroot \"\$1\" /root/kernel-compile $VM_SUITE $VM_NEXT_SUITE ${KERNEL-}" \
    --customize-hook="copy-out /root/linux /root/linux.config $1" 2>&1 | count_files
}
