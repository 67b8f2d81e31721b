#!/usr/bin/env bats
# course.bats - the course VM as students get it: booted in QEMU's emulator, by BIOS, by
# UEFI and from VirtualBox's appliance, and searched for what is nobody's business.
# SPDX-License-Identifier: MIT

# shellcheck disable=SC2030,SC2031 # each test has variables of its own
load ../../helper
load ../../secrets

PATH+=:/usr/sbin:/sbin

setup_file() {
  "$KIT_ROOT/vm/image" --format raw --out "$BATS_FILE_TMPDIR"
  "$KIT_ROOT/vm/image" --format ova --out "$BATS_FILE_TMPDIR"
  mkdir "$BATS_FILE_TMPDIR/ova" "$BATS_FILE_TMPDIR/kit"
  tar -xf "$BATS_FILE_TMPDIR/course-vm-amd64.ova" -C "$BATS_FILE_TMPDIR/ova"
}

setup() {
  cd "$BATS_FILE_TMPDIR" || return
  disk=$BATS_FILE_TMPDIR/course-vm-amd64.raw
}

# console OPTIONS... COMMAND... - in the VM of that disk; more for vm/start stands in start.
console() {
  "$KIT_ROOT/grader/test/machine/long/console" "$BATS_TEST_TMPDIR/console.log" "$@" -- \
    "$KIT_ROOT/vm/start" --cpus 1 --ssh 22222 --http 23000 "${start[@]}" "$disk"
}

# image_file PATH - what the disk's root file system has there.
image_file() {
  debugfs -R "$1" "$disk?offset=$((34 << 20))" 2>/dev/null
}

@test "by BIOS: a login on the console and by ssh, the network, and full marks for a solution" {
  run console --ssh 22222 --copy "$KIT_ROOT/solutions/task1" \
    'test ! -e /sys/firmware/efi && echo by BIOS' \
    'stat --file-system --format %T /sys/fs/cgroup' \
    'cd container-kit; git --no-pager log --format=%s; git status --porcelain' \
    'ip -json -4 addr show scope global | gojq -r ".[].addr_info[].local"; cat /etc/resolv.conf' \
    'systemctl --no-pager --failed --quiet; man -w 2 clone' \
    'cp ../task1/*.c task1; sudo make check TASK=1' \
    'find . ! -user cs695 -printf "not mine: %p\n"' \
    'gojq -c "[.tests[]] | [(map(.score) | add), (map(.max_score) | add)]" results/check/results.json'
  assert_success
  assert_line 'ssh as cs695'
  assert_line 'ssh as root'
  assert_line 'by BIOS'
  assert_line 'cgroup2fs'
  assert_line 'The kit as it was given out'
  refute_line --regexp '^[ MADRCU?]{2} '
  assert_line '10.0.2.15'
  assert_line 'nameserver 10.0.2.3'
  assert_line --partial 'man2/clone'
  refute_line --partial '.service'
  refute_line --partial 'not mine'
  assert_line '[20,20]'
}

@test "by UEFI: a login on the console" {
  start=(--efi)
  run console 'test -e /sys/firmware/efi && echo by UEFI' 'uname -n'
  assert_success
  assert_line 'by UEFI'
  assert_line 'cs695'
}

@test "the appliance is what its description and manifest say" {
  local size capacity
  assert_equal "$(tar -tf course-vm-amd64.ova | xargs)" 'course-vm.ovf course-vm.mf course-vm.vmdk'
  cd ova
  sed -E 's/^SHA256\((.*)\)= (.*)$/\2  \1/' course-vm.mf | sha256sum --check --strict
  assert_equal "$(wc -l <course-vm.mf)" 2
  run xmllint --noout course-vm.ovf
  assert_success
  size=$(xmllint --xpath 'string(//*[local-name()="File"]/@*[local-name()="size"])' course-vm.ovf)
  capacity=$(xmllint --xpath 'string(//*[local-name()="Disk"]/@*[local-name()="capacity"])' course-vm.ovf)
  assert_equal "$size" "$(stat -c %s course-vm.vmdk)"
  assert_equal "$capacity" "$(qemu-img info --output json course-vm.vmdk | gojq '.["virtual-size"]')"
  assert_equal "$(qemu-img info --output json course-vm.vmdk | gojq -r '.["format-specific"].data["create-type"]')" streamOptimized
  # each item hangs on one that is there, the disk on the file
  assert_equal "$(xmllint --xpath 'count(//*[local-name()="Parent"][not(. = //*[local-name()="InstanceID"])])' course-vm.ovf)" 0
  assert_equal "$(xmllint --xpath 'string(//*[local-name()="Disk"]/@*[local-name()="fileRef"])' course-vm.ovf)" file1
  assert_equal "$(xmllint --xpath 'string(//*[local-name()="Connection"])' course-vm.ovf)" NAT
}

@test "the appliance's disk converts back to the same and boots" {
  qemu-img convert -O raw ova/course-vm.vmdk back.raw
  run qemu-img compare -f raw -F raw back.raw "$disk"
  assert_success
  disk=$BATS_FILE_TMPDIR/back.raw
  run console 'uname -n'
  assert_success
  assert_line 'cs695'
  rm back.raw
}

@test "no line of code of a solution is anywhere on the disk" {
  local kit
  "$KIT_ROOT/grader/bin/kit-pack" --out .
  kit=$(echo container-kit-*.tar.gz)
  tar -xzf "$kit" -C kit --strip-components 1
  secret_lines "$KIT_ROOT/solutions" kit >secrets
  assert [ "$(wc -l <secrets)" -gt 20 ]
  # of what is there, the same search finds a line
  run grep -zaoF -m 1 -- "$(grep -m 1 '.\{60\}' kit/task1/namespace_prog.c)" "$disk"
  assert_success
  # lines end at NUL, so that an empty part of the disk is not one line
  run grep -zaoFf secrets "$disk"
  assert_failure 1
}

@test "nothing that is to be each machine's own is in the image" {
  refute [ -n "$(image_file 'ls /etc/ssh' | grep host_)" ]
  assert_equal "$(image_file 'cat /etc/machine-id')" ''
  run image_file 'ls -p /var/lib/apt/lists'
  refute_output --partial InRelease
}
