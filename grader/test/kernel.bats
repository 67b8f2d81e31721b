#!/usr/bin/env bats
# kernel.bats - which kernel is built: its version, and what becomes of a patch that its
# source does not take. A jail plays the root file system in which it is compiled, and
# nothing is compiled.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016 # for a shell inside

load helper

setup() {
  cd "$BATS_TEST_TMPDIR" || return
  mkdir -p bin suites/lists source/linux-source-7.3
  printf 'deb http://mirror trixie main\n' >sources.list
  suite trixie 6.12.57-1
  suite trixie-backports 7.3.4-1~bpo13+1 7.3.4-1~bpo13+2 7.2.12-1~bpo13+1
  suite forky 7.4.1-1
  # apt, of files; what is installed is always the same source
  cat >bin/apt-cache <<'END'
#!/bin/bash
known() { for suite in $(cut -d ' ' -f 3 /etc/apt/sources.list /etc/apt/sources.list.d/*.list); do cat "suites/$suite"; done; }
case $1 in
  search) known | sed 's/ .*/ - Linux kernel source/' | sort -u ;;
  madison) for package in "${@:2}"; do known | grep "^$package "; done ;;
esac
END
  cat >bin/apt-get <<'END'
#!/bin/bash
[[ " $* " != *' install '* ]] || tar -cJf /usr/src/linux-source-7.3.tar.xz -C source linux-source-7.3
END
  printf '#!/bin/sh\necho "make: $*"\nexit 9\n' >bin/make
  chmod +x bin/*
  seq 40 >source/linux-source-7.3/one.c
  seq 40 >source/linux-source-7.3/two.c
  : >kernel.config
  a_patch 's/^5$/five/; s/^30$/thirty/'
}

# suite NAME VERSION... - what kernel sources that suite has.
suite() {
  local version
  for version in "${@:2}"; do
    printf 'linux-source-%s | %s | http://mirror %s/main amd64 Packages\n' \
      "$(cut -d . -f 1,2 <<<"$version")" "$version" "$1"
  done >"suites/$1"
}

# a_patch SED - that change of both files, as kernel.patch.
a_patch() {
  cp -r source/linux-source-7.3 a
  cp -r a b
  sed -i "$1" b/*.c
  diff -ru a b >kernel.patch || true
  rm -r a b
}

# compile [VERSION] - kernel-compile in the jail, up to the first make.
compile() {
  local file files=()
  for file in "$KIT_ROOT"/vm/kernel-{compile,patch} "$PWD"/kernel.{config,patch}; do
    files+=(--ro-bind "$file" "/root/${file##*/}")
  done
  run bwrap --unshare-all --ro-bind / / --proc /proc --dev /dev --tmpfs /root --tmpfs /usr/src --tmpfs /etc/apt \
    --dir /etc/apt/sources.list.d --ro-bind sources.list /etc/apt/sources.list "${files[@]}" \
    --setenv TMPDIR /root --setenv PATH "$PWD/bin:$PATH" --chdir "$PWD" -- bash -c '"$@"; for file in /root/linux-source-*/*.c; do
      printf "%s: %s\n" "${file##*/}" "$(xargs <"$file")"; done' - /root/kernel-compile trixie forky "$@"
}

@test "the newest source that the backports have is taken" {
  compile
  assert_line 'step: unpacking linux-source-7.3=7.3.4-1~bpo13+2 from trixie-backports'
  assert_line 'patching file one.c'
  assert_line --partial 'make: -s ARCH=um allnoconfig'
}

@test "where the backports have none that is new enough, the next release's is" {
  suite trixie-backports 6.12.60-1~bpo13+1
  compile
  assert_line 'step: unpacking linux-source-7.4=7.4.1-1 from forky'
}

@test "where none is new enough, it is said what there is" {
  suite trixie-backports 6.12.60-1~bpo13+1
  suite forky
  compile
  assert_line 'failed: the mirror has no kernel source from 6.16 on, but 6.12.57 6.12.60'
  refute_output --partial 'make:'
}

@test "a version that is named is taken, from whichever suite has it" {
  compile 7.2.12
  assert_line 'step: unpacking linux-source-7.2=7.2.12-1~bpo13+1 from trixie-backports'
  compile 7.4.1
  assert_line 'step: unpacking linux-source-7.4=7.4.1-1 from forky'
}

@test "a version that no suite has, or that is too old, is refused by name" {
  compile 7.3.5
  assert_line 'failed: the mirror has no kernel source 7.3.5, but 6.12.57 7.2.12 7.3.4 7.4.1'
  compile 6.12.57
  assert_line 'failed: kernel 6.12.57 is older than 6.16, from which on user-mode Linux is quick'
  refute_output --partial 'make:'
}

@test "of a patch that the source does not take, one line names file and hunk, and nothing is patched" {
  sed -i 's/^29$/x/; s/^31$/x/; s/^28$/x/; s/^32$/x/' source/linux-source-7.3/two.c
  compile
  assert_line 'step: kernel.patch does not fit linux-source-7.3: hunk 2 of two.c (line 27); built without it'
  assert_equal "$(grep -c '^step: kernel.patch' <<<"$output")" 1
  assert_line "one.c: $(seq 40 | xargs)"
  assert_line --partial 'make:'
}

@test "a patch of a file that is not there, and one that is none, are named too" {
  rm source/linux-source-7.3/two.c
  compile
  assert_line 'step: kernel.patch does not fit linux-source-7.3: every hunk of two.c (no such file); built without it'
  printf 'no patch\n' >kernel.patch
  compile
  assert_line --regexp '^failed: kernel\.patch: .*garbage'
  refute_output --partial 'make:'
}

@test "a kernel whose version is named lies beside the others, and no other word is a version" {
  local plain
  kernel_dir() { bash -c "source '$KIT_ROOT/vm/lib/cache.sh'; kernel_dir"; }
  plain=$(KERNEL='' kernel_dir)
  assert_equal "$(KERNEL=7.3.4 kernel_dir)" "$plain-7.3.4"
  assert_equal "$(KERNEL=../../x kernel_dir)" "$plain"
  KERNEL=newest run "$KIT_ROOT/vm/kernel"
  assert_equal "$status" 2
  assert_output "kernel: 'newest' is no version of a kernel, as 7.3.4 is one"
  run "$KIT_ROOT/vm/kernel" --version 7
  assert_equal "$status" 2
}

@test "the version reaches kernel-compile" {
  printf '#!/bin/sh\nprintf "%%s\\n" "$@" >%q\nexit 1\n' "$PWD/calls" >bin/mmdebstrap
  printf '#!/bin/sh\n' | tee bin/tar2sqfs >bin/newuidmap
  chmod +x bin/*
  export XDG_CACHE_HOME=$PWD/cache PATH=$PWD/bin:$PATH
  run "$KIT_ROOT/vm/kernel" --version 7.3.4
  grep -F 'chroot "$1" /root/kernel-compile trixie forky 7.3.4' calls
  KERNEL=7.2.12 run "$KIT_ROOT/vm/kernel"
  grep -F 'chroot "$1" /root/kernel-compile trixie forky 7.2.12' calls
}

@test "it is said how far it has come, and how long the rest takes" {
  # shellcheck source=../../vm/recipe/kernel.sh
  source "$KIT_ROOT/vm/recipe/kernel.sh"
  # shellcheck disable=SC2034 # time_left reads it
  kernel_files=870
  assert_equal "$(time_left 30 290)" ', 60 seconds left'
  assert_equal "$(time_left 100 290)" ', 3 minutes left'
  assert_equal "$(time_left 100 900)" ''
  run count_files < <(printf '  CC      %d.o\n  AS      %d.o\n' {1..200})
  assert_line --partial 'step: 50 of about 870 files compiled'
  assert_line '  AS      100.o'
  assert_equal "$(grep -c '^step:' <<<"$output")" 2
}
