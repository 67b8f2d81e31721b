#!/usr/bin/env bats
# elective.bats - nobody hears of an elective that was not begun, unless it is asked for.
# SPDX-License-Identifier: MIT

load helper

# submit FILE... - a submission of these files, as the kit gives them out.
submit() {
  local file
  for file; do
    mkdir -p "$BATS_TEST_TMPDIR/in/${file%/*}"
    cp "$KIT_ROOT/$file" "$BATS_TEST_TMPDIR/in/$file"
  done
}

# grade OPTIONS - ... is graded; what would need a machine is not handed in.
grade() {
  run "$KIT_ROOT/grader/bin/kit-grade" --color never --no-stand-in --out "$BATS_TEST_TMPDIR/out" "$@" "$BATS_TEST_TMPDIR/in"
}

@test "an untouched container.c is not recorded and not spoken of" {
  submit task1/container.c
  grade
  assert_success
  assert_line 'Score: 0/100'
  refute_output --partial Elective
  refute_output --partial container.c
}

@test "one that is asked for and not there fails, and is no part of the 100" {
  submit task3/config.sh
  grade --task x
  assert_line 'Score: 0/0 (+0)'
  assert_output --partial 'task1/container.c was not handed in'
}

@test "it is no part of task 1" {
  run gojq -c '[.[] | select(.folder == "task1") | [.elective, [.stages[].id], [.files[] | select(.only == null).path]]]' "$KIT_ROOT/build/tables/rooms.json"
  assert_output '[[false,["1a","1b"],["task1/namespace_prog.c"]],[true,["x1","x2","x3","x4"],["task1/container.c"]]]'
}
