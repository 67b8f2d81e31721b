#!/usr/bin/env bats
# conductor.bats - conductor worn out, and tried with the real debootstrap, in throw-away
# machines. STRESS=N multiplies how often (1).
# SPDX-License-Identifier: MIT

load ../../helper

setup_file() {
  local dir=$BATS_FILE_TMPDIR/in
  mkdir "$dir"
  cp -- "$KIT_ROOT"/solutions/task3/* "$KIT_ROOT/task3/config.sh" "$KIT_ROOT/grader/guest/world.sh" \
    "$KIT_ROOT"/grader/test/machine/long/conductor-* "$dir"
  tar -C "$dir" -cf "$BATS_FILE_TMPDIR/in.tar" .
}

# in_machine OPTIONS... -- COMMAND - its output is $output.
in_machine() {
  local options=()
  while [[ $1 != -- ]]; do
    options+=("$1")
    shift
  done
  run "$KIT_ROOT/vm/run" --input "$BATS_FILE_TMPDIR/in.tar" --memory 2048 --timeout 3600 \
    --output "$BATS_TEST_TMPDIR/out" "${options[@]}" -- sh -c "$2 >\"\$KIT_OUTPUT\" 2>&1"
  output=$(<"$BATS_TEST_TMPDIR/out")
}

@test "run and stop again and again leave nothing" {
  in_machine -- "./conductor-stress cycles $((10 * ${STRESS:-1}))"
  assert_success
  assert_output "$((10 * ${STRESS:-1})) cycles of run and stop"
}

@test "many containers at once, networked and peered, are stopped at once" {
  in_machine -- "./conductor-stress together $((4 * ${STRESS:-1}))"
  assert_success
  assert_output "$((4 * ${STRESS:-1})) containers together"
}

@test "what a killed conductor has left, stop removes" {
  in_machine -- "./conductor-stress kills $((6 * ${STRESS:-1}))"
  assert_success
  assert_output "$((6 * ${STRESS:-1})) kills"
}

@test "an image by the real debootstrap, a package in its container, and all removed" {
  in_machine --disk "$("$KIT_ROOT/vm/mirror")" -- ./conductor-tour
  assert_success
  assert_output --partial 'Hello, world!'
  assert_output --partial 'a page of eg'
}
