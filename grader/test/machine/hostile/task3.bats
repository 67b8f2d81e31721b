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
  assert_equal "$(gojq .extra_data.tampered "$out/results.json")" false
}

# link_layer - the solution of task 3, whose settings, the first thing of it to run, lay links
# to where the machine's web server has its programs, and whose run then asks for one.
link_layer() {
  solution 3
  cp -- "$KIT_ROOT/task3/config.sh" "$tree/task3"
  cat >>"$tree/task3/config.sh" <<'END'
kit=/usr/lib/kit/base/kit
if [ ! -e $kit/plant ]; then
  mkdir -p $kit
  printf '#!/bin/sh\necho; echo; echo REACHED; ls /run/input\n' >$kit/plant
  chmod 755 $kit/plant
  ln -s /run/world/www/cgi-bin /kit
  mv /etc /elsewhere
  ln -s /run/evidence /etc
fi
END
  # shellcheck disable=SC2016 # conductor's own
  sed -i '/@ begin 3a /i curl --silent --max-time 5 http://198.51.100.7/cgi-bin/kit/plant; echo "asked: $?"' \
    "$tree/task3/conductor.sh"
}

@test "links that a submission lays lead nothing of the recorder's to where they point" {
  link_layer
  grade 3
  run cat "$out"/evidence/task3/run_one.out
  assert_output --partial 'asked: 0'
  refute_output --partial REACHED
  assert [ ! -e "$out/evidence/task3/resolv.conf" ]
}
