#!/usr/bin/env bats
# course-arm64.bats - the course VM for Macs boots by UEFI, in QEMU's emulator.
# SPDX-License-Identifier: MIT

load ../../helper

@test "arm64 by UEFI: a login on the console and by ssh" {
  "$KIT_ROOT/vm/image" --arch arm64 --out "$BATS_TEST_TMPDIR"
  run "$KIT_ROOT/grader/test/machine/long/console" "$BATS_TEST_TMPDIR/console.log" --ssh 22223 \
    'uname -nm' 'test -e /sys/firmware/efi && echo by UEFI' 'cd container-kit && git --no-pager log --format=%s' -- \
    "$KIT_ROOT/vm/start" --arch arm64 --cpus 1 --ssh 22223 --http 23001 "$BATS_TEST_TMPDIR/course-vm-arm64.qcow2"
  assert_success
  assert_line 'ssh as root'
  assert_line 'cs695 aarch64'
  assert_line 'by UEFI'
  assert_line 'The kit as it was given out'
}
