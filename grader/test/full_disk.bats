#!/usr/bin/env bats
# full_disk.bats - what becomes of evidence and results where the disk is full after any
# number of pages: all of it or nothing. machine/long/full-disk tries it with machines.
# SPDX-License-Identifier: MIT

setup() {
  load helper
  load small_disk
  load scratch
  load evidence_frames
  cd "$BATS_TEST_TMPDIR" || return
  on_small_disk 1 . true || skip 'no mount namespaces here'
  scratch_kit kit
  export XDG_CACHE_HOME=$PWD/cache
  mkdir -p cache disk
  frames >line <<END
key K
data K 1 began.jsonl {"step": "run"}\x0a
data K 2 run.out $(printf '%9000s' x)
end K 3 0
END
  # what the machine sends
  printf '#!/bin/sh\ncat %q\n' "$PWD/line" >kit/vm/run
}

# record OUT - records, wherever the disk is; prints the status
record() {
  local status=0
  kit/grader/bin/kit-record --backend here --task 1 --out "$1" "$KIT_ROOT/solutions" 2>said || status=$?
  printf '%s\n' "$status"
}

# kept - the evidence in the cache, but for when it was recorded
kept() {
  local entry
  for entry in cache/container-kit/evidence/??/*/; do
    [[ -d $entry ]] || continue
    gojq -c '[.task, .machine_status, (.end | type)]' "$entry/meta.json"
    cksum <"$entry/run.out" && cat "$entry"/{line.json,began.jsonl}
  done 2>&1
}

# grade OUT - grades likewise
grade() {
  local status=0
  kit/grader/bin/kit-grade --backend here --task 1 --out "$1" "$KIT_ROOT/solutions" >said 2>&1 || status=$?
  printf '%s\n' "$status"
}

# marked - the result that there is
marked() {
  [[ ! -e results/out/results.json ]] || gojq -c '.extra_data | select(.score) | [.score, .stages[].score]' results/out/results.json
}

# until_it_fits DIR DO SEE OUT - does it with more and more room in DIR: what is seen then is
# right each time, or the status is 4 and there is nothing
until_it_fits() {
  local pages right result=''
  export -f record kept grade marked
  right=$("$2" "$4" && "$3")
  for ((pages = 1; pages < 4000; pages += 1 + pages / 6)); do
    rm -rf cache/container-kit/evidence "$4"
    mkdir -p "$1"
    # shellcheck disable=SC2016 # expanded there
    result=$(on_small_disk "$pages" "$1" bash -c '"$1" "$3" && "$2"' - "${@:2}")
    if [[ $result == "$right" ]]; then
      ((pages > 1)) || fail 'there was room from the beginning'
      return
    fi
    [[ $result == 4 ]] || fail "with $pages pages: $result, and $right is right: $(cat said)"
  done
  fail "it does not fit into $pages pages: $(cat said)"
}

@test "evidence is in the cache as a whole or not at all" {
  until_it_fits cache/container-kit/evidence record kept out
}

@test "where the place for temporary files is full nothing is recorded" {
  export TMPDIR=$PWD/disk
  until_it_fits disk record kept out
}

@test "a result is right or not there" {
  until_it_fits results grade marked results/out
}

@test "evidence that is not whole is recorded again" {
  local damage right
  record first
  right=$(kept)
  # shellcheck disable=SC2016 # for eval
  for damage in ': >$entry/meta.json' 'rm $entry/line.json' 'truncate -s 4096 $entry/run.out'; do
    entry=$(echo cache/container-kit/evidence/??/*)
    eval "$damage"
    assert_equal "$(record again)" 0
    assert_equal "$(kept)" "$right"
    rm -r again
  done
}

@test "what the judge found is kept for the same evidence, and not for another judge" {
  scores() { gojq -c '[.extra_data.stages[].score]' "results/$1/results.json"; }
  assert_equal "$(grade results/first)" 0
  sed -i 's/"verdict": "[a-z]*"/"verdict": "pass"/' cache/container-kit/judged/??/*
  assert_equal "$(grade results/second)" 0
  assert_equal "$(scores second)" '[10,10]'
  printf '# another one\n' >>kit/grader/judge/decide.jq
  assert_equal "$(grade results/third)" 0
  assert_equal "$(scores third)" "$(scores first)"
}
