#!/usr/bin/env bats
# tasks.bats - a task that is added by three folders is recorded, judged, explained, and
# graded in a class, and no other file of the kit knows of it.
# SPDX-License-Identifier: MIT

load ../helper
load ../scratch

setup_file() {
  scratch_kit "$BATS_FILE_TMPDIR/kit"
  add_task_9 "$BATS_FILE_TMPDIR/kit"
}

setup() {
  cd "$BATS_FILE_TMPDIR" || return
}

# mutant DIR - the one mutant of task 9, as it would be handed in.
mutant() {
  mkdir -p "$1"
  cp -r kit/solutions/task9 "$1"
  patch --quiet --strip 1 --directory "$1" <kit/grader/tasks/9/mutants/no-unshare.patch
}

@test "the solution of task 9 has all its points, its skeleton is to do" {
  run make --silent -C kit grade TASK=9
  assert_success
  assert_line --regexp '^  9a  pass  +7/7 '
  assert_line 'Score: 7/7'
  run kit/grader/bin/kit-grade --color never --task 9 --out out kit
  assert_success
  assert_equal "$(gojq -r '.extra_data.stages[0].verdict' out/results.json)" todo
}

@test "the proofs of task 9: the mutant fails its stage, and its mistake speaks" {
  run kit/grader/test/proofs 9
  assert_success
  assert_line --partial 'solution/solutions: must fail nothing'
  assert_line --partial 'skeleton/skeletons: must fail 9a'
  assert_line --partial 'mutants/no-unshare: must fail 9a by machine-renamed'
}

@test "task 9 in a class: each by its own work, and the page says why" {
  mkdir -p class
  cp -r kit/solutions class/22m0001
  rm -r class/22m0001/task[1-8]
  mutant class/22m0002
  run kit/grader/bin/kit-class --out book class -- --task 9
  assert_success
  run cut -d , -f 1,4,5 book/gradebook/grades.csv
  assert_line '"22m0001","graded",7'
  assert_line '"22m0002","graded",2.34'
  run cat book/gradebook/students/22m0002.html
  assert_output --partial 'sethostname() renamed the machine'
}

@test "the elective under another name passes all that it passed before" {
  local elective
  elective=$(gojq -r 'first(.[] | select(.elective)) | .task' kit/build/tables/rooms.json)
  mv "kit/grader/tasks/$elective" kit/grader/tasks/z
  make --silent -C kit tools
  run kit/grader/test/proofs z
  assert_success
  assert_line --partial 'solution/solutions: must fail nothing'
  run kit/grader/bin/kit-grade --color never --task z kit/solutions
  assert_line --regexp '^Score: 0/0 \(\+[0-9]+\)$'
}
