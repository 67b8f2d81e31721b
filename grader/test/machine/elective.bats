#!/usr/bin/env bats
# elective.bats - the elective as other courses hand it in.
# SPDX-License-Identifier: MIT

load ../helper

@test "container.c at the top of an archive is graded, and no other task is" {
  tar -C "$KIT_ROOT/solutions/task1" -czf "$BATS_TEST_TMPDIR/22m0789.tar.gz" container.c
  run "$KIT_ROOT/grader/bin/kit-grade" --seed 1 --color never --out "$BATS_TEST_TMPDIR/out" "$BATS_TEST_TMPDIR/22m0789.tar.gz"
  assert_success
  assert_line 'Score: 0/100 (+20)'
  assert_equal "$(ls "$BATS_TEST_TMPDIR/out/evidence")" taskx
}
