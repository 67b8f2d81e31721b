#!/usr/bin/env bats
# judge.bats - evidence that passed every check is not judged again by the same checks,
# everything else is; and nothing is made of evidence or checks that are not whole.

load helper

setup() {
  cd "$BATS_TEST_TMPDIR" || return
  export XDG_CACHE_HOME=$PWD/cache
  mkdir -p kit/{build/bin,vm,grader} out/evidence/task1 out/src
  cp -r "$KIT_ROOT"/grader/{bin,judge,expected,stages.tsv} kit/grader
  cp "$KIT_ROOT/vm/cache.sh" kit/vm
  cp "$BIN"/{region,transcript} kit/build/bin
  printf 'load lib/checks\n' >kit/grader/judge/task1.bats
  a_check prints 'grep -q good "$KIT_EVIDENCE/run.out" || because good "$(<"$KIT_EVIDENCE/run.out")" why look'
  printf 'good\n' >out/evidence/task1/run.out
  printf '{"files": []}\n' >out/unpack.json
  printf '{"task": "1", "machine_status": 0, "seconds": 1, "stand_in": []}\n' >out/evidence/task1/meta.json
  printf '{"ended": true, "status": 0, "tampered": false}\n' >out/evidence/task1/line.json
}

# a_check NAME CODE - one more
a_check() {
  printf '@test "1a %s" {\n  check\n  %s\n}\n' "$1" "$2" >>kit/grader/judge/task1.bats
}

# judged - what came of the checks
judged() {
  rm -rf out/judged
  kit/grader/bin/kit-judge --recording task1 out || return
  jq -r '.checks[].verdict' out/judged/task1.json
}

# mark_kept - so that it can be told from what is judged anew
mark_kept() {
  local file
  for file in cache/container-kit/judged/*/*.json; do
    jq '.checks[0].verdict = "kept"' "$file" >marked
    mv marked "$file"
  done
}

@test "what passed is not judged again, whatever it is called and whenever it was recorded" {
  run judged
  assert_output pass
  mark_kept
  run judged
  assert_output kept
  jq '.seconds = 2' out/evidence/task1/meta.json >meta
  mv meta out/evidence/task1/meta.json
  mv out/evidence/task1 out/evidence/task1+1a
  kit/grader/bin/kit-judge --recording task1+1a out
  run jq -c '[.name, .meta.seconds, .line.ended, .checks[0].verdict]' out/judged/task1+1a.json
  assert_output '["task1+1a",2,true,"kept"]'
}

@test "another file of the evidence, or a machine that ended otherwise: judged again" {
  judged
  mark_kept
  printf 'good again\n' >out/evidence/task1/run.out
  run judged
  assert_output pass
  mark_kept
  sed -i 's/"machine_status": 0/"machine_status": 124/' out/evidence/task1/meta.json
  run judged
  assert_output pass
}

@test "a check, an expected transcript or a tool of theirs changed: judged again" {
  local file
  judged
  for file in kit/grader/judge/task1.bats kit/grader/judge/lib/checks.bash kit/grader/expected/1a.t \
    kit/grader/bin/kit-judge kit/build/bin/transcript; do
    mark_kept
    printf '\n' >>"$file"
    run judged
    assert_output pass
  done
}

@test "a failure and what waits for it are not kept" {
  printf 'bad\n' >out/evidence/task1/run.out
  a_check waits 'blocked "something good"'
  run judged
  assert_output $'fail\nblocked'
  assert_equal "$(find cache -type f 2>/dev/null)" ''
}

@test "a check that broke is no failure, and not kept" {
  a_check breaks false
  run kit/grader/bin/kit-judge out
  assert_failure 4
  assert_equal "$(find cache -type f 2>/dev/null)" ''
  run jq -r '[.checks[].verdict] | join(" ")' out/judged/task1.json
  assert_output 'pass infra'
}

@test "checks that ended before the last one are nothing to judge by" {
  mkdir bin
  printf '#!/bin/sh\nprintf "1..2\\nok 1 1a prints\\n"\nexit 1\n' >bin/bats
  chmod +x bin/bats
  PATH=$PWD/bin:$PATH run judged
  assert_failure 4
  assert_output --partial 'bats failed on task 1'
  [[ ! -e out/judged/task1.json ]]
}

@test "evidence that is cleared away meanwhile is judged as it was" {
  sed -i "s|^  check\$|&\n  rm -r '$PWD/out/evidence'|" kit/grader/judge/task1.bats
  run judged
  assert_output pass
}
