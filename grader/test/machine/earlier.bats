#!/usr/bin/env bats
# earlier.bats - submissions for an earlier edition of the assignment.
# SPDX-License-Identifier: MIT

load ../helper

@test "task 3 without regions and nsenter-lite is judged by what it does, and has all points" {
  run "$KIT_ROOT/grader/bin/kit-grade" --edition 2024 --task 3 --seed 0 --color never \
    --out "$BATS_TEST_TMPDIR/out" "$KIT_ROOT/grader/test/fixtures/earlier"
  assert_success
  assert_line 'Score: 35/35'
  assert_output --partial 'has no regions: it is judged as it is'
  refute_output --partial '3n'
}
