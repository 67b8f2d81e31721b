#!/usr/bin/env bats
# task1.bats - submissions of task 1 that are broken, endless or take the machine
# apart: each ends within its limits, keeps the marks of what was recorded before,
# and is told in one sentence what happened.
# SPDX-License-Identifier: MIT

# shellcheck disable=SC2154 # tree and out are set by setup, in hostile.bash
load hostile

@test "a missing file is refused by its name" {
  mkdir "$tree/task1"
  printf 'int x;\n' >"$tree/task1/other.c"
  run "$KIT_ROOT/grader/bin/kit-grade" --task 1 --seed 1 --color never --out "$out" "$tree"
  assert_equal "$status" 3
  said "none of the assignment's files is in it"
  assert_equal "$(scores)" '1a 0, 1b 0'
}

@test "of an empty file the message of the linker is shown" {
  mkdir "$tree/task1"
  : >"$tree/task1/namespace_prog.c"
  grade 1
  said 'main'
  assert_equal "$(scores)" '1a 0, 1b 0'
}

@test "of a binary file the message of the compiler is shown, escaped" {
  mkdir "$tree/task1"
  head -c 3000 "$GUEST/reaper" >"$tree/task1/namespace_prog.c"
  grade 1
  said 'namespace_prog.c compiles'
  run tr -cd '\000-\010\013-\037\177' <<<"$output"
  assert_output ''
  assert_equal "$(scores)" '1a 0, 1b 0'
}

@test "an error in region 1b is shown with its line, and 1a keeps its marks" {
  solution 1
  sed -i '/@ begin 1b-parent/a this is not C' "$tree/task1/namespace_prog.c"
  grade 1
  said "namespace_prog.c:$(grep -n 'this is not C' "$tree/task1/namespace_prog.c" | cut -d : -f 1):"
  assert_equal "$(scores)" '1a 10, 1b 0'
}

@test "a compiler that never ends is stopped" {
  solution 1
  sed -i '1i #include "/dev/zero"' "$tree/task1/namespace_prog.c"
  grade 1
  said 'namespace_prog.c compiles'
  assert_equal "$(scores)" '1a 0, 1b 0'
}

@test "a program that never ends is stopped" {
  hostile_in 1b-parent endless.c
  grade 1
  said 'did not end by itself and was stopped after 15 s, busy all the time'
  assert_equal "$(scores)" '1a 10, 1b 0'
}

@test "a program in a real-time class, with the clock set back, is stopped like any other" {
  hostile_in 1b-parent starves.c
  grade 1
  said 'did not end by itself and was stopped after'
  run cat "$out/evidence/task1/run.out"
  assert_output --partial 'it computes'
  refute_output --partial REACHED
  recorded .ended
  assert_equal "$(scores)" '1a 10, 1b 0'
}

@test "a program that prints for ever is stopped, and what it prints is capped" {
  hostile_in 1b-parent prints_for_ever.c
  grade 1
  said 'did not end by itself and was stopped after'
  assert [ "$(stat -c %s "$out/evidence/task1/run.out")" -le 1100000 ]
  recorded .ended
  assert_equal "$(scores)" '1a 10, 1b 0'
}

@test "a program that starts one process after another is stopped, and that it kept the kernel busy is told" {
  hostile_in 1b-parent fork_loop.c
  grade 1
  said 'did not end by itself and was stopped after'
  [[ $output != *'virtual time'* ]] || said 'was stopped after 15 s, starting processes or calling the kernel all the time'
  assert_equal "$(scores)" '1a 10, 1b 0'
}

@test "a program that forks without end ends by its time or its memory, and the recorder goes on" {
  hostile_in 1b-parent fork_bomb.c
  grade 1
  said ./namespace_prog
  assert [ -s "$out/evidence/task1/facts-after.json" ]
  assert_equal "$(scores)" '1a 10, 1b 0'
}

@test "a program that kills everything does not reach the recorder" {
  hostile_in 1b-parent kills_all.c
  grade 1
  said 'was ended by a signal, SIGKILL.'
  recorded .ended
  assert_equal "$(scores)" '1a 10, 1b 0'
}

@test "a program that fills the disk is recorded to its end" {
  hostile_in 1b-parent fills_disk.c
  grade 1
  recorded .ended
  assert [ -s "$out/evidence/task1/facts-after.json" ]
  assert_equal "$(gojq -r '.extra_data.stages[0].score' "$out/results.json")" 10
}

@test "of a program that panics the machine, what was recorded before is judged" {
  hostile_in 1b-parent panics.c
  grade 1
  said 'the machine went down before the recording was complete'
  recorded '.ended | not'
  assert_equal "$(scores)" '1a 10, 1b 0'
}

@test "DOS line ends and a byte order mark are judged as they are" {
  mkdir "$tree/task1"
  { printf '\357\273\277' && sed 's/$/\r/' "$KIT_ROOT/solutions/task1/namespace_prog.c"; } >"$tree/task1/namespace_prog.c"
  grade 1
  assert_equal "$(scores)" '1a 10, 1b 10'
}

@test "a file of an earlier edition, without regions, is judged by what it does" {
  solution 1
  sed -i '/@ begin/d; /@ end/d' "$tree/task1/namespace_prog.c"
  grade 1
  assert_equal "$(scores)" '1a 10, 1b 10'
}

@test "a submission whose budget is used up is out of time, and no machine is started for it again" {
  hostile_in 1b-parent endless.c
  # what was recorded before costs nothing
  grade 1 --budget 3 --fresh
  said 'task 1: the machine was out of time: the submission had used up all'
  assert_equal "$(gojq -c '[.out_of_time, .machine_status]' "$out/evidence/task1/meta.json")" '[true,124]'
  assert_equal "$(scores)" '1a 10, 1b 0'
  # nothing of it is kept, and with nothing left there is nothing to be had
  run "$KIT_ROOT/grader/bin/kit-record" --task 1 --seed 1 --budget 0 --out "$out/none" "$tree"
  assert_success
  assert_equal "$(gojq -c '[.out_of_time, .processor]' "$out/none/meta.json")" '[true,0]'
  assert [ ! -e "$out/none/began.jsonl" ]
}
