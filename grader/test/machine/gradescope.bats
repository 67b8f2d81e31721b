#!/usr/bin/env bats
# gradescope.bats - the autograder for Gradescope grades in a container without
# privileges, and its results.json is valid whenever it is killed.

setup_file() {
  load ../helper
  load ../box
  "$KIT_ROOT/grader/bin/kit-deps" class
  box_make "$BATS_FILE_TMPDIR"
}

setup() {
  load ../helper
  load ../box
  cd "$BATS_TEST_TMPDIR" || return
  mkdir results
}

# autograde SUBMISSION [COMMAND...] - COMMAND starts what Gradescope starts
autograde() {
  box "$BATS_FILE_TMPDIR" "$1" results "${@:2}" /autograder/source/run_autograder
}

# score_is NUMBER - a results.json that Gradescope takes has it
score_is() {
  # shellcheck disable=SC2016 # gojq's variables
  gojq -e --argjson score "$1" '(.tests | type == "array") and (.output | type == "string") and .score == $score' \
    results/results.json >/dev/null 2>&1
}

# rest NUMBER - the tasks after so many
rest() {
  gojq -r '.[].task' "$KIT_ROOT/build/tables/rooms.json" | tail -n "+$(($1 + 1))" | xargs
}

# begin SUBMISSION - the same in the background, as process $main
begin() {
  autograde "$1" >log 2>&1 3>&- &
  main=$!
}

# await_that COMMAND... - waits until it succeeds
await_that() {
  local tries
  for ((tries = 0; tries < 3000; tries++)); do
    # whatever is there at any moment is whole
    [[ ! -e results/results.json ]] || gojq -e .output results/results.json >/dev/null || fail "not whole: $(cat results/results.json)"
    ! "$@" || return 0
    sleep 0.1
  done
  fail "waited in vain for: $*"
}

# ended STATUS - how it ended: what it said, and with which status
ended() {
  cat log
  return "$1"
}

# below PID - all processes that it has started, and they
below() {
  local pid
  for pid in $(pgrep -P "$1"); do
    printf '%s\n' "$pid"
    below "$pid"
  done
}

# stop_machine - the machine that $main has started stands still from now on
stop_machine() {
  local machine
  machine=$(below "$main" | xargs -r ps -o pid=,comm= -p | awk '$2 == "linux" { print $1 }')
  [[ -n $machine ]] && kill -STOP "$machine"
}

@test "the zip holds what Gradescope starts, the solutions, and no tests" {
  bsdtar -tf "$BATS_FILE_TMPDIR"/*.zip >names
  grep -qx setup.sh names
  grep -qx run_autograder names
  grep -qx solutions/task1/namespace_prog.c names
  run grep -E '^grader/(test/|tasks/[^/]*/(mutants|variants)/)' names
  assert_output ''
}

@test "the container gives root nothing" {
  run box "$BATS_FILE_TMPDIR" "$KIT_ROOT/solutions" results sh -c 'id -u; grep CapBnd /proc/self/status; unshare --user true'
  assert_line 0
  assert_line --regexp 'CapBnd:.*0000000000000000'
  assert_line --partial 'unshare failed'
}

# no_mark SAYS COMMAND... - it fails, says so, and there is nothing that could be a mark
no_mark() {
  run "${@:2}"
  assert_failure
  assert_output --partial "$1"
  [[ ! -e results/results.json ]] || fail "there is a result: $(cat results/results.json)"
}

@test "an autograder whose machine fails has no results.json, and its status is not 0" {
  # its memory is a file, which may not be that large; gojq reserves addresses, so ulimit -v
  # would hit the grader itself
  # shellcheck disable=SC2016
  no_mark 'A machine failed, which is not your fault: grade again.' \
    autograde "$KIT_ROOT/solutions" sh -c 'ulimit -S -f 400000 && exec "$0"'
}

@test "killed after task 1, its points stand" {
  begin "$KIT_ROOT/solutions"
  await_that score_is 20
  pkill -KILL -P "$main" || true
  wait "$main" || true
  score_is 20
  assert_equal "$(gojq -r .output results/results.json | head -n 1)" "Not graded yet: task $(rest 1)."
}

@test "when the time is over, what was graded stands and the rest is named" {
  local status
  mkdir -p endless/task1
  printf 'int main(void) { for (;;) {} }\n' >endless/task1/namespace_prog.c
  TIME_LIMIT=3 begin "$PWD/endless"
  await_that stop_machine
  wait "$main" && status=0 || status=$?
  no_mark 'The time was over before the first task was graded' ended "$status"
  TIME_LIMIT=25 begin "$KIT_ROOT/solutions"
  await_that score_is 20
  await_that stop_machine
  wait "$main"
  score_is 20
  assert_equal "$(gojq -r .output results/results.json | head -n 1)" "The time was over before these were graded: task $(rest 1)."
}

@test "an archive is taken as one, and what cannot be graded gets a result that says why" {
  mkdir archive
  printf 'x\n' >archive/22m0001_assignment3.tar.gz
  autograde archive
  score_is 0
  assert_equal "$(gojq -r '.tests[] | select(.number == ("1a.1", "4c.1")) | .status' results/results.json | xargs)" 'failed failed'
  run gojq -r '.tests[0].output' results/results.json
  assert_output --partial 'the submission was refused'
}
