#!/usr/bin/env bats
# pages.bats - results.json becomes JUnit XML and a page for the student, whatever
# a submission put into it.

setup() {
  load helper
  cd "$BATS_TEST_TMPDIR" || return
  FULL=$FIXTURES/report/full.json
  MIXED=$FIXTURES/report/mixed.json
}

report() {
  run "$KIT_ROOT/grader/bin/kit-report" "$@"
}

# hostile TEXT - r.json with TEXT wherever a student's text may stand
hostile() {
  jq --arg text "$1" '.extra_data |= (.submission = $text | .roll = $text | .notes = [$text] | .receipt = $text)
    | .tests[0] |= (.name = $text | .output = $text | .status = "failed"
      | .extra_data = {verdict: "fail", required: $text, seen: $text, why: $text, look: $text, stand_in: $text})
    | .extra_data.stages[0].title = $text' "$FULL" >r.json
}

# well_formed FILE - the page is well-formed but for the void elements of HTML
well_formed() {
  sed -E 's/<(meta)([^>]*)>/<\1\2\/>/g; s/<details open>/<details open="">/g; /^<!doctype/d' "$1" | xmllint --noout -
}

# --- JUnit

@test "JUnit has a suite a stage and a case a check" {
  report "$MIXED" --format junit
  assert_success
  xmllint --noout - <<<"$output"
  assert_equal "$(xmllint --xpath 'count(//testcase)' - <<<"$output")" "$(jq '.tests | length' "$MIXED")"
  assert_equal "$(xmllint --xpath 'count(//testsuite)' - <<<"$output")" "$(jq '.extra_data.stages | length' "$MIXED")"
  assert_equal "$(xmllint --xpath 'count(//failure)' - <<<"$output")" "$(jq '[.tests[] | select(.extra_data.verdict == "fail")] | length' "$MIXED")"
}

@test "JUnit leaves out what XML cannot hold and escapes the rest" {
  hostile $'\x01\x1b[31m\x7f\xef\xbf\xbf ]]> <b a="1">&\x27'
  report r.json --format junit
  assert_success
  xmllint --noout - <<<"$output"
  refute_output --partial '<b '
}

# --- the page

@test "the page is well-formed, has no script and fetches nothing" {
  report "$MIXED" --format html
  assert_success
  printf '%s\n' "$output" >page.html
  well_formed page.html
  refute_output --partial '<script'
  refute_output --regexp '(src|href)="[^#]'
  refute_output --partial 'url('
  assert_output --partial "default-src 'none'"
}

@test "the page says required, seen, why and where of each failed check" {
  report "$MIXED" --format html
  assert_success
  local text
  while IFS= read -r text; do
    assert_output --partial "$text"
  done < <(jq -r '.tests[] | select(.extra_data.verdict == "fail") | .extra_data | .required, .why, .look | select(. != null) | @html' "$MIXED")
}

@test "the page repeats the receipt" {
  hostile x
  jq '.extra_data.receipt = "feed5eed"' r.json >s.json
  report s.json --format html
  assert_output --partial feed5eed
  run "$ASAN/report" text s.json
  assert_line 'Receipt: feed5eed'
}

@test "whatever a student wrote stays text" {
  hostile $'</pre></title><script>alert(1)</script><img src=x onerror=\x27y\x27>"&'
  report r.json --format html
  assert_success
  refute_output --partial '<script>'
  refute_output --partial '<img'
  printf '%s\n' "$output" >page.html
  well_formed page.html
}

@test "control characters and marks that turn text around are shown, not obeyed" {
  hostile $'a\x1b[31mred\x1b[0m\x07\x08\u202e\u2066z'
  report r.json --format html
  assert_success
  refute_output --regexp $'[\x01-\x08\x0b-\x1f]'
  refute_output --partial $'\u202e'
  assert_output --partial 'ared\x07\x08\u202e\u2066z'
}

# --- the evidence

# recording - out/ with the evidence of one task, made by hand
recording() {
  mkdir -p out/evidence/task1
  jq '.tests[2].extra_data += {verdict: "fail", seen: "s", required: "r", at: {out: "run.out", line: 2, expected: "Parent <Hostname>"}}
    | .tests[2].status = "failed"' "$FULL" >out/results.json
  jq -n '{task: "1", stand_in: []}' >out/evidence/task1/meta.json
  printf '%s\n' '{"step":"run","command":["./p"],"status":0,"out":"run.out"}' 'cut off {' >out/evidence/task1/steps.jsonl
  printf 'one\n<i>two</i>\nthree\n' >out/evidence/task1/run.out
  local ns='"ns":{"pid":1,"uts":2,"mnt":3,"net":4,"ipc":5,"user":6,"cgroup":7}' other='"ns":{"pid":11,"uts":12,"mnt":3,"net":4,"ipc":5,"user":6,"cgroup":7}'
  local root='"root":{"path":"/","dev":1,"ino":2},"cgroup":{"path":"/s","limits":[]}'
  printf '%s\n' \
    '{"event":"start","at":0,"pid":9,"nspid":[9,5],"comm":"prog","hostname":"host",'"$ns,$root}" \
    '{"event":"fork","at":1,"pid":10,"parent":9,"nspid":[10,6,1],"comm":"<b>kid</b>","hostname":"Child",'"$other,$root}" \
    '{"event":"exit","at":2,"pid":10,"nspid":[10,6,1],"comm":"<b>kid</b>","hostname":"Child",'"$other,$root}" \
    '{"event":"end","at":3,"pid":9,"left":[]}' >out/evidence/task1/run.witness
}

@test "the first difference is marked in the transcript" {
  recording
  report out/results.json --format html
  assert_success
  assert_output --partial '<span class="here"><i>2</i>&lt;i&gt;two&lt;/i&gt;<b>first difference, stage 1b: expected Parent &lt;Hostname&gt;</b></span>'
}

@test "processes and namespaces are drawn, with names as text" {
  recording
  report out/results.json --format html
  assert_success
  assert_output --partial 'PID 1  (outside 6)'
  assert_output --partial 'new PID namespace 11'
  assert_output --partial 'uts B Child'
  assert_output --partial '&lt;b&gt;kid'
  printf '%s\n' "$output" >page.html
  well_formed page.html
}

@test "evidence of no use leaves a page all the same" {
  recording
  printf '{"event":"start","pid":' >out/evidence/task1/run.witness
  head -c 200000 /dev/urandom >out/evidence/task1/run.out
  mkdir out/evidence/task2
  printf '{' | tee out/evidence/task2/meta.json >out/evidence/task2/steps.jsonl
  report out/results.json --format html
  assert_success
  assert_output --partial "cannot read the evidence in 'out/evidence/task2'"
  assert_output --partial '</html>'
}

@test "a file that is no results.json is refused" {
  printf '[]\n' >r.json
  local format
  for format in html junit json; do
    report r.json --format "$format"
    assert_failure 2
  done
  report "$FULL" --format nonsense
  assert_failure 2
}
