#!/usr/bin/env bats
# region_survey.bats - what became of the files with regions, for the judge.

setup() {
  load helper
  cd "$BATS_TEST_TMPDIR" || return
  mkdir -p kit/task1 src/task1 given/task1
  printf '%s\n' 'int a;' '//@ begin 1a First' 'int solved;' '//@| int stub;' '//@ end 1a' \
    'int b;' '//@ begin 1b-x Second' 'int more;' '//@ end 1b-x' >kit/task1/f.c
  "$ASAN/region" strip kit/task1/f.c >src/task1/f.c
}

# survey OPTION... - of task1/f.c; the answer is in s.json
survey() {
  "$ASAN/region" survey --kit kit --src src "$@" task1/f.c >s.json
}

is() {
  run gojq -c "$1" s.json
  assert_output "$(gojq -c . <<<"$2")"
}

@test "the skeleton is untouched everywhere" {
  survey
  is . '[{"path":"task1/f.c","regions":["1a","1b-x"],"lines":{"1a":2,"1b-x":6},"kit":["1a","1b-x"],"changed":false,"changes":[],"untouched":["1a","1b-x"],"damaged":[]}]'
}

@test "a filled region is not untouched, a comment fills none" {
  sed -i 's|^int stub;|int mine;|; s|^//@ begin 1b-x.*|&\n// to do|' src/task1/f.c
  survey
  is '.[0] | .changed, .untouched' 'false
["1b-x"]'
}

@test "any byte outside the regions is a change" {
  local skeleton change
  skeleton=$(<src/task1/f.c)
  # shellcheck disable=SC2016 # sed's last line
  for change in 's/int a/int c/' '$a int d;' '2d' 's/First/first/' '1s/$/\r/' '1s/^/\xef\xbb\xbf/' '1d'; do
    sed "$change" <<<"$skeleton" >src/task1/f.c
    survey
    is '.[0].changed' true
  done
  printf '%s' "$skeleton" >src/task1/f.c
  survey
  is '.[0].changed' true
}

@test "the lines that are changed are named, the first eight places" {
  sed -i 's/int a/int c/; $a int d;\nint e;' src/task1/f.c
  survey
  is '.[0].changes' '["1","8-9"]'
  { yes 'int x;' | head -n 40 && cat kit/task1/f.c; } >longer
  mv longer kit/task1/f.c
  "$ASAN/region" strip kit/task1/f.c | sed '1~2s/x/y/' >src/task1/f.c
  survey
  is '.[0].changes | length' 8
}

@test "survey and diff agree" {
  "$ASAN/region" strip kit/task1/f.c >skeleton.c
  local change
  for change in p 's/int stub/x/' 's/int b/x/' '3s/$/\r/' '6s/$/\r/' 's/$/\r/'; do
    sed -n "$change; t; p" skeleton.c >src/task1/f.c
    survey
    run "$ASAN/region" diff skeleton.c src/task1/f.c
    is '.[0].changed' "$([[ $status == 0 ]] && echo false || echo true)"
  done
}

@test "what the kit gives goes before the solution" {
  sed 's/int b/int other/' src/task1/f.c >given/task1/f.c
  survey --given given
  is '.[0].changed' true
  cp given/task1/f.c src/task1/f.c
  survey --given given
  is '.[0] | .changed, .untouched' 'false
["1a","1b-x"]'
}

@test "damaged markers are said as lint says them" {
  sed -i '/end 1a/d' src/task1/f.c
  survey
  is '.[0] | .regions, .kit, .changed' '["1b-x"]
["1a","1b-x"]
true'
  run gojq -r '.[0].damaged[]' s.json
  assert_output "task1/f.c:5: region begins inside '1a' of line 2"
}

@test "a missing region is named by a line and a file that are there" {
  sed '1i // given' src/task1/f.c >given/task1/f.c
  sed -i '/1a/d' src/task1/f.c
  survey
  is '.[0].damaged' "[\"task1/f.c:1: region '1a' is missing: it begins after this line\"]"
  survey --given given
  is '.[0].damaged' "[\"task1/f.c:1: region '1a' is missing, see line 3 of 'given/task1/f.c'\"]"
}

@test "a file whose markers are all damaged has some, one without any has none" {
  printf '//@ begin nonsense\n' >src/task1/f.c
  survey
  is '.[0] | .regions, (.damaged | length > 0)' '[]
true'
  echo 'int all;' >src/task1/f.c
  survey
  is '.[0] | .regions, .changed, .untouched, .damaged' '[]
true
[]
[]'
}

@test "a file that the kit has not was not changed" {
  rm -r kit/task1
  survey
  is '.[0] | .changed, .untouched' 'false
["1b-x"]'
}

@test "files that are not there are left out, what cannot be read is changed" {
  run "$ASAN/region" survey --kit kit --src src none.c
  assert_output '[]'
  rm src/task1/f.c
  mkdir src/task1/f.c
  survey 2>errors
  is '.[0] | .regions, .changed, (.damaged | length)' '[]
true
1'
}

@test "a kit's file that is not in order is trouble" {
  printf '//@ begin 1a\n' >kit/task1/f.c
  run survey
  assert_failure 2
  assert_output "region: kit/task1/f.c:1: region '1a' has no end"
}

@test "survey needs its directories, others take none" {
  run "$ASAN/region" survey --kit kit task1/f.c
  assert_failure 2
  run "$ASAN/region" list --kit kit src/task1/f.c
  assert_failure 2
  run "$ASAN/region" survey --kit kit --src src
  assert_success
  assert_output '[]'
}
