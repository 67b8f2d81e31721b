#!/usr/bin/env bats
# jail.bats - where no jail can be made vm/run says why, in a sentence for whoever has to
# do something about it. Without a machine: it is not even started.
# SPDX-License-Identifier: MIT

load helper

setup() {
  cd "$BATS_TEST_TMPDIR" || return
  export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache PATH=$BATS_TEST_TMPDIR/bin:$PATH
  cp -r "$KIT_ROOT/vm" .
  mkdir -p bin "$(bash -c 'source vm/lib/cache.sh; image_dir')"
  # a back end that is a machine and needs nothing
  printf '%s\n' backend_rank=1 backend_boot_seconds=3 backend_slowness=1 'backend_missing() { :; }' \
    "backend_command() { machine=(bash -c 'printf \"ready\nexit 7\n\" >&4'); }" >vm/backend/paper
}

# refused SETTING=VALUE REASON - of bubblewrap, on a host with that setting that is neither
# a chroot nor in another bubblewrap.
refused() {
  # shellcheck disable=SC2016 # for the shell inside
  run bash -euc 'source vm/lib/jail.sh
    in_chroot() { return 1; }
    in_bubblewrap() { return 1; }
    given=$1
    setting() { sed -n "s|^$1=||p" <<<"$given"; }
    jail_refused "$2"' - "$@"
}

@test "where it can be made nothing is said" {
  run vm/run --backend paper -- true
  assert_equal "$status" 7
  assert_output ''
}

@test "in a chroot the kernel refuses, and that is said" {
  mkdir root
  # shellcheck disable=SC2016 # for the shell inside
  run unshare --map-root-user --mount bash -euc '
    for folder in /*; do
      [[ -d $folder && ! -L $folder ]] || { [[ ! -L $folder ]] || cp -P "$folder" root; continue; }
      mkdir "root$folder" && mount --rbind "$folder" "root$folder"
    done
    exec chroot root sh -c "cd \"\$1\" && exec vm/run --backend paper -- true" - "$PWD"'
  assert_equal "$status" 125
  assert_output 'run: the kernel makes no user namespaces in a chroot: leave it, or use --no-jail where something else keeps the machine in'
}

@test "in another bubblewrap that lets no second one in, that is said, with its reason" {
  run bwrap --unshare-all --unshare-user --disable-userns --bind / / --dev /dev --proc /proc -- \
    vm/run --backend paper -- true
  assert_equal "$status" 125
  assert_output --partial 'run: this runs in another bubblewrap, which lets no second one in (Creating new namespace failed'
  assert_output --partial '--no-jail'
}

@test "without bubblewrap it is said that it is missing" {
  local program
  for program in bash dirname sed sort cut cat sha256sum realpath grep uname id; do
    ln -s "$(command -v "$program")" bin
  done
  PATH=$PWD/bin run vm/run --backend paper -- true
  assert_equal "$status" 125
  assert_output "run: bubblewrap is not installed; 'make deps' does that"
}

@test "a host that restricts user namespaces is told by what, and how to change it" {
  refused kernel/apparmor_restrict_unprivileged_userns=1 'setting up uid map: Permission denied'
  assert_output --partial "'sysctl kernel.apparmor_restrict_unprivileged_userns=0'"
  refused user/max_user_namespaces=0 'No permissions'
  assert_output --partial 'switched off on this host'
  refused kernel/unprivileged_userns_clone=0 'No permissions'
  assert_output --partial 'switched off on this host'
}

@test "of any other reason bubblewrap's own words are shown" {
  refused '' "Can't mount proc on /newroot/proc: Operation not permitted"
  assert_output "bubblewrap cannot make user namespaces here (Can't mount proc on /newroot/proc: Operation not permitted); inside another container use --no-jail"
  refused '' ''
  assert_output 'bubblewrap cannot make user namespaces here; inside another container use --no-jail'
}

@test "with --no-jail nothing is asked" {
  printf '#!/bin/sh\nexit 1\n' >bin/bwrap
  chmod +x bin/bwrap
  run vm/run --backend paper -- true
  assert_equal "$status" 125
  run vm/run --backend paper --no-jail -- true
  assert_equal "$status" 7
}
