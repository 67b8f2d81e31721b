#!/usr/bin/env bats
# judge.bats - kit-judge judges the same evidence by the same checks once, and again
# when either is another.

load helper

setup() {
  cd "$BATS_TEST_TMPDIR" || return
  export XDG_CACHE_HOME=$PWD/cache
  mkdir -p kit/build/bin kit/vm submission/task1 out/evidence/task1
  cp -r "$KIT_ROOT/grader" kit
  cp "$KIT_ROOT/vm/cache.sh" kit/vm
  cp "$BIN"/{region,transcript} kit/build/bin
  printf 'int main() {}\n' >submission/task1/namespace_prog.c
  "$KIT_ROOT/grader/bin/kit-unpack" submission unpacked
  cp -r unpacked/{src,unpack.json} out
  cd out/evidence/task1 || return
  printf '{"task": "1", "machine_status": 0, "seconds": 1, "stand_in": []}\n' >meta.json
  printf '{"ended": true, "status": 0, "tampered": false}\n' >line.json
  printf '{"step": "compile", "status": 1, "timeout": false, "limit": 20, "command": ["make"]}\n' >steps.jsonl
  printf 'namespace_prog.c:3:1: error: no such thing\n' >compile.out
  cd "$BATS_TEST_TMPDIR" || return
}

# judged - what was seen of the compiler, judging from nothing but the evidence.
judged() {
  rm -rf out/judged
  kit/grader/bin/kit-judge "$@" out || return
  jq -r '.checks[0].seen' out/judged/task1.json
}

# mark_kept - so that it can be told from what is judged anew
mark_kept() {
  local file
  for file in cache/container-kit/judged/*/*.json; do
    jq '.checks[0].seen = "kept"' "$file" >marked
    mv marked "$file"
  done
}

@test "the same evidence is judged once, whatever it is called and whenever it was recorded" {
  run judged
  assert_success
  assert_line --partial 'no such thing'
  mark_kept
  run judged
  assert_output kept
  jq '.seconds = 2' out/evidence/task1/meta.json >meta
  mv meta out/evidence/task1/meta.json
  mv out/evidence/task1 out/evidence/task1+1a
  rm -rf out/judged
  kit/grader/bin/kit-judge out
  run jq -c '[.name, .meta.seconds, .line.ended, .checks[0].seen]' out/judged/task1+1a.json
  assert_output '["task1+1a",2,true,"kept"]'
}

@test "another file of the evidence: judged again" {
  judged
  mark_kept
  printf 'namespace_prog.c:4:1: error: another thing\n' >out/evidence/task1/compile.out
  run judged
  assert_line --partial 'another thing'
}

@test "a machine that ended otherwise: judged again" {
  judged
  mark_kept
  sed -i 's/"machine_status": 0/"machine_status": 124/' out/evidence/task1/meta.json
  run judged
  assert_line --partial 'no such thing'
}

@test "a check, an expected transcript or a tool of theirs changed: judged again" {
  local file
  judged
  for file in kit/grader/judge/task1.bats kit/grader/judge/lib/checks.bash kit/grader/expected/1a.t \
    kit/grader/bin/kit-judge kit/build/bin/transcript; do
    mark_kept
    printf '\n' >>"$file"
    run judged
    assert_line --partial 'no such thing'
  done
}

@test "what a check that broke made of it is not kept" {
  printf '@test "1a breaks" {\n  check\n  false\n}\n' >>kit/grader/judge/task1.bats
  run judged
  assert_failure 4
  assert_equal "$(find cache -type f)" ''
  run jq -r '[.checks[].verdict] | index("infra") != null' out/judged/task1.json
  assert_output true
}
