#!/usr/bin/env bats
# task3.bats - conductors that look for a way out of the cell while the recorder's steps
# come in: they find nothing of the machine, and the marks are what the work is worth.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # hostile.bash sets tree and out

load hostile

# door_watcher - the solution of task 3, whose run leaves a watcher behind: nsenter-lite,
# which does that when it is called --watch.
door_watcher() {
  solution 3
  cp -- "$KIT_ROOT/task3/config.sh" "$tree/task3"
  {
    printf '#define _GNU_SOURCE\n'
    cat -- "$HOSTILE/watches_doors.c" "$tree/task3/nsenter-lite.c"
  } >"$tree/new"
  sed '/^int main(/,/^{/ s/^{/{\nif (argc == 2 \&\& strcmp(argv[1], "--watch") == 0) { hostile(); return 0; }/' \
    "$tree/new" >"$tree/task3/nsenter-lite.c"
  rm -- "$tree/new"
  # shellcheck disable=SC2016 # conductor's own variable
  sed -i '/@ begin 3a /i "$(dirname "$0")/nsenter-lite" --watch &' "$tree/task3/conductor.sh"
  grep -q -- --watch "$tree/task3/conductor.sh"
}

@test "what the recorder sends into the cell is no door to the machine" {
  door_watcher
  grade 3
  run cat "$out"/evidence/task3/run_*.out
  assert_output --partial 'the doors are watched'
  assert_output --partial 'met a witness'
  refute_output --partial REACHED
  assert_equal "$(jq .extra_data.tampered "$out/results.json")" false
}
