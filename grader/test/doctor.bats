#!/usr/bin/env bats
# doctor.bats - vm/doctor finds each fault that is made here, and names what mends it; and
# vm/probe asks it where nothing boots.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016 # for the shell inside

load helper

setup() {
  # where the memory of machines lies is asked, too
  unset TMPDIR
  KIT=$BATS_TEST_TMPDIR/kit
  mkdir -p "$KIT" "$BATS_TEST_TMPDIR/bin"
  cp -r "$KIT_ROOT"/{Makefile,vm,task1,grader} "$KIT"
  cd "$KIT" || return
}

# doctor_after COMMANDS - in a mount namespace of its own where these were run, as root of
# a user namespace.
doctor_after() {
  run unshare --map-root-user --mount bash -euc "$1"$'\nexec vm/doctor --failures'
}

# user_doctor_after COMMANDS - the same as an ordinary user without sub-ids.
user_doctor_after() {
  run unshare --map-root-user --mount bash -euc "$1"$'\nexec unshare --map-user=65534 vm/doctor --failures'
}

# told ROW LINE - it fails, and LINE is said to mend it.
told() {
  assert_failure 1
  run grep -A 1 -F "doctor: $1: " <<<"$output"
  assert_line --index 1 --partial "$2"
}

# fails ROW LINE - and no other one does.
fails() {
  assert_equal "${#lines[@]}" 2
  told "$@"
}

# settings NAME=VALUE... - of the kernel, for COMMANDS.
settings() {
  printf 'mount -t tmpfs tmpfs /proc/sys; mkdir -p /proc/sys/{user,kernel/yama}\n'
  printf 'echo "%s" >/proc/sys/"%s"\n' "${1#*=}" "${1%%=*}"
}

# no_jail REASON - bubblewrap refuses.
no_jail() {
  printf '#!/bin/sh\necho "bwrap: %s" >&2; exit 1\n' "$1" >"$BATS_TEST_TMPDIR/bin/bwrap"
  chmod +x "$BATS_TEST_TMPDIR/bin/bwrap"
  PATH=$BATS_TEST_TMPDIR/bin:$PATH
}

@test "where nothing is wrong every row passes or is a note, and what will be used is told" {
  run vm/doctor
  refute_output --partial FAIL
  assert_success
  assert_line --regexp '^PASS  back end +[a-z]+$'
}

@test "a missing package: the line that installs it" {
  printf 'no-such-package\tnothing\trun\n' >>grader/packages.tsv
  doctor_after :
  fails packages 'sudo apt-get update && sudo apt-get install --no-install-recommends no-such-package'
}

@test "user namespaces switched off: by which setting" {
  no_jail 'No permissions to create a new namespace'
  doctor_after "$(settings user/max_user_namespaces=0)"
  fails 'user namespaces' 'sudo sysctl user.max_user_namespaces=15000'
  doctor_after "$(settings kernel/unprivileged_userns_clone=0)"
  fails 'user namespaces' 'sudo sysctl kernel.unprivileged_userns_clone=1'
}

@test "AppArmor's restriction: for an ordinary user, with the line" {
  no_jail 'setting up uid map: Permission denied'
  user_doctor_after "$(settings kernel/apparmor_restrict_unprivileged_userns=1)"
  told AppArmor 'sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0'
}

@test "an ordinary user without sub-ids, and one who may not write /dev/kvm" {
  user_doctor_after :
  told sub-ids 'sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 nobody'
  run unshare --map-root-user --mount bash -euc 'mount -t tmpfs tmpfs /dev/shm; touch /dev/shm/kvm; chmod 0 /dev/shm/kvm
    [[ -e /dev/kvm ]] || exit 9; mount --bind /dev/shm/kvm /dev/kvm; exec unshare --map-user=65534 vm/doctor'
  ((status == 9)) || assert_line --regexp '^note  /dev/kvm .*may not write it'
}

@test "/dev/shm that is noexec, only where there is no jail" {
  doctor_after 'mount -t tmpfs -o noexec tmpfs /dev/shm'
  assert_success
  no_jail 'Creating new namespace failed'
  doctor_after 'mount -t tmpfs -o noexec tmpfs /dev/shm'
  told /dev/shm 'sudo mount -o remount,exec,rw /dev/shm'
}

@test "ptrace_scope: 2 can be set back, 3 stays until the next boot" {
  KNOWN_KERNEL_DIR=$BATS_TEST_TMPDIR doctor_after "$(settings kernel/yama/ptrace_scope=2)"
  told ptrace_scope 'sudo sysctl kernel.yama.ptrace_scope=1'
  KNOWN_KERNEL_DIR=$BATS_TEST_TMPDIR doctor_after "$(settings kernel/yama/ptrace_scope=3)"
  told ptrace_scope '/etc/sysctl.d'
}

@test "too little memory for the shell, too little room on the disk" {
  doctor_after 'ulimit -v 1000000'
  fails memory 'ulimit -v unlimited'
  doctor_after 'mount -t tmpfs -o size=64M tmpfs /mnt; export XDG_CACHE_HOME=/mnt'
  fails disk 'XDG_CACHE_HOME=DIR'
}

@test "without an image or a kernel: how they are built, and no failure" {
  XDG_CACHE_HOME=$BATS_TEST_TMPDIR run vm/doctor
  assert_success
  assert_line --regexp '^note  image .*not built'
  assert_line --regexp '^note  kernel .*not built'
  assert_line --regexp '^ +make kernel$'
}

@test "a clock that is behind, and the line ends of Windows" {
  touch -d 'tomorrow' task1/README.md
  doctor_after :
  fails clock 'sudo timedatectl set-ntp true'
  touch task1/README.md
  sed -i 's/$/\r/' task1/child.c
  doctor_after :
  fails 'line ends' "xargs -0 sed -i 's/\\r\$//'"
}

@test "another processor: what works and what does not, before anything is built" {
  printf '#!/bin/sh\necho aarch64\n' >"$BATS_TEST_TMPDIR/bin/uname"
  chmod +x "$BATS_TEST_TMPDIR/bin/uname"
  PATH=$BATS_TEST_TMPDIR/bin:$PATH
  doctor_after :
  assert_line --partial 'doctor: processor: aarch64: check, lab and demo start machines for x86_64; editing, hint and submit work'
  run vm/build
  assert_equal "$status" 125
  assert_output --partial 'this is a aarch64'
}

@test "where nothing boots vm/probe says what fails and what mends it" {
  local name
  for name in kvm uml tcg; do
    printf 'backend_missing() { printf "no %s\\n"; }\n' "$name" >>"vm/backend/$name"
  done
  sed -i 's/$/\r/' task1/child.c
  run vm/probe --quiet
  assert_equal "$status" 125
  assert_line --partial 'no uml'
  assert_line --partial "doctor: line ends: 'task1/child.c' has those of Windows"
}
