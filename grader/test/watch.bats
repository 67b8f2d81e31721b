#!/usr/bin/env bats
# watch.bats - make watch checks when a file of the task is saved, once for what is saved
# at once, says first what has changed, and leaves nothing running. The check is a stub.
# SPDX-License-Identifier: MIT

load helper

setup() {
  KIT=$BATS_TEST_TMPDIR/kit
  mkdir -p "$KIT/results/check"
  cp -r "$KIT_ROOT"/{grader,vm,build,task2} "$KIT"
  cd "$KIT" || return
  # results are what stands in ./now; a check that was begun in while there is ./hold waits
  cat >grader/bin/kit-check <<'CHECK'
#!/bin/sh
echo "$@" >>checks
while [ -e hold ]; do :; done
cp now results/check/results.json
echo a report
echo Next: something
CHECK
  results fail 0 fail 0
}

teardown() {
  [[ -z ${WATCH_PID-} ]] || kill "$WATCH_PID" 2>/dev/null || true
}

# results VERDICT SCORE VERDICT SCORE - of 2a and 2b.
results() {
  printf '{"extra_data": {"stages": [{"id": "2a", "verdict": "%s", "score": %s}, {"id": "2b", "verdict": "%s", "score": %s}]}}' \
    "$@" >now
}

watch() {
  coproc WATCH { exec grader/bin/kit-watch --task 2 2>&1 3>&- 4>&-; }
  shows 'Next: something'
}

# shows TEXT - waits for the line that holds it; sets line.
shows() {
  until read -rt 20 -u "${WATCH[0]}" line && [[ $line == *"$1"* ]]; do
    [[ -n $line ]] || [[ -e /proc/$WATCH_PID ]] || fail "not shown: $1"
  done
}

@test "a saved file is checked, and the difference comes first" {
  watch
  results fail 0 pass 8
  touch task2/simple_container.sh.swp
  echo >>task2/simple_container.sh
  shows '+8: 2b passes'
  shows 'Next: something'
  results fail 0 fail 2.5
  # as editors do that write another file first
  cp task2/simple_container.sh new && mv new task2/simple_container.sh
  shows '-5.5: 2b fails'
  shows 'Next: something'
  echo >>task2/simple_container.sh
  shows '+0: nothing has changed'
  assert_equal "$(sort -u checks)" '--task 2'
  assert_equal "$(wc -l <checks)" 4
}

@test "two saves at once are one check, and so are many during a check" {
  watch
  touch hold
  echo >>task2/simple_container.sh
  echo >>task2/simple_container.sh
  shows 'checking'
  until [[ $(wc -l <checks) == 2 ]]; do :; done
  for _ in 1 2 3; do echo >>task2/simple_container.sh; done
  rm hold
  shows 'Next: something'
  shows 'Next: something'
  assert_equal "$(wc -l <checks)" 3
  run read -rt 2 -u "${WATCH[0]}" line
  assert_failure
}

@test "it ends by a signal, and what it started ends with it" {
  watch
  run pgrep -f "inotifywait .*task2"
  assert_success
  local children
  mapfile -t children < <(pgrep -P "$WATCH_PID")
  assert [ "${#children[@]}" -gt 0 ]
  local watch=$WATCH_PID
  kill "$watch"
  wait "$watch" || true
  timeout 20 tail --pid="${children[0]}" -f /dev/null
}

@test "no task, or one that does not exist, is one sentence" {
  run grader/bin/kit-watch
  assert_equal "$status" 2
  assert_output --partial 'kit-watch: which task? make watch TASK=1; the tasks are 1 2 3 4 x'
  run grader/bin/kit-watch --task 8
  assert_equal "$status" 2
}
