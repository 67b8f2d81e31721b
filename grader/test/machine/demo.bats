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

@test "the students' kit shows programs that work, and none of the student's own" {
  cd "$BATS_TEST_TMPDIR"
  "$KIT_ROOT/grader/bin/kit-pack" >/dev/null --out .
  tar -xzf container-kit-*.tar.gz
  cp -r "$KIT_ROOT/build" container-kit
  printf 'exit 1\n' | tee container-kit/task{1/container.c,3/conductor.sh} >/dev/null
  run container-kit/grader/bin/kit-demo
  refute_output --partial '!!'
  assert_success
  assert_line --partial '=== 16.'
}
