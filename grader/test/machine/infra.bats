#!/usr/bin/env bats
# infra.bats - a machine that cannot start, or in which nothing works, is the
# machine's fault: status 4, and no stage is called failed.
# SPDX-License-Identifier: MIT

load ../helper

# without TOOL - puts a program of that name before the real one, which always fails.
without() {
  mkdir -p "$BATS_TEST_TMPDIR/bin"
  printf '#!/bin/sh\nexit 1\n' >"$BATS_TEST_TMPDIR/bin/$1"
  chmod +x "$BATS_TEST_TMPDIR/bin/$1"
  PATH=$BATS_TEST_TMPDIR/bin:$PATH
}

@test "a machine that cannot start is infra, status 4, and no mark of 0" {
  without bwrap
  run "$KIT_ROOT/grader/bin/kit-grade" --task 1 --backend uml --fresh --color never \
    --out "$BATS_TEST_TMPDIR/out" "$KIT_ROOT/solutions"
  assert_equal "$status" 4
  assert_output --partial 'bubblewrap cannot make user namespaces here'
  assert_equal "${lines[-1]}" 'No score: the machine failed, grade it again'
  refute_output --partial 'No such file'
  run jq -c '[.extra_data.stages[].verdict]' "$BATS_TEST_TMPDIR/out/results.json"
  assert_output '["infra","infra"]'
}
