#!/usr/bin/env bats
# report.bats - results.json becomes text that a student can read and that does
# nothing to the terminal.

setup() {
  load helper
  cd "$BATS_TEST_TMPDIR" || return
  FULL=$FIXTURES/report/full.json
  MIXED=$FIXTURES/report/mixed.json
}

# results JQ-PROGRAM - writes r.json: full.json changed; text - renders it
results() { jq "$1" "$FULL" >r.json; }
text() { run "$ASAN/report" text r.json; }

# fail_with EXTRA [PROGRAM] - r.json in which check 1b.1 fails with this
# extra_data, changed by PROGRAM (both jq)
fail_with() {
  results ".tests[2].extra_data = ({verdict: \"fail\"} + $1)
    | .tests[2].status = \"failed\"
    | .extra_data.stages[1].verdict = \"fail\"
    | .extra_data.stages[1].score = 0 | .extra_data.score = 10 | ${2:-.}"
}

assert_refused() {
  text
  assert_failure 2
  assert_output "$1"
}

# --- the whole

@test "full marks are a short table and the score" {
  run "$ASAN/report" text "$FULL"
  assert_success
  assert_output "\
Task 1         20/20
  1a  pass     10/10  Child 1 in new UTS and PID namespaces
  1b  pass     10/10  Child 2 joins both, the parent stays where it was

22m0789_assignment3.tar.gz, roll number 22m0789, recorded with uml in 3.42 s,
seed 5f0c11d2, kit 1.0

Score: 20/20"
}

@test "a mixed result looks as it should" {
  run "$ASAN/report" text "$MIXED"
  assert_success
  assert_output "$(<"$FIXTURES/report/mixed.text")"
}

@test "no line is wider than 80 columns" {
  LC_ALL=C.UTF-8
  while IFS= read -r line; do
    ((${#line} <= 80)) || fail "too wide: $line"
  done <"$FIXTURES/report/mixed.text"
}

@test "numbers are printed as the judge wrote them, and no sum is made" {
  results '.extra_data.stages[0].score = 6.67 | .extra_data.tasks[0].score = 14.2
    | .extra_data.score = 14.17 | .score = 99'
  text
  assert_line --index 0 'Task 1         14.2/20'
  assert_line --index 1 '  1a  pass     6.67/10  Child 1 in new UTS and PID namespaces'
  assert_equal "${lines[-1]}" 'Score: 14.17/20'
}

@test "electives are on top of the scale, whatever they are called" {
  results '.extra_data.stages += [{id: "y1", task: "y", title: "Overlay", points: 5, score: 5, verdict: "pass"}]
    | .extra_data.tasks += [{id: "y", title: "For those who want more", elective: true, points: 5, score: 5}]
    | .extra_data.elective = 5'
  text
  assert_line 'For those who want more   5/5'
  assert_equal "${lines[-1]}" 'Score: 20/20 (+5)'
  results '.extra_data.elective = 0'
  text
  assert_equal "${lines[-1]}" 'Score: 20/20 (+0)'
}

@test "a refused submission says why" {
  printf '%s' '{"score": 0, "output": "Refused: the archive holds a link.",
    "tests": [], "extra_data": {"score": 0, "scale": 100}}' >r.json
  text
  assert_success
  assert_output "\
Refused: the archive holds a link.

Score: 0/100"
}

@test "notes are sentences" {
  results '.extra_data.notes = ["Task 2 was not submitted."]'
  text
  assert_line 'Task 2 was not submitted.'
}

@test "tampering is a sentence" {
  results '.extra_data.tampered = true'
  text
  assert_line --partial 'Something other than the recorder wrote to the evidence'
}

# --- stages and checks

@test "a failed check is told in full" {
  fail_with '{required: "R", seen: "S", why: "W", look: "L"}'
  text
  assert_output --partial "
  1b  fail      0/10  Child 2 joins both, the parent stays where it was

      child 2 is PID 2 in the PID namespace of child 1
        required  R
        seen      S
        why       W
        look at   L
"
}

@test "a known mistake is what is said first" {
  fail_with '{required: "R", seen: "S", say: "fork before you look"}'
  text
  assert_output --partial "
      fork before you look
        check     child 2 is PID 2 in the PID namespace of child 1
        required  R
        seen      S
"
}

@test "what nobody has begun is one line" {
  fail_with '{verdict: "todo"}' '.extra_data.stages[1].verdict = "todo" | .extra_data.stages[1].stand_in = "1a"
    | .tests += [{number: "9z.1", name: "stray", extra_data: {verdict: "todo"}}]'
  text
  assert_line --index 2 '  1b  to do     0/10  Child 2 joins both, the parent stays where it was'
  assert_line --index 3 --partial '22m0789_assignment3.tar.gz'
}

@test "a failed check without the kit's extra_data shows its output" {
  results '.tests[2].extra_data = null | .tests[2].status = "failed"
    | .tests[2].output = "line 1\nline 2"
    | .extra_data.stages[1].verdict = "fail"'
  text
  assert_output --partial "
      child 2 is PID 2 in the PID namespace of child 1
        line 1
        line 2
"
}

@test "what was seen stays line by line, at most 15 of them" {
  fail_with '{seen: ([range(1; 41) | "line \(.)"] | join("\n"))}'
  text
  assert_line '          line 15'
  refute_line '          line 16'
  assert_line '          … 25 more lines'
}

@test "white space inside what was seen is kept, tabs go to their stops" {
  fail_with '{seen: "a  b\tc\r\nd\n"}'
  text
  assert_line '          a  b    c'
  assert_line '          d'
}

@test "long sentences are wrapped below themselves" {
  fail_with '{why: ([range(30) | "word"] | join(" "))}'
  text
  assert_output --partial "
        why       word word word word word word word word word word word word
                  word word word word word word word word word word word word
                  word word word word word word
"
}

@test "further failed checks are brief" {
  fail_with '{required: "R"}'
  jq '.tests += [.tests[2] | .number = "1b.2" | .name = "another"
    | .extra_data = {verdict: "fail", required: ("r" * 70), why: "hidden",
      seen: "1\n2\n3\n4\n5\n6\n"}]' r.json >two.json
  mv two.json r.json
  text
  assert_output --partial "
      also: another
        required  $(printf 'r%.0s' {1..61})…
        seen
          1
          2
          3
          4
          5
          … 1 more line

"
  refute_output --partial 'hidden'
}

@test "checks that wait are counted" {
  fail_with '{required: "R"}'
  jq '.tests += [.tests[2] | .number = "1b.2"
    | .extra_data = {verdict: "blocked", seen: "nothing"}]' r.json >two.json
  mv two.json r.json
  text
  assert_line '      1 more check waits for this one'
}

@test "a blocked stage says what it waits for" {
  results '.extra_data.stages[1].verdict = "blocked"
    | .tests[2].extra_data = {verdict: "blocked", seen: "no child 1 to join"}'
  text
  assert_line '      waits: no child 1 to join'
}

@test "a stand-in is said, also where the stage passed" {
  results '.extra_data.stages[1].stand_in = "1a"'
  text
  assert_line --partial "Recorded with the solution's 1a in the place of"
}

@test "the machine's fault is called that" {
  results '.extra_data.stages[1].verdict = "infra"
    | .tests[2].extra_data = {verdict: "infra", seen: "the machine ended"}'
  text
  assert_line --partial 'The machine failed here, not the submission.'
  assert_line '        seen      the machine ended'
  assert_equal "${lines[-1]}" 'No score: the machine failed, grade it again'
}

@test "a failed check of no stage is not lost" {
  results '.tests += [{number: "9z.1", name: "a stray one", status: "failed",
    output: "reason"}]'
  text
  assert_line '      a stray one'
  assert_line '        reason'
}

# --- colour

@test "no colour when the output is no terminal" {
  run "$ASAN/report" text "$MIXED"
  refute_output --partial $'\033'
}

@test "--color=always colours the verdicts, never the score" {
  run "$ASAN/report" text "$MIXED" --color=always
  assert_line --partial $'\033[31mfail\033[0m'
  assert_line --partial $'\033[32mpass\033[0m'
  assert_equal "${lines[-1]}" 'No score: the machine failed, grade it again'
}

@test "a terminal gets colour, with NO_COLOR none" {
  command -v script >/dev/null || skip 'script(1) is not installed'
  TERM=xterm run script -qec "'$ASAN/report' text '$FULL'" /dev/null
  assert_output --partial $'\033[32mpass'
  NO_COLOR=1 TERM=xterm run script -qec "'$ASAN/report' text '$FULL'" /dev/null
  refute_output --partial $'\033'
}

# --- hostile input

@test "control characters of a student do nothing" {
  fail_with '{seen: "a\u001b]0;title\u0007b\u0000c\u009bd\u202ee\rf",
    required: "\u001b[2J"}' '.tests[2].name = "\u001b[31mred"
    | .extra_data.submission = "x\u001b[H"'
  text
  assert_success
  refute_output --partial $'\033'
  assert_line '        seen      a\x1b]0;title\x07b\x00c\x9bd\u202ee\x0df'
  assert_line '        required  \x1b[2J'
  assert_line '      \x1b[31mred'
}

@test "a student cannot forge the last line" {
  fail_with '{seen: "x\nScore: 100/20\n", look: "y\nScore: 100/20"}' '
    .extra_data.submission = "a\nScore: 100/20"
    | .extra_data.notes = ["b\nScore: 100/20"]'
  text
  assert_equal "${lines[-1]}" 'Score: 10/20'
  run grep -c '^Score: ' <<<"$output"
  assert_output 1
}

@test "bytes that are not UTF-8 are refused: kit-judge writes none" {
  printf '{"score":0,"output":"a\377\300\200b","extra_data":{"scale":1}}' >r.json
  assert_refused "report: 'r.json' is no JSON: line 1, column 22"
}

@test "columns are counted as a terminal shows them" {
  fail_with '{required: ([range(15) | "\u4f60\u4f60"] | join(" ")), why: ([range(16) | "a\u0301bc"] | join(" "))}'
  text
  # twelve words of four columns, fifteen of three
  assert_line $'        required  \u4f60\u4f60'"$(printf ' \u4f60\u4f60%.0s' {1..11})"
  assert_line $'        why       a\u0301bc'"$(printf ' a\u0301bc%.0s' {1..14})"
}

@test "an endless word and an endless line are cut" {
  fail_with '{required: ("x" * 100000), seen: ("y" * 100000 + "\nz")}'
  text
  assert_success
  ((${#output} < 6000))
  assert_output --partial 'yyy…'
}

@test "deep nesting is refused" {
  printf '[%.0s' {1..50000} >r.json
  text
  assert_failure 2
  assert_output --partial "report: 'r.json' is no JSON"
}

@test "too much of anything is refused" {
  results '.extra_data.stages = [range(101) | {}]'
  assert_refused "report: 'stages' has more than 100 members"
  results '.tests = [range(2001) | {}]'
  assert_refused "report: 'tests' has more than 2000 members"
  results '.extra_data.tasks = [range(51) | {}]'
  assert_refused "report: 'tasks' has more than 50 members"
  head -c 9000000 /dev/zero >r.json
  assert_refused "report: 'r.json' is larger than 8 MiB"
}

@test "values of a wrong kind are refused or left out" {
  results '.tests = "none"'
  assert_refused "report: 'tests' is no array"
  results '.extra_data.score = 1e300'
  assert_refused "report: a 'score' is out of range"
  results '.extra_data.stages[0].verdict = "splendid"'
  assert_refused "report: a stage or test has no known 'verdict'"
  printf '[]' >r.json
  assert_refused "report: 'r.json' is no results.json"
  results '.extra_data.submission = 5 | .tests[0].name = {} | .output = []'
  text
  assert_success
}

# --- usage

@test "wrong usage is 2, help is 0" {
  run "$ASAN/report"
  assert_failure 2
  run "$ASAN/report" papyrus "$FULL"
  assert_failure 2
  assert_output "report: unknown format 'papyrus'"
  run "$ASAN/report" text "$FULL" --color=green
  assert_failure 2
  run "$ASAN/report" --help
  assert_success
}

@test "a report that cannot be written is an error" {
  [[ -w /dev/full ]] || skip '/dev/full is not there'
  run bash -c '"$1" text "$2" >/dev/full' - "$ASAN/report" "$FULL"
  assert_failure 4
}

@test "kit-report shows text" {
  [[ -x $BIN/report ]] || skip 'build/bin/report is not built'
  run "$KIT_ROOT/grader/bin/kit-report" "$FULL" --format text
  assert_success
  assert_equal "${lines[-1]}" 'Score: 20/20'
}

@test "kit-report refuses what it does not know" {
  run "$KIT_ROOT/grader/bin/kit-report"
  assert_failure 2
  run "$KIT_ROOT/grader/bin/kit-report" --verbose "$FULL"
  assert_failure 2
  assert_line "kit-report: unknown option '--verbose'"
}
