#!/usr/bin/env bats
# gradescope.bats - the whole of the solutions in the container that stands in for
# Gradescope's smallest: half a processor, 768 MiB of memory, ten minutes.

setup() {
  load ../../helper
  load ../../box
  ((EUID == 0)) || skip 'only root may limit what a container has'
  box_make "$BATS_TEST_TMPDIR"
  box_limits "kit-box-$$" 50 768
}

teardown() {
  ((EUID != 0)) || box_no_limits
}

@test "half a processor and 768 MiB are enough for full marks within ten minutes" {
  mkdir "$BATS_TEST_TMPDIR/results"
  SECONDS=0
  run box "$BATS_TEST_TMPDIR" "$KIT_ROOT/solutions" "$BATS_TEST_TMPDIR/results" /autograder/source/run_autograder
  assert_success
  printf '# %s s\n' "$SECONDS" >&3
  ((SECONDS < 600))
  assert_equal "$(gojq '[.extra_data.stages[] | select(.verdict != "pass") | .id]' "$BATS_TEST_TMPDIR/results/results.json")" '[]'
}
