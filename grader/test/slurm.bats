#!/usr/bin/env bats
# slurm.bats - a class is graded through a real Slurm cluster, which this file starts
# itself, as on one machine. What grades is fixtures/class/grade, which needs no machine.

setup_file() {
  load helper
  load cluster
  "$KIT_ROOT/grader/bin/kit-deps" slurm
  cluster_up "$BATS_FILE_TMPDIR/cluster"
}

teardown_file() {
  load cluster
  cluster_down "$BATS_FILE_TMPDIR/cluster"
}

setup() {
  load helper
  load cluster
  cd "$BATS_TEST_TMPDIR" || return
  export KIT_GRADE=$FIXTURES/class/grade GRADED_LOG=$PWD/graded.log
  : >graded.log
  local number
  mkdir class
  for number in 1 2 3 4; do
    submission "$number" "work $number"
  done
}

# submission NUMBER TEXT - an archive in class/ whose file holds TEXT
submission() {
  mkdir -p tree/task1
  printf '%s\n' "$2" >tree/task1/namespace_prog.c
  tar -C tree -czf "class/22m000$1_assignment3.tar.gz" task1
}

# class ENGINE OUT [OPTION...]
class() {
  run timeout 300 "$KIT_ROOT/grader/bin/kit-class" --engine "$1" --out "$2" "${@:3}" class
}

# same OUT - has the marks of an undisturbed run of the engine local
same() {
  class local undisturbed
  assert_success
  diff -r undisturbed/gradebook/results "$1/gradebook/results"
  diff undisturbed/gradebook/grades.csv "$1/gradebook/grades.csv"
}

more_at_work() {
  (($(wc -l <graded.log) > 1))
}

# killed OUT - a run on the cluster that is killed when one is graded and more are at work
killed() {
  mkfifo gate
  exec {gate}<>gate
  GRADE_GATE=$PWD/gate "$KIT_ROOT/grader/bin/kit-class" --engine slurm --out "$1" class >log 2>&1 3>&- 4>&- {gate}>&- &
  local main=$!
  printf '\n' >&"$gate"
  await compgen -G "$1/submissions/*/state.json" >/dev/null
  await more_at_work
  kill -KILL "$main"
  wait "$main" || true
}

@test "a job array gives the gradebook of the engine local, with progress" {
  class slurm out
  assert_success
  assert_line --regexp '^4/4 '
  assert_equal "$(wc -l <graded.log)" 4
  same out
}

@test "more submissions than an array may have jobs: each job grades several" {
  sed 's/^ARRAY_MOST=.*/ARRAY_MOST=2/' "$KIT_ROOT/grader/class/engine/slurm" >engine
  # shellcheck source=../class/engine/slurm
  source ./engine
  printf '%s\n' one two three four five >todo
  SLURM_ARRAY_TASK_ID=1 run bash -c "$(out=$PWD engine_script "$PWD/todo" | sed 's/^  [^ ]* --one/  echo/')"
  assert_output "$PWD one"$'\n'"$PWD three"$'\n'"$PWD five"
}

@test "a machine that fails is tried again and never becomes a mark" {
  submission 2 'machine fails 1'
  submission 3 'machine fails 99'
  class slurm out
  assert_failure 4
  assert_output --partial '1 not graded because a machine failed'
  assert_equal "$(cut -d, -f1,4 out/gradebook/grades.csv | sed 1d)" '"22m0001","graded"
"22m0002","graded"
"22m0003","not graded"
"22m0004","graded"'
}

@test "killed with -9 the next run ends what is left on the cluster, resumes, and the marks are the same" {
  killed out
  [[ -n $(squeue --noheader) ]]
  class slurm out
  assert_success
  assert_equal "$(squeue --noheader)" ''
  run find out -name '.grade.*'
  assert_output ''
  same out
}

@test "what a killed run left on the cluster is ended before the engine local goes on" {
  killed out
  class local out
  assert_success
  assert_equal "$(squeue --noheader)" ''
  same out
}

@test "without a cluster it says so" {
  SLURM_CONF=/nonexistent class slurm out
  assert_failure 2
  assert_output --partial "cannot use the engine 'slurm': no cluster answers"
}
