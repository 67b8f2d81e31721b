#!/usr/bin/env bats
# reaper.bats - PID 1 of a submission's PID namespace.

load helper

setup() {
  cd "$BATS_TEST_TMPDIR" || return
}

teardown() {
  if [[ ${REAPER:-} ]]; then
    kill -KILL "$REAPER" || true
  fi
}

# Starts the reaper as PID 1 of a namespace: REAPER is its PID out here.
start_reaper() {
  local -ra namespace=(unshare --user --map-root-user --pid --fork --mount-proc)
  "${namespace[@]}" true || skip 'user namespaces are refused here'
  mkfifo alive
  # shellcheck disable=SC2016 # for the inner shell
  "${namespace[@]}" bash -c 'exec "$0" 9>alive' "$GUEST/reaper" 3>&- 4>&- &
  UNSHARE=$!
  # ends with the descriptor 9 that the reaper closes
  run timeout 20 cat alive
  assert_success
  REAPER=$(children "$UNSHARE")
  REAPER=${REAPER% }
}

# children PID: the PIDs of its children, also of dead ones
children() {
  cat "/proc/$1/task/$1/children"
}

@test "reaper collects what others leave behind, again and again" {
  start_reaper
  mkfifo go
  for _ in 1 2; do
    nsenter -t "$REAPER" -U -p --preserve-credentials \
      bash -c '(read -r <go) &' 3>&- 4>&-
    assert_equal "$(children "$REAPER" | wc -w)" 1
    printf '\n' >go
    # shellcheck disable=SC2016 # for the inner shell
    run timeout 20 bash -c \
      'while read -r _ <"$0"; do :; done' "/proc/$REAPER/task/$REAPER/children"
    run children "$REAPER"
    assert_output ''
  done
}

@test "reaper holds nothing open and no signal but SIGKILL ends it" {
  start_reaper
  run ls -A "/proc/$REAPER/fd"
  assert_output ''
  kill -TERM "$REAPER"
  kill -HUP "$REAPER"
  # bits 0 and 14: they have come, and wait for ever
  run grep ShdPnd "/proc/$REAPER/status"
  assert_output $'ShdPnd:\t0000000000004001'
  kill -KILL "$REAPER"
  wait "$UNSHARE" || true
  assert [ ! -e "/proc/$REAPER" ]
  REAPER=
}

@test "reaper takes no arguments" {
  run "$GUEST/reaper" x
  assert_failure 2
  assert_output 'usage: reaper'
}
