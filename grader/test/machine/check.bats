#!/usr/bin/env bats
# check.bats - make check: what it says while it runs, its last line, its exit status.
# SPDX-License-Identifier: MIT

load ../helper
load ../scratch

setup_file() {
  scratch_kit "$BATS_FILE_TMPDIR/kit"
  rm -r "$BATS_FILE_TMPDIR/kit/solutions"
}

setup() {
  cd "$BATS_FILE_TMPDIR/kit" || return
  cp "$KIT_ROOT/task1/namespace_prog.c" task1
  export KIT_NO_APT=1
}

last_line() {
  assert_equal "${lines[-1]}" "Next: $1"
}

@test "a stage that is not passed is a status that is not 0, and what is next the last line" {
  run make check STAGE=1a
  assert [ "$status" != 0 ]
  last_line "1a, in task1/namespace_prog.c:112, region 1a-child: 'make check STAGE=1a' looks at it alone, 'make hint STAGE=1a' helps"
  assert_line --partial 'results/check/page.html'
  grep -q '<html' results/check/page.html
}

@test "what is passed is status 0, and the next stage is named" {
  cp "$KIT_ROOT/solutions/task1/namespace_prog.c" task1
  run make check STAGE=1a
  assert_success
  last_line '1b; its handout is task1/README.md'
  run make check TASK=1
  assert_success
  last_line '2a; its handout is task2/README.md'
}

@test "what does not exist is one plain sentence, with what there is" {
  run grader/bin/kit-check --task 5
  assert_equal "$status" 2
  assert_output --partial "kit-grade: there is no task '5': the tasks are 1 2 3 4 x"
  run grader/bin/kit-check --stage zz
  assert_equal "$status" 2
  assert_line --partial "there is no stage 'zz': the stages are 1a 1b"
}

@test "a terminal shows what runs within two seconds, anything else does not" {
  # a probe that takes its time, as the first one does
  printf '#!/bin/sh\nuntil [ -e %s/on ]; do :; done\nexit 4\n' "$BATS_TEST_TMPDIR" >vm/probe
  # shellcheck disable=SC2034 # SCREEN is the coprocess
  coproc SCREEN { exec script -qec 'grader/bin/kit-check --task 1 2>&1' /dev/null 3>&- 4>&-; }
  local screen='' byte
  until [[ $screen == *'finding a machine'* ]]; do
    read -r -N 1 -t 2 -u "${SCREEN[0]}" byte || fail "not shown: $screen"
    screen+=$byte
  done
  touch "$BATS_TEST_TMPDIR/on"
  wait "$SCREEN_PID" || true
  run grader/bin/kit-check --task 1
  refute_output --partial 'finding'
}
