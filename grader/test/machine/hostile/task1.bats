#!/usr/bin/env bats
# task1.bats - submissions that are broken, endless or hostile, graded in the
# throw-away machine: each ends within its limits, keeps what was recorded before,
# says what happened, and gains nothing. Results are cached like any others.
# SPDX-License-Identifier: MIT

load ../../helper

setup() {
  HOSTILE=$BATS_TEST_DIRNAME
  tree=$BATS_TEST_TMPDIR/submission
  out=$BATS_TEST_TMPDIR/out
  mkdir -p "$tree/task1"
}

# grade_task1 STATUS - grades what lies in $tree; kit-grade must end with STATUS.
grade_task1() {
  run "$KIT_ROOT/grader/bin/kit-grade" --task 1 --seed 1 --color never --out "$out" "$tree"
  assert_equal "$status" "$1"
}

# score_is N - what results.json says.
score_is() {
  assert_equal "$(jq .score "$out/results.json")" "$1"
}

hand_in() {
  cp -- "$1" "$tree/task1/namespace_prog.c"
}

@test "a submission without the file: refused with its name, no mark lost elsewhere" {
  printf 'int x;\n' >"$tree/task1/other.c"
  grade_task1 3
  assert_output --partial 'namespace_prog.c'
  score_is 0
}

@test "an empty file: the linker's message is shown" {
  : >"$tree/task1/namespace_prog.c"
  grade_task1 0
  assert_output --partial 'main'
  score_is 0
}

@test "a binary file: the compiler's message is shown, escaped" {
  head -c 3000 "$KIT_ROOT/build/guest/reaper" >"$tree/task1/namespace_prog.c"
  grade_task1 0
  assert_output --partial 'namespace_prog.c compiles'
  score_is 0
}

@test "an error in region 1b: its line is shown, and 1a keeps its marks" {
  sed '/@ begin 1b/a this is not C' "$KIT_ROOT/solutions/task1/namespace_prog.c" >"$tree/task1/namespace_prog.c"
  grade_task1 0
  assert_output --regexp 'namespace_prog.c:[0-9]+:[0-9]+: error'
  score_is 10
}

@test "a program that never ends: stopped, and the report says so" {
  hand_in "$HOSTILE/endless.c"
  grade_task1 0
  score_is 0
}

@test "a program that prints for ever: stopped, its output is capped" {
  hand_in "$HOSTILE/prints_for_ever.c"
  grade_task1 0
  assert [ "$(stat -c %s "$out/evidence/task1/run.out")" -le 1100000 ]
  score_is 0
}

@test "a program that forks without end: stopped, the recorder goes on" {
  hand_in "$HOSTILE/fork_bomb.c"
  grade_task1 0
  assert [ -s "$out/evidence/task1/facts-after.json" ]
  score_is 0
}

@test "a program that kills everything: the recorder lives" {
  hand_in "$HOSTILE/kills_all.c"
  grade_task1 0
  assert [ "$(jq .ended "$out/evidence/task1/line.json")" = true ]
  score_is 0
}

@test "a program that fills the disk: recorded to the end" {
  hand_in "$HOSTILE/fills_disk.c"
  grade_task1 0
  assert [ "$(jq .ended "$out/evidence/task1/line.json")" = true ]
  score_is 0
}

@test "a program that panics the machine: what was recorded before is judged" {
  hand_in "$HOSTILE/panics.c"
  grade_task1 0
  assert [ -s "$out/evidence/task1/compile.out" -o -s "$out/evidence/task1/steps.jsonl" ]
  assert_output --partial 'the machine went down'
  score_is 0
}

@test "forged frames: set aside and flagged, the marks do not rise" {
  hand_in "$HOSTILE/forges_frames.c"
  grade_task1 0
  assert_output --partial 'evidence line'
  assert_equal "$(jq .extra_data.tampered "$out/results.json")" true
  score_is 0
}

@test "tools replaced in the submission's layer: the recorder does not use them" {
  hand_in "$HOSTILE/replaces_tools.c"
  grade_task1 0
  assert [ "$(jq '.mounts | length' "$out/evidence/task1/facts-after.json")" -gt 5 ]
  score_is 0
}

@test "looking for the recorder, the host's files and a way out: nothing is reached" {
  hand_in "$HOSTILE/looks_around.c"
  grade_task1 0
  run cat "$out/evidence/task1/run.out"
  assert_output --partial looked
  refute_output --partial REACHED
  assert_equal "$(jq .stray_bytes "$out/evidence/task1/line.json")" 0
}

@test "DOS line ends and a byte order mark: judged as they are" {
  { printf '\357\273\277' && sed 's/$/\r/' "$KIT_ROOT/solutions/task1/namespace_prog.c"; } >"$tree/task1/namespace_prog.c"
  grade_task1 0
  score_is 20
}

@test "an older edition's file without regions is judged by behaviour" {
  sed '/@ begin/d; /@ end/d' "$KIT_ROOT/solutions/task1/namespace_prog.c" >"$tree/task1/namespace_prog.c"
  grade_task1 0
  score_is 20
}
