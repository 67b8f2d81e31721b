#!/usr/bin/env bats
# container.bats - the solution of the elective, worn out in throw-away machines.
# STRESS=N multiplies how often (1).
# SPDX-License-Identifier: MIT

load ../../helper

setup_file() {
  local dir=$BATS_FILE_TMPDIR/in
  mkdir "$dir"
  cp -- "$KIT_ROOT"/task1/{Makefile,*.[ch]} "$KIT_ROOT/grader/test/machine/long/container-stress" "$dir"
  cp -- "$KIT_ROOT/solutions/task1/container.c" "$dir"
  tar -C "$dir" -cf "$BATS_FILE_TMPDIR/in.tar" .
}

# worn WORDS... - what container-stress says of that.
worn() {
  run "$KIT_ROOT/vm/run" --input "$BATS_FILE_TMPDIR/in.tar" --memory 1024 --timeout 1800 \
    --output "$BATS_TEST_TMPDIR/out" -- sh -c "./container-stress $* >\"\$KIT_OUTPUT\" 2>&1"
  output=$(<"$BATS_TEST_TMPDIR/out")
}

@test "500 starts, 50 at once: none fails, nothing is left" {
  worn starts $((500 * ${STRESS:-1})) 50
  assert_output "$((500 * ${STRESS:-1})) starts, 50 at once"
  assert_success
}

@test "a signal at any moment leaves nothing" {
  worn signals $((40 * ${STRESS:-1}))
  assert_output "$((40 * ${STRESS:-1})) signals"
  assert_success
}

@test "what a killed container leaves, the next one with its ID removes" {
  worn kills $((40 * ${STRESS:-1}))
  assert_output "$((40 * ${STRESS:-1})) kills"
  assert_success
}

@test "a set-up that fails half-way leaves nothing" {
  worn failures $((20 * ${STRESS:-1}))
  assert_output "$((20 * ${STRESS:-1})) failures"
  assert_success
}
