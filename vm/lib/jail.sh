# shellcheck shell=bash disable=SC2034,SC2154 # what begins with jail is read by the back end; image, input, disk and layer are vm/run's
# jail.sh - the jail of bubblewrap in which a machine's process lives, and in plain words
# why it cannot be made.
# bwrap(1), user_namespaces(7)
# SPDX-License-Identifier: MIT

# what every jail is made of
JAIL=(
  bwrap --unshare-all --die-with-parent --new-session --clearenv
  --setenv HOME /tmp --setenv TMPDIR /dev/shm --setenv PATH /usr/bin
  --proc /proc --dev /dev --tmpfs /dev/shm --tmpfs /tmp
)

# check_jail - makes one with nothing in it but a program that ends.
check_jail() {
  local reason
  command -v bwrap >/dev/null || die "bubblewrap is not installed; 'make deps' does that"
  reason=$("${JAIL[@]}" --ro-bind /usr /usr --ro-bind-try /lib /lib --ro-bind-try /lib64 /lib64 -- /usr/bin/true 2>&1) \
    || die "$(jail_refused "${reason##*bwrap: }")"
}

# jail_refused REASON - the sentence for whoever has to do something about it; REASON is
# what bubblewrap says.
jail_refused() {
  if in_chroot; then
    printf "the kernel makes no user namespaces in a chroot: leave it, or use --no-jail where something else keeps the machine in\n"
  elif in_bubblewrap; then
    printf "this runs in another bubblewrap, which lets no second one in (%s): leave it, or use --no-jail where that one keeps the machine in\n" "$1"
  elif [[ $(setting kernel/apparmor_restrict_unprivileged_userns) == 1 ]]; then
    printf "Ubuntu's AppArmor lets bubblewrap make no user namespaces: as root 'sysctl kernel.apparmor_restrict_unprivileged_userns=0', or a profile for it\n"
  elif [[ $(setting user/max_user_namespaces) == 0 || $(setting kernel/unprivileged_userns_clone) == 0 ]]; then
    printf "user namespaces are switched off on this host: sysctl user.max_user_namespaces, kernel.unprivileged_userns_clone\n"
  else
    printf 'bubblewrap cannot make user namespaces here%s; inside another container use --no-jail\n' "${1:+ ($1)}"
  fi
}

# in_chroot - whether the root is another than that of process 1, or is not even where
# something is mounted.
in_chroot() {
  [[ -e /proc/1/root/. && ! / -ef /proc/1/root/. ]] || ! grep -qE '^([^ ]+ ){4}/ ' /proc/self/mountinfo
}

# in_bubblewrap - whether process 1 is one, which reaps for what runs in it.
in_bubblewrap() {
  [[ $(cat /proc/1/comm 2>/dev/null) == bwrap ]]
}

# setting NAME - of the kernel; nothing where it does not know that one.
setting() {
  cat "/proc/sys/$1" 2>/dev/null || true
}

# prepare_jail DIR - the jail of one machine: nothing of the host but the files that are
# bound in by name, those of the image in DIR and what was asked for.
prepare_jail() {
  jail_image=$1/image.squashfs jail_input=$input jail_disk=$disk jail_layer=$layer
  jail_kernel=$1/vmlinuz jail_initrd=$1/initrd.img
  jail_command=()
  [[ -n $jail ]] || return 0
  jail_command=(
    "${JAIL[@]}" "${jail_devices[@]}"
    --ro-bind "$jail_image" /image --ro-bind "$jail_kernel" /vmlinuz
    --ro-bind "$jail_initrd" /initrd.img
  )
  [[ -z $input ]] || jail_command+=(--ro-bind "$input" /input)
  [[ -z $disk ]] || jail_command+=(--ro-bind "$disk" /disk)
  [[ -z $layer ]] || jail_command+=(--ro-bind "$layer" /layer)
  jail_image=/image jail_input=/input jail_disk=/disk jail_layer=/layer jail_kernel=/vmlinuz jail_initrd=/initrd.img
}
