#!/usr/bin/env bats
# hint.bats - make hint gives one hint more each time, and never a solution.
# SPDX-License-Identifier: MIT

load helper
load secrets

setup() {
  KIT=$BATS_TEST_TMPDIR/kit
  mkdir "$KIT"
  cp -r "$KIT_ROOT"/{grader,vm,build} "$KIT"
}

hint() {
  run "$KIT/grader/bin/kit-hint" --stage 1b
}

@test "a question, asked again a page, then the call, and then no more" {
  hint
  assert_line --regexp '^1  .*\?$'
  refute_line --regexp '^2 '
  hint
  assert_line --regexp '^2  .*setns\(2\)'
  refute_line --regexp '^3 '
  hint
  assert_line --regexp '^3  .*pidfd_open\(\)'
  refute_output --partial 'ask again'
  hint
  assert_success
  assert_line --partial 'There are no more'
}

@test "where the last check recognised a mistake the hints are about it, from the first on" {
  hint
  mkdir -p "$KIT/results/check"
  printf '{"tests": [{"tags": ["task1", "1b"], "extra_data": {"mistake": "parent-joined-uts"}}]}' >"$KIT/results/check/results.json"
  hint
  assert_line '1  Which of the two processes should have the other host name?'
  refute_line --regexp '^2 '
}

@test "no hint holds a line of a solution" {
  secret_lines "$KIT_ROOT/solutions" "$KIT_ROOT" 15 | sort -u >"$BATS_TEST_TMPDIR/secrets"
  assert [ "$(wc -l <"$BATS_TEST_TMPDIR/secrets")" -gt 100 ]
  gojq -r '.[] | .stages[], .mistakes[] | .hints // [] | .[]' "$KIT_ROOT/build/tables/rooms.json" >"$BATS_TEST_TMPDIR/hints"
  run grep -nFf "$BATS_TEST_TMPDIR/secrets" "$BATS_TEST_TMPDIR/hints"
  assert_failure 1
}

@test "no stage, or one that does not exist, is one sentence" {
  run "$KIT/grader/bin/kit-hint"
  assert_equal "$status" 2
  assert_output --partial 'make hint STAGE=1a; the stages are 1a 1b'
  run "$KIT/grader/bin/kit-hint" --stage 7
  assert_equal "$status" 2
  assert_equal "${#lines[@]}" 1
}
