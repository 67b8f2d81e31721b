#!/usr/bin/env bats
# tampering.bats - submissions that want more than their marks. Each has one mistake,
# which costs it stage 1b, and does before anything else what it hopes will help. What
# it prints about that spoils the output of 1a, which is worth 2.
# SPDX-License-Identifier: MIT

# shellcheck disable=SC2154 # tree and out are set by setup, in hostile.bash
load hostile

setup_file() {
  # what the guest must never see, where it could be if anything of the host was there
  CANARY=KIT-CANARY-$RANDOM$RANDOM
  export CANARY
  canaries=("$HOME/.kit-canary-$$" "/dev/shm/kit-canary-$$" "/tmp/kit-canary-$$")
  printf '%s\n' "${canaries[@]}" >"$BATS_FILE_TMPDIR/canaries"
  for canary in "${canaries[@]}"; do
    printf '%s\n' "$CANARY" >"$canary"
  done
}

teardown_file() {
  xargs rm -f -- <"$BATS_FILE_TMPDIR/canaries"
}

# tamper FILE - the solution with that mistake, which begins by what FILE does.
tamper() {
  hostile_in main "$1"
  mutant 1/constants-child-2
}

@test "without tampering the mistake costs stage 1b" {
  solution 1
  mutant 1/constants-child-2
  grade 1
  assert_equal "$(scores)" '1a 10, 1b 0'
  assert_equal "$(gojq .extra_data.tampered "$out/results.json")" false
}

@test "forged frames are set aside and said, and the marks do not rise" {
  tamper forges_frames.c
  grade 1
  said 'bytes that the recorder did not write reached the evidence line; they were set aside.'
  assert_equal "$(gojq .extra_data.tampered "$out/results.json")" true
  recorded '.stray_bytes > 0'
  assert_equal "$(gojq -r '.extra_data.stages[1].score' "$out/results.json")" 0
}

@test "the recorder uses no tool that the submission has replaced" {
  tamper replaces_tools.c
  grade 1
  run gojq -c '[(.mounts | length > 5), (.links | length > 0), (.processes | length > 0)]' "$out/evidence/task1/facts-after.json"
  assert_output '[true,true,true]'
  assert_equal "$(scores)" '1a 8, 1b 0'
}

@test "neither the recorder nor the host can be reached" {
  tamper looks_around.c
  grade 1
  assert_equal "$(scores)" '1a 8, 1b 0'
  recorded '.stray_bytes == 0'
  run cat "$out/evidence/task1/run.out"
  assert_output --partial looked
  refute_output --partial REACHED
  # nor has anything of the host come along
  run grep -rlF "$CANARY" "$out/evidence"
  assert_failure 1
}

@test "a canary that does lie on a disk of the machine is found" {
  tamper looks_around.c
  printf '%s\n' "$CANARY" >"$tree/task1/notes.txt"
  grade 1
  run cat "$out/evidence/task1/run.out"
  assert_output --partial 'REACHED the canary on /dev/disk1'
}
