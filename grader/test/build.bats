#!/usr/bin/env bats
# build.bats - the frame in which image, kernel, mirror and disk are built: what is
# wrong is one line, a build that fails leaves nothing, and only what decides the bytes
# decides the name. No package is fetched.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016 # for the programs that play mmdebstrap and its like

load helper

setup() {
  cd "$BATS_TEST_TMPDIR" || return
  export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache PATH=$BATS_TEST_TMPDIR/bin:$PATH
  cp -r "$KIT_ROOT/vm" .
  mkdir bin
  program mmdebstrap 'echo "mmdebstrap $*" >>calls'
  program rdsquashfs 'echo "Package: apt"'
  program tar2sqfs 'cat >/dev/null; for last; do :; done; echo image >"$last"'
}

# program NAME COMMANDS - of that name, in place of the real one; the directory it runs
# in is vm/, and it writes into the test's.
program() {
  printf '#!/bin/bash\ncd %q || exit\n%s\n' "$BATS_TEST_TMPDIR" "$2" >"bin/$1"
  chmod +x "bin/$1"
}

# dir_of KIND - where that kind of thing lies.
dir_of() {
  bash -c "source vm/lib/cache.sh; $1_dir"
}

@test "a build that works appears once, and a second call builds nothing" {
  run vm/mirror
  assert_equal "$status" 125
  assert_output "mirror: the mirror is for an image that is not built: run 'vm/build'"
  mkdir -p "$(dir_of image)"
  run vm/mirror
  assert_failure
  rm calls
  program mmdebstrap 'for hook; do [[ $hook != *"tar-out /mirror "* ]] || : >"${hook##* }"; done; echo one >>calls'
  run vm/mirror
  assert_success
  assert_line "$(dir_of mirror)/mirror.squashfs"
  run vm/mirror
  assert_output "$(dir_of mirror)/mirror.squashfs"
  assert_equal "$(grep -c one calls)" 1
  run vm/mirror --fresh
  assert_success
  assert_equal "$(grep -c one calls)" 2
  # an image of a later day may hold newer packages than the mirror
  touch --date 'last year' "$(dir_of mirror)"
  run vm/mirror
  assert_equal "$(grep -c one calls)" 3
}

@test "a build ends at the first thing that fails, says why, and leaves nothing" {
  program mmdebstrap 'exec >&2; echo call >>calls; echo "I: all is well"; echo "E: no such mirror"; exit 25'
  run vm/build
  assert_equal "$status" 125
  assert_line --index 1 'build: the build failed: E: no such mirror'
  assert_equal "${#lines[@]}" 2
  assert_equal "$(<calls)" call
  assert_equal "$(find cache -type f)" "$(find cache -name build.log)"
  run find cache -name '.stage*'
  assert_output ''
}

@test "what a recipe says to people is shown, and why it failed comes before all" {
  program mmdebstrap 'echo "step: unpacking"; echo "  CC x.o"; echo "failed: this will not do"; echo "E: run_chroot failed"; exit 25'
  run vm/kernel
  assert_equal "$status" 125
  assert_line 'kernel: unpacking'
  assert_line 'kernel: the build failed: this will not do'
  refute_output --partial 'run_chroot'
  refute_output --partial 'CC x.o'
}

@test "a build that says nothing points to its log" {
  program mmdebstrap 'exit 25'
  run vm/build
  assert_equal "$status" 125
  assert_output --partial "the build failed: see the end of '$XDG_CACHE_HOME/container-kit/image/build.log'"
}

@test "wrong usage is status 2 and names the option" {
  local program
  for program in build kernel mirror image; do
    run "vm/$program" --frobnicate
    assert_equal "$status" 2
    assert_output --partial "unknown option '--frobnicate'"
    run "vm/$program" --mirror
    assert_equal "$status" 2
    assert_output --partial "'--mirror' needs a value"
  done
  run vm/build --arch amd64
  assert_equal "$status" 2
}

@test "what decides the bytes decides the name, and nothing else does" {
  local kind was file
  for kind in image kernel mirror; do
    was=$(dir_of "$kind")
    for file in vm/{build,kernel,mirror,image,run,lib/say.sh,lib/build.sh,README.md}; do
      printf '# changed\n' >>"$file"
    done
    assert_equal "$(dir_of "$kind")" "$was"
    for file in vm/recipe/{debian,$kind}.sh; do
      printf '# changed\n' >>"$file"
      assert [ "$(dir_of "$kind")" != "$was" ]
      was=$(dir_of "$kind")
    done
    sed -i 's/^VM_SUITE=trixie/VM_SUITE=sid/' vm/lib/cache.sh
    assert [ "$(dir_of "$kind")" != "$was" ]
    sed -i 's/^VM_SUITE=sid/VM_SUITE=trixie/' vm/lib/cache.sh
  done
  for file in image:packages.txt image:base-packages.txt image:init/init.c image:init/settings.h \
    kernel:kernel.config kernel:kernel.patch kernel:kernel-compile kernel:kernel-patch \
    mirror:base-packages.txt mirror:mirror-packages.txt mirror:mirror-collect; do
    was=$(dir_of "${file%:*}")
    printf '# changed\n' >>"vm/${file#*:}"
    assert [ "$(dir_of "${file%:*}")" != "$was" ]
  done
}

@test "the release is named in one place" {
  run grep -rlwE 'trixie|forky' --include='*' vm
  assert_output vm/lib/cache.sh
}
