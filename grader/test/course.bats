#!/usr/bin/env bats
# course.bats - the course VM's disk, made from a root file system of a few files: all is
# where firmware looks for it. The real one is booted by machine/long/course.bats.
# SPDX-License-Identifier: MIT

load helper

# debugfs and its like are not in the PATH of an ordinary user
PATH+=:/usr/sbin:/sbin
export SOURCE_DATE_EPOCH=1767225600

# make_disk DIR - from a root file system with recognizable boot files.
make_disk() {
  local root=$BATS_FILE_TMPDIR/root
  mkdir -p "$root/boot/grub" "$root/home/cs695"
  head -c 512 /dev/zero | tr '\0' B >"$root/boot/grub/boot.img"
  head -c 30000 /dev/zero | tr '\0' C >"$root/boot/grub/core.img"
  printf efi >"$root/boot/grub/BOOTX64.EFI"
  printf config >"$root/boot/grub/early.cfg"
  printf mine >"$root/home/cs695/file"
  mkdir "$1"
  tar --create --directory "$root" --owner=1000 --group=1000 --sort=name --mtime=@0 . \
    | bash -c "source '$KIT_ROOT/vm/lib/build.sh'; as_owner '$KIT_ROOT/vm/course/disk' '$1'"
}

setup_file() {
  make_disk "$BATS_FILE_TMPDIR/one"
}

setup() {
  disk=$BATS_FILE_TMPDIR/one/disk.raw
}

# number OFFSET [BYTES] - a little-endian number of the disk.
number() {
  od --address-radix=n --format="u${2:-8}" --skip-bytes="$1" --read-bytes="${2:-8}" "$disk" | tr -d ' '
}

# partition N KEY - from the partition table.
partition() {
  sfdisk --json "$disk" | gojq -r ".partitiontable.partitions[$1 - 1].$2"
}

@test "three partitions, one after another, and a sound table" {
  run sfdisk --verify "$disk"
  assert_output --partial 'No errors detected'
  assert_equal "$(sfdisk --json "$disk" | gojq '.partitiontable.partitions | length')" 3
  assert [ "$(($(partition 1 start) + $(partition 1 size)))" -le "$(partition 2 start)" ]
  assert [ "$(($(partition 2 start) + $(partition 2 size)))" -le "$(partition 3 start)" ]
}

@test "the boot sector leads to the core image, and that to its second sector" {
  local start
  start=$(partition 1 start)
  assert_equal "$(number 92)" "$start"
  assert_equal "$(number $((start * 512 + 500)))" "$((start + 1))"
  # what was not to change: code before, the signature at the end, the core's next sector
  assert_equal "$(head -c 92 "$disk" | tr -d B)" ''
  assert_equal "$(number 510 2)" "$((0xaa55))"
  assert_equal "$(tail -c +$((start * 512 + 513)) "$disk" | head -c 29488 | tr -d C)" ''
}

@test "firmware finds the EFI image and that its configuration" {
  local part
  part=$disk@@$(($(partition 2 start) * 512))
  assert_equal "$(mtype -i "$part" ::EFI/BOOT/BOOTX64.EFI)" efi
  assert_equal "$(mtype -i "$part" ::EFI/debian/grub.cfg)" config
}

@test "the root file system is sound, fits, and its files keep their owners" {
  local offset
  offset=$(($(partition 3 start) * 512))
  run e2fsck -fn "$disk?offset=$offset"
  assert_success
  run debugfs -R 'show_super_stats -h' "$disk?offset=$offset"
  assert_output --regexp 'volume name: +course-vm'
  assert [ "$(sed -n 's/^Block count: *//p' <<<"$output")" -le "$(($(partition 3 size) / 8))" ]
  run debugfs -R 'stat /home/cs695/file' "$disk?offset=$offset"
  assert_output --regexp 'User: +1000'
  assert_equal "$(debugfs -R 'cat /home/cs695/file' "$disk?offset=$offset" 2>/dev/null)" mine
}

@test "the same files make the same disk" {
  make_disk "$BATS_FILE_TMPDIR/two"
  run qemu-img compare -f raw -F raw "$disk" "$BATS_FILE_TMPDIR/two/disk.raw"
  assert_success
}

@test "nothing is left beside the disk" {
  assert_equal "$(ls "$BATS_FILE_TMPDIR/one")" disk.raw
}

@test "an unknown architecture, format or directory is refused" {
  run "$KIT_ROOT/vm/image" --arch mips
  assert_equal "$status" 2
  run "$KIT_ROOT/vm/image" --format iso
  assert_equal "$status" 2
  run "$KIT_ROOT/vm/image" --out /nonexistent
  assert_equal "$status" 2
}
