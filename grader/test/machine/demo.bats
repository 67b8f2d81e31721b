#!/usr/bin/env bats
# demo.bats - `make demo` shows what it says it shows, and notices when it does not.
# SPDX-License-Identifier: MIT

load ../helper

@test "every step of the demo is as it should be" {
  run "$KIT_ROOT/grader/bin/kit-demo"
  refute_output --partial '!!'
  assert_success
  assert_equal "$(grep -c '^=== ' <<<"$output")" "$(grep -c '^== ' "$KIT_ROOT/grader/guest/demo.steps")"
}

@test "it begins where it is told, and a step that goes wrong is called wrong" {
  mkdir "$BATS_TEST_TMPDIR/from"
  cp -r "$KIT_ROOT"/solutions/task{1,3} "$BATS_TEST_TMPDIR/from"
  patch --quiet --strip 1 --directory "$BATS_TEST_TMPDIR/from" <"$KIT_ROOT/grader/tasks/x/mutants/group-left.patch"
  run "$KIT_ROOT/grader/bin/kit-demo" --first 12 --from "$BATS_TEST_TMPDIR/from"
  assert_failure 1
  assert_equal "$(grep -c '^!!' <<<"$output")" 1
  assert_line --partial '!! this is not as it should be'
  assert_equal "$(grep -m 1 '^===' <<<"$output" | cut -c 1-7)" '=== 12.'
}

@test "a kit without solutions shows the student's own files, and says so" {
  local kit=$BATS_TEST_TMPDIR/kit
  mkdir -p "$kit/grader/bin" "$kit/vm"
  cp "$KIT_ROOT/grader/bin/kit-demo" "$kit/grader/bin"
  cp -r "$KIT_ROOT"/grader/{lib,course.sh} "$kit/grader"
  cp -r "$KIT_ROOT/vm/lib" "$kit/vm"
  cp -r "$KIT_ROOT"/task{1,3} "$kit"
  ln -s "$KIT_ROOT/grader/guest" "$kit/grader/guest"
  ln -s "$KIT_ROOT/build" "$kit/build"
  printf '// mine\n' >>"$kit/task1/container.c"
  # shows what would go into the machine
  # shellcheck disable=SC2016 # for the stub
  printf '#!/bin/sh\nwhile [ "$1" != --input ]; do shift; done\ntar -xOf "$2" ./given/task1/container.c | tail -n 1\n' >"$kit/vm/run"
  chmod +x "$kit/vm/run"
  run "$kit/grader/bin/kit-demo"
  assert_success
  assert_line --partial 'it is your own task1 and task3 that run'
  assert_line '// mine'
}
