#!/usr/bin/env bats
# class.bats - a class of four is graded in machines: undisturbed, killed and resumed,
# and through a Slurm cluster; the marks are the same. (Forty: long/class.bats.)

setup_file() {
  load ../helper
  load ../class_of
  load ../cluster
  cd "$BATS_FILE_TMPDIR" || return
  "$KIT_ROOT/grader/bin/kit-deps" class slurm
  moodle_class "${CLASS_SIZE:-4}"
  no_evidence
  class undisturbed --jobs 2 >undisturbed.log 2>&1
}

teardown_file() {
  load ../cluster
  [[ ! -e $BATS_FILE_TMPDIR/cluster/pids ]] || cluster_down "$BATS_FILE_TMPDIR/cluster"
}

setup() {
  load ../helper
  load ../class_of
  load ../cluster
  cd "$BATS_FILE_TMPDIR" || return
}

same_marks() {
  marks undisturbed >expected
  marks "$1" >seen
  diff expected seen
  diff <(cut -d, -f1-9 undisturbed/gradebook/grades.csv) <(cut -d, -f1-9 "$1/gradebook/grades.csv")
}

@test "everybody of the class is graded, the hostile ones too" {
  assert_equal "$(gojq '[.[] | select(.status != "graded")]' undisturbed/gradebook/class.json)" '[]'
}

@test "solutions and variants have full marks, the others have not" {
  run gojq -r '.[] | select((.person | test("solution|variant")) != (.score == .scale)) | [.person, .key, .score] | @tsv' undisturbed/gradebook/class.json
  assert_output ''
}

@test "killed with -9 three times and resumed, the marks are the same" {
  no_evidence
  local part
  for part in 1 2 3; do
    class_killed resumed $((part * ${CLASS_SIZE:-4} / 4)) --jobs 2
  done
  class resumed --jobs 2
  same_marks resumed
}

@test "through a Slurm cluster, killed once, the marks are the same" {
  no_evidence
  cluster_up "$BATS_FILE_TMPDIR/cluster"
  class_killed cluster-class $((${CLASS_SIZE:-4} / 2)) --engine slurm
  class cluster-class --engine slurm
  same_marks cluster-class
}
