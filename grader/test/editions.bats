#!/usr/bin/env bats
# editions.bats - what differs by edition, as far as no machine is needed.
# SPDX-License-Identifier: MIT

load helper

setup() {
  cd "$BATS_TEST_TMPDIR" || return
}

# unpack YEAR - of `in`; prints what became of each file.
unpack() {
  rm -rf out
  EDITION=$1 "$KIT_ROOT/grader/bin/kit-unpack" in out >/dev/null
  gojq -r '.files[] | "\(.path) \(.extra)"' out/unpack.json
}

@test "a runtime at the top brings what it stands on, in the editions that let it" {
  mkdir in
  cp "$FIXTURES"/editions/course/* in
  run unpack 2024
  assert_output $'task1/change_root.c false\ntask1/change_root.h false\ntask1/container.c false'
  run unpack 2026
  assert_output 'task1/container.c false'
}

@test "a file that came later is missed by nobody, one of its own year is known in that year" {
  cp -r "$FIXTURES/editions/2025" in
  run unpack 2025
  assert_line 'task4/clean.sh false'
  assert_equal "$(gojq -c .missing out/unpack.json | grep -o 'nsenter-lite')" ''
  run unpack 2026
  assert_line 'task4/clean.sh true'
  run gojq -r '.missing[]' out/unpack.json
  assert_line 'task3/nsenter-lite.c'
}

@test "what stands in for an older conductor understands how scripts called that" {
  cp -r "$KIT_ROOT/grader/tasks/3/older" task3
  mkdir -p task3/{kit,.images/debian} here
  cp "$KIT_ROOT/task3/config.sh" task3/kit
  # shellcheck disable=SC2016 # for that script
  printf 'printf "[%%s]" "$@"\n' >task3/kit/conductor.sh
  cd here
  while IFS='|' read -r call wanted; do
    run bash -c "bash ../task3/conductor.sh $call"
    assert_output "$wanted"
  done <<'END'
run debian c1 -- sleep inf|[run][debian][c1][--][sleep][inf]
run debian c1 "sleep inf"|[run][debian][c1][--][/bin/bash][-c][sleep inf]
run c1 debian ls -d /|[run][debian][c1][--][ls][-d][/]
exec c1 -- ip -4 addr|[exec][c1][--][ip][-4][addr]
exec c1 cd /x '&&' ./run.sh|[exec][c1][--][/bin/bash][-c][cd /x && ./run.sh]
exec c1|[exec][c1][--]
-i -e 8080-3000 addnetwork c1|[addnetwork][c1][-i][-e][8080-3000]
addnetwork --internet c1 --expose=80-81|[addnetwork][c1][-i][-e][80-81]
stop c1|[stop][c1]
build debian|[build][debian]
END
}

@test "it gives the kit's build a file by which that finds what is copied" {
  cp -r "$KIT_ROOT/grader/tasks/3/older" task3
  mkdir -p task3/kit task4/app
  cp "$KIT_ROOT/task3/config.sh" task3/kit
  # shellcheck disable=SC2016 # for that script
  printf 'cat "$3"\n' >task3/kit/conductor.sh
  printf 'FROM debian:bookworm\nCOPY app /srv/app\nRUN make -C /srv/app\n' >task4/file
  cd task4
  run bash ../task3/conductor.sh build web file
  assert_output $'FROM bookworm\nCOPY task4/app /srv/app\nRUN make -C /srv/app'
}
