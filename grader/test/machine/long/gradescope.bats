#!/usr/bin/env bats
# gradescope.bats - the whole of the solutions in the container that stands in for
# Gradescope's, within its ten minutes.

@test "the solutions get full marks within ten minutes" {
  load ../../helper
  load ../../box
  box_make "$BATS_TEST_TMPDIR"
  mkdir "$BATS_TEST_TMPDIR/results"
  SECONDS=0
  run box "$BATS_TEST_TMPDIR" "$KIT_ROOT/solutions" "$BATS_TEST_TMPDIR/results" /autograder/source/run_autograder
  assert_success
  ((SECONDS < 600))
  assert_equal "$(jq '[.extra_data.stages[] | select(.verdict != "pass") | .id]' "$BATS_TEST_TMPDIR/results/results.json")" '[]'
}
