#!/usr/bin/env bats
# export.bats - a machine that is published comes in whole, or not at all.
# SPDX-License-Identifier: MIT

load helper

setup() {
  cd "$BATS_TEST_TMPDIR" || return
  mkdir student
  export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/teacher
  # shellcheck source=../../vm/lib/cache.sh
  source "$KIT_ROOT/vm/lib/cache.sh"
  IMAGE=$(image_dir) KERNEL=$(kernel_dir) MIRROR=$(mirror_dir)
  IMAGE=image/${IMAGE##*/} KERNEL=kernel/${KERNEL##*/} MIRROR=mirror/${MIRROR##*/}
  make_part "$IMAGE" image.squashfs vmlinuz initrd.img
  make_part "$KERNEL" linux linux.config
  make_part "$MIRROR" mirror.squashfs digest
  chmod 755 "teacher/container-kit/$KERNEL/linux"
  (cd "teacher/container-kit/$IMAGE" && sha256sum image.squashfs | cut -d' ' -f1 >digest)
}

# make_part DIR FILE... - a part of a machine; each file is another one.
make_part() {
  local file
  mkdir -p "teacher/container-kit/$1"
  for file in "${@:2}"; do
    printf '%s\n' "$file" {1..4000} >"teacher/container-kit/$1/$file"
  done
}

# student COMMAND... - with a cache of their own.
student() {
  XDG_CACHE_HOME=$BATS_TEST_TMPDIR/student "$@"
}

# repack COMMAND - what vm/export wrote, changed by COMMAND in its directory.
repack() {
  "$KIT_ROOT/vm/export" good.tar
  mkdir -p files
  tar -xf good.tar -C files
  chmod -R u+w files
  (cd files && eval "$1")
  tar -cf bad.tar -C files manifest image kernel mirror
}

# assert_refused REASON [OPTION...] - bad.tar is, and nothing is in the cache.
assert_refused() {
  run student "$KIT_ROOT/vm/import" "${@:2}" bad.tar
  assert_equal "$status" 125
  assert_output --partial "$1"
  assert_output --partial 'nothing was changed'
  run find student -type f
  assert_output ''
}

@test "image, kernel and mirror arrive as they were, and nothing else does" {
  run "$KIT_ROOT/vm/export" machine.tar
  assert_success
  assert_output --partial "$(sha256sum machine.tar | cut -d' ' -f1)"
  run student "$KIT_ROOT/vm/import" --digest "$(sha256sum machine.tar | cut -d' ' -f1)" machine.tar
  assert_success
  assert_output --partial "$(<"teacher/container-kit/$IMAGE/digest")"
  diff -r teacher student
  assert [ -x "student/container-kit/$KERNEL/linux" ]
  run find . -name '.stage*' -o -name '*.part*'
  assert_output ''
}

@test "an image that was built here gives way to the one that is published" {
  "$KIT_ROOT/vm/export" machine.tar
  cp -r teacher/. student
  printf 'of another day\n' | tee "student/container-kit/$IMAGE/image.squashfs" \
    >"student/container-kit/$IMAGE/digest"
  run student "$KIT_ROOT/vm/import" machine.tar
  assert_success
  diff -r teacher student
}

@test "without kernel and mirror the image is exported, and that is said" {
  rm -r "teacher/container-kit/"{kernel,mirror}
  run "$KIT_ROOT/vm/export" machine.tar
  assert_success
  assert_output --partial 'without the user-mode kernel'
  assert_output --partial 'without the Debian mirror'
  run student "$KIT_ROOT/vm/import" machine.tar
  assert_success
  diff -r teacher student
}

@test "an exported machine fixes the kernel, whose version stands in it" {
  local version=7.3.4
  printf '#\n# Linux/um %s Kernel Configuration\n' "$version" >"teacher/container-kit/$KERNEL/linux.config"
  mv "teacher/container-kit/$KERNEL"{,-$version}
  KERNEL=$version run "$KIT_ROOT/vm/export" machine.tar
  assert_success
  assert_line "export: with kernel $version"
  # where none was named it is the one that is taken, under its name where it was
  run student "$KIT_ROOT/vm/import" machine.tar
  assert_success
  diff -r "teacher/container-kit/$KERNEL-$version" "student/container-kit/$KERNEL"
  KERNEL=$version run student "$KIT_ROOT/vm/import" machine.tar
  assert_success
  diff -r teacher/container-kit/kernel/*-$version student/container-kit/kernel/*-$version
}

@test "a mirror that was imported is not made anew, however new the image is" {
  "$KIT_ROOT/vm/export" machine.tar
  run student "$KIT_ROOT/vm/import" machine.tar
  touch --date 'last year' "student/container-kit/$MIRROR"
  run student "$KIT_ROOT/vm/import" machine.tar
  run student "$KIT_ROOT/vm/mirror"
  assert_success
  assert_output "$PWD/student/container-kit/$MIRROR/mirror.squashfs"
}

@test "a machine with another kernel than the one that was named is refused" {
  printf '# Linux/um 7.4.1 Kernel Configuration\n' >"teacher/container-kit/$KERNEL/linux.config"
  repack true
  KERNEL=7.3.4 assert_refused "holds kernel '7.4.1', and KERNEL='7.3.4' was asked for"
}

@test "an export without an image says what to do and leaves no file" {
  rm -r teacher
  run "$KIT_ROOT/vm/export" machine.tar
  assert_equal "$status" 125
  assert_output --partial "make image"
  assert [ ! -e machine.tar ]
}

@test "a file for other inputs is refused and both are named" {
  repack 'sed -i "s/^kernel .*/kernel 0123456789abcdef/" manifest'
  assert_refused "'0123456789abcdef', this kit's '${KERNEL#*/}'"
}

@test "a changed byte is found in every part" {
  local file
  for file in image/image.squashfs image/initrd.img image/digest kernel/linux mirror/mirror.squashfs; do
    repack "printf x | dd of=$file conv=notrunc status=none"
    assert_refused "damaged: '$file'"
  done
}

@test "a file that was cut off is refused" {
  "$KIT_ROOT/vm/export" good.tar
  head -c 40000 good.tar >bad.tar
  assert_refused "damaged: 'image/"
  : >bad.tar
  assert_refused 'was not written by vm/export'
}

@test "something that is no export at all is refused" {
  tar -cf bad.tar -C teacher .
  assert_refused 'was not written by vm/export'
  head -c 5000 /dev/urandom >bad.tar
  assert_refused 'was not written by vm/export'
}

@test "another file than the one that was published is refused" {
  repack true
  assert_refused 'digest that was asked for' --digest "$(sha256sum good.tar | cut -d' ' -f1)x"
}

@test "a link or a device in place of a file is never made or followed" {
  printf 'secret\n' >secret
  repack "ln -sf $BATS_TEST_TMPDIR/secret kernel/linux.config"
  assert_refused "damaged: 'kernel/linux.config'"
  repack 'ln -f image/vmlinuz image/initrd.img'
  # the second of the two is the link, whichever that is
  assert_refused "damaged: 'image/"
}

@test "a file longer than it states is read no further" {
  TAR_OPTIONS=--sparse repack 'truncate -s 20G kernel/linux'
  assert [ "$(stat -c %s bad.tar)" -lt 1000000 ]
  SECONDS=0
  assert_refused "damaged: 'kernel/linux'"
  assert [ "$SECONDS" -lt 30 ]
}

@test "names and sizes that nobody wrote are refused" {
  repack 'printf "%064d 5 image/../../x\n" 0 >>manifest'
  assert_refused 'a line that is none'
  repack 'printf "%064d 9999999999 image/vmlinuz\n" 0 >>manifest'
  assert_refused 'a line that is none'
  repack 'sed -i "/vmlinuz/d" manifest'
  assert_refused "does not say what its 'image/vmlinuz' is"
}

@test "wrong usage is status 2" {
  run "$KIT_ROOT/vm/import"
  assert_equal "$status" 2
  run "$KIT_ROOT/vm/import" nothing.tar
  assert_equal "$status" 2
  assert_output --partial "'nothing.tar'"
  run "$KIT_ROOT/vm/export" a b
  assert_equal "$status" 2
}
