#!/usr/bin/env bats
# shellcheck disable=SC2016 # what is in single quotes is for gojq
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
  gojq --arg text "$1" '.extra_data |= (.submission = $text | .roll = $text | .notes = [$text]
      | .receipt = $text | .late = $text | .stages[0] += {title: $text, stand_in: $text}
      | .overrides = [{stage: "1a", before: 1, after: 2, reason: $text}])
    | .tests[0] |= (.name = $text | .output = $text | .status = "failed" | .extra_data
      = {verdict: "fail", say: $text, required: $text, seen: $text, why: $text, look: $text})
    | .tests[1] |= (.name = $text | .extra_data = {verdict: "blocked", seen: $text})' "$FULL" >r.json
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
  assert_equal "$(xmllint --xpath 'count(//testcase)' - <<<"$output")" "$(gojq '.tests | length' "$MIXED")"
  assert_equal "$(xmllint --xpath 'count(//testsuite)' - <<<"$output")" "$(gojq '.extra_data.stages | length' "$MIXED")"
}

@test "in JUnit the machine's failures are errors, and what waits or is still to do was skipped" {
  report "$MIXED" --format junit
  local element verdicts
  for element in failure:fail error:infra skipped:blocked,todo; do
    verdicts=${element#*:}
    assert_equal "$(xmllint --xpath "count(//${element%:*})" - <<<"$output")" \
      "$(gojq --arg verdicts "$verdicts" '[.tests[] | select(.extra_data.verdict | IN($verdicts | split(",")[]))] | length' "$MIXED")"
  done
  assert_equal "$(xmllint --xpath 'string(//testcase[@classname="3c"]/skipped/@message)' - <<<"$output")" 'still to do'
  assert_equal "$(xmllint --xpath 'string(/testsuites/@errors)' - <<<"$output")" 1
  assert_equal "$(xmllint --xpath 'string(//testcase[@classname="2b"]/failure/@message)' - <<<"$output")" \
    "$(gojq -r 'first(.tests[].extra_data.say // empty)' "$MIXED")"
}

@test "JUnit leaves out what XML cannot hold and escapes the rest" {
  hostile $'\xef\xbf\xbe\xef\xbf\xbf ]]> <b a="1">&\x27'
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
  done < <(gojq -r '.tests[] | select(.extra_data.verdict == "fail") | .extra_data | .required, .why, .look | select(. != null) | @html' "$MIXED")
}

@test "the mistake is said first, the name of its check below" {
  report "$MIXED" --format html
  assert_output --partial '<h3>✗ unshare was called without --fork, so container_prog itself stayed outside. (−3)</h3><p class="small soft">container_prog is PID 1 in a PID namespace of its own</p>'
}

@test "a stage that nobody began is one line" {
  report "$MIXED" --format html
  assert_line '<section id="stage-3c"><h3>3c · net <span class="pill todo">○ to do</span> <span class="soft">0/6</span></h3></section>'
}

@test "points are shown as the result has them, whatever they sum to" {
  gojq '.score = 99.99 | .extra_data |= (.score = 12.34 | .scale = 20.01 | .elective = 0.5
      | .tasks[0].score = 7.77 | .stages[0].score = 3.33)' "$FULL" >r.json
  report r.json --format html
  assert_output --partial '12.34 <small>of 20.01</small> <small>+ 0.5 elective</small>'
  assert_output --partial '<td class="number">7.77/20</td>'
  assert_output --partial '<td class="number">3.33/10</td>'
  refute_output --partial 99.99
}

@test "tasks are called what the result calls them" {
  gojq '.extra_data.tasks[0] |= (.id = "z9" | .title = "Warming up") | .extra_data.stages[].task = "z9"' "$FULL" >r.json
  report r.json --format html
  assert_output --partial '<td colspan="3">Warming up</td>'
  assert_output --partial 'id="stage-1a"'
}

@test "the page names the machine, with its kernel" {
  gojq '.extra_data.machine = "uml, Linux <7.3>"' "$FULL" >r.json
  report r.json --format html
  assert_output --partial '<dd>uml, Linux &lt;7.3&gt;, in 3.42 s, seed 5f0c11d2, kit 1.0</dd>'
}

@test "the page repeats the receipt" {
  hostile x
  gojq '.extra_data.receipt = "feed5eed"' r.json >s.json
  report s.json --format html
  assert_output --partial feed5eed
  report s.json
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

# --- the evidence

# recording - out/ with the evidence of one task, made by hand
recording() {
  mkdir -p out/evidence/task1
  gojq '.tests[2].extra_data += {verdict: "fail", seen: "s", required: "r", at: {out: "run.out", line: 2, expected: "Parent <Hostname>"}}
    | .tests[2].status = "failed"' "$FULL" >out/results.json
  gojq -n '{task: "1"}' >out/evidence/task1/meta.json
  printf '%s\n' '{"step":"run","command":["./p"],"status":0,"out":"run.out"}' 'cut off {' >out/evidence/task1/steps.jsonl
  printf 'one\n<i>two</i>\nthree\n' >out/evidence/task1/run.out
  witnessed '<b>kid</b>' '[10,6,1]' >out/evidence/task1/run.witness
}

# witnessed NAME PIDS - a program and its child NAME in another PID and UTS namespace
witnessed() {
  local ns='"ns":{"pid":1,"uts":2,"mnt":3,"net":4,"ipc":5,"user":6,"cgroup":7}' other='"ns":{"pid":11,"uts":12,"mnt":3,"net":4,"ipc":5,"user":6,"cgroup":7}'
  local root='"root":{"path":"/","dev":1,"ino":2},"cgroup":{"path":"/s","limits":[]}'
  printf '%s\n' \
    '{"event":"start","at":0,"pid":9,"nspid":[9,5],"comm":"prog","hostname":"host",'"$ns,$root}" \
    '{"event":"fork","at":1,"pid":10,"parent":9,"nspid":'"$2"',"comm":"'"$1"'","hostname":"Child",'"$other,$root}" \
    '{"event":"exit","at":2,"pid":10,"nspid":'"$2"',"comm":"'"$1"'","hostname":"Child",'"$other,$root}" \
    '{"event":"end","at":3,"pid":9,"left":[]}'
}

# differs_at LINE - the first difference of 1b lies there
differs_at() {
  gojq --argjson line "$1" '.tests[2].extra_data.at.line = $line' out/results.json >r.json
  mv r.json out/results.json
}

@test "the first difference is marked in the transcript" {
  recording
  report out/results.json --format html
  assert_success
  assert_output --partial '<span class="here"><i>2</i>&lt;i&gt;two&lt;/i&gt;<b>first difference, stage 1b: expected Parent &lt;Hostname&gt;</b></span>'
}

@test "a difference is marked in the recording that it was found in; where a solution stood in nothing is shown" {
  recording
  cp -r out/evidence/task1 out/evidence/task2
  gojq -n '{task: "2"}' >out/evidence/task2/meta.json
  cp -r out/evidence/task1 out/evidence/task1+1a
  report out/results.json --format html
  assert_equal "$(grep -c 'first difference' <<<"$output")" 1
  assert_equal "$(grep -o '<h2>.*evidence.*</h2>' <<<"$output" | sed "s/&[^;]*;/'/")" "<h2>Task 1: the evidence</h2>
<h2>Task 2: the evidence</h2>"
}

@test "of a long output the lines around the first difference are shown, and that there is more" {
  recording
  seq 2000 >out/evidence/task1/run.out
  differs_at 700
  report out/results.json --format html
  assert_output --partial '<span class="here"><i>700</i>700<b>first difference'
  refute_output --partial '<i>599</i>'
  refute_output --partial '<i>1001</i>'
  assert_output --partial '… and more: 2000 lines, 8893 bytes in all. It ends with:'
  assert_output --partial '<span><i></i>2000</span></pre>'
}

@test "where an output ends too early a line says so" {
  recording
  differs_at 4
  report out/results.json --format html
  assert_output --partial '<span class="here"><i></i>(the output ends here)<b>first difference'
}

@test "processes and namespaces are drawn, with names as text" {
  recording
  report out/results.json --format html
  assert_success
  assert_output --partial 'PID 1 (outside 6)'
  assert_output --partial '>new PID namespace 11<'
  assert_output --partial 'uts B Child'
  assert_output --partial '&lt;b&gt;kid'
  printf '%s\n' "$output" >page.html
  well_formed page.html
}

@test "as text they are a tree, with MORE=1" {
  recording
  MORE=1 report out/results.json
  assert_line '  prog · PID 5 · uts A host'
  assert_line --partial '  `- <b>kid</b> · PID 1 (outside 6) · uts B Child'
  report out/results.json
  refute_output --partial 'What the kernel saw'
}

@test "each picture says in words what it shows" {
  recording
  report out/results.json --format html
  assert_output --partial 'aria-label="The processes of step run: prog, PID 5; in new PID namespace 11: &lt;b&gt;kid&lt;/b&gt;, PID 1 (outside 6), child of prog"'
}

@test "a PID namespace that was joined is not called new" {
  recording
  witnessed kid '[10,6,3]' >out/evidence/task1/run.witness
  report out/results.json --format html
  assert_output --partial '>another PID namespace, 11<'
}

@test "what a program printed or is called is shown and not obeyed" {
  recording
  printf 'a\e[31mred\e[0m\a\b\u202e\u2066z\r\n' >out/evidence/task1/run.out
  witnessed '\u202ekid\u0007' '[10,6,1]' >out/evidence/task1/run.witness
  report out/results.json --format html
  assert_success
  refute_output --regexp $'[\x01-\x08\x0b-\x1f]'
  refute_output --partial $'\u202e'
  assert_output --partial 'ared\x07\x08\u202e\u2066z'
  assert_output --partial '>\u202ekid\x07<'
}

@test "evidence of no use leaves a page all the same" {
  recording
  printf '{"event":"start","pid":' >out/evidence/task1/run.witness
  head -c 200000 /dev/urandom >out/evidence/task1/run.out
  mkdir out/evidence/task2
  printf '{' | tee out/evidence/task2/meta.json >out/evidence/task2/steps.jsonl
  "$KIT_ROOT/grader/bin/kit-report" out/results.json --format html >page.html
  grep -q 'The evidence of a recording cannot be read.' page.html
  grep -q '</html>' page.html
  well_formed page.html
}

@test "a file that is no results.json is refused" {
  local format results
  for results in '[]' '{"tests": []}' '{'; do
    printf '%s\n' "$results" >r.json
    for format in html junit json text; do
      report r.json --format "$format"
      assert_failure 2
      assert_output --partial "cannot show 'r.json'"
    done
  done
  report "$FULL" --format nonsense
  assert_failure 2
}
