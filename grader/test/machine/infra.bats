#!/usr/bin/env bats
# infra.bats - a machine that cannot start, or in which nothing works, is the
# machine's fault: status 4, and no stage is called failed.
# SPDX-License-Identifier: MIT

load ../helper
load ../scratch

# without TOOL - puts a program of that name before the real one, which always fails.
without() {
  mkdir -p "$BATS_TEST_TMPDIR/bin"
  printf '#!/bin/sh\nexit 1\n' >"$BATS_TEST_TMPDIR/bin/$1"
  chmod +x "$BATS_TEST_TMPDIR/bin/$1"
  PATH=$BATS_TEST_TMPDIR/bin:$PATH
}

# own_kit - a kit and a cache of this test's own, with the machine of the common one.
own_kit() {
  cd "$BATS_TEST_TMPDIR" || return
  scratch_kit kit
  mkdir -p cache/container-kit
  ln -s "${XDG_CACHE_HOME:-$HOME/.cache}"/container-kit/{image,kernel} cache/container-kit
  export XDG_CACHE_HOME=$PWD/cache
}

nothing_was_built() {
  run find cache -path '*/built/*'
  assert_output ''
}

# the_build_runs - whether it has said so on the console.
the_build_runs() {
  grep -qs "it runs" tmp/*/build.log
}

# no_machine_runs - whether none of this test's kit does.
no_machine_runs() {
  ! pgrep -f "$BATS_TEST_TMPDIR/kit/vm/run"
}

@test "a machine that cannot start is infra, status 4, and no mark of 0" {
  without bwrap
  run "$KIT_ROOT/grader/bin/kit-grade" --task 1 --backend uml --fresh --color never \
    --out "$BATS_TEST_TMPDIR/out" "$KIT_ROOT/solutions"
  assert_equal "$status" 4
  assert_output --partial 'bubblewrap cannot make user namespaces here'
  assert_equal "${lines[-1]}" 'No score: the machine failed, grade it again'
  refute_output --partial 'No such file'
  run gojq -c '[.extra_data.stages[].verdict]' "$BATS_TEST_TMPDIR/out/results.json"
  assert_output '["infra","infra"]'
}

@test "given programs that cannot be built are the machine's fault, and nothing of them is kept" {
  own_kit
  printf 'echo "no compiler today" >&2\nexit 1\n' >>kit/grader/tasks/2/build.sh
  run kit/grader/bin/kit-record --backend uml --task 2 --out out kit/solutions
  assert_failure 4
  assert_output --partial 'cannot build what the kit gives in task2: no compiler today'
  assert [ ! -e out ]
  nothing_was_built
}

@test "the machine that builds them ends with kit-record, however that ends" {
  local record
  own_kit
  mkdir tmp
  printf 'echo "it runs" >&2\nsleep 100000\n' >>kit/grader/tasks/2/build.sh
  TMPDIR=$PWD/tmp kit/grader/bin/kit-record --backend uml --task 2 --out out kit/solutions 3>&- &
  record=$!
  await the_build_runs
  kill -KILL "$record"
  await no_machine_runs
  nothing_was_built
}
