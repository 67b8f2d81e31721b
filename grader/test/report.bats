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
results() { gojq "$1" "$FULL" >r.json; }
text() { run "$KIT_ROOT/grader/bin/kit-report" r.json; }

# fail_with EXTRA [PROGRAM] - r.json in which check 1b.1 fails with this
# extra_data, changed by PROGRAM (both of gojq)
fail_with() {
  results ".tests[2].extra_data = ({verdict: \"fail\"} + $1)
    | .tests[2].status = \"failed\" | .tests[2].score = 0
    | .extra_data.stages[1].verdict = \"fail\"
    | .extra_data.stages[1].score = 0 | .extra_data.score = 10 | ${2:-.}"
}

# --- the whole

@test "full marks are a short table and the score" {
  run "$KIT_ROOT/grader/bin/kit-report" "$FULL"
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
  MORE=1 run "$KIT_ROOT/grader/bin/kit-report" "$MIXED"
  assert_success
  assert_output "$(<"$FIXTURES/report/mixed.text")"
}

@test "of a kit that nobody has touched the list of stages is all" {
  results '(.extra_data.stages[], .tests[].extra_data) |= (.verdict = "todo")
    | (.extra_data.stages[], .extra_data.tasks[], .extra_data).score = 0'
  text
  assert_output 'Task 1         0/20
  1a  to do    0/10  Child 1 in new UTS and PID namespaces
  1b  to do    0/10  Child 2 joins both, the parent stays where it was

Score: 0/20'
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

@test "what is said of the whole stands above the score" {
  results '.output = "Refused: the archive holds a link."'
  text
  assert_line 'Refused: the archive holds a link.'
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

      not met: child 2 is PID 2 in the PID namespace of child 1: S (−10)
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
      fork before you look (−10)
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
  gojq '.tests += [.tests[2] | .number = "1b.2" | .name = "another"
    | .extra_data = {verdict: "fail", required: ("r" * 70), why: "hidden",
      seen: "1\n2\n3\n4\n5\n6\n"}]' r.json >two.json
  mv two.json r.json
  text
  assert_line '      not met: child 2 is PID 2 in the PID namespace of child 1 (−10)'
  assert_line '      also: not met: another (−10)'
  assert_line 'To see every finding in full, run it again with MORE=1.'
  refute_output --partial 'hidden'
}

@test "checks that wait are counted" {
  fail_with '{required: "R"}'
  gojq '.tests += [.tests[2] | .number = "1b.2"
    | .extra_data = {verdict: "blocked", seen: "nothing"}]' r.json >two.json
  mv two.json r.json
  text
  assert_line '      1 more check waits for this one (−10)'
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
  results '.extra_data.stages[1].verdict = "infra" | .extra_data.stages[1].score = null
    | .extra_data.score = null
    | .tests[2].extra_data = {verdict: "infra", seen: "the machine ended"}'
  text
  assert_line --regexp '1b  infra +–/10'
  assert_line --partial 'The machine failed here, not the submission.'
  assert_line '        seen      the machine ended'
  assert_equal "${lines[-1]}" 'No score: the machine failed, grade it again'
}

@test "a failed check of no stage is not lost" {
  results '.tests += [{number: "9z.1", name: "a stray one", status: "failed",
    extra_data: {verdict: "fail", seen: "reason"}}]'
  text
  assert_line '      not met: a stray one: reason'
  assert_line '        seen      reason'
}

# --- colour

@test "no colour when the output is no terminal" {
  run "$KIT_ROOT/grader/bin/kit-report" "$MIXED"
  refute_output --partial $'\033'
}

@test "--color=always colours the verdicts, never the score" {
  run "$KIT_ROOT/grader/bin/kit-report" "$MIXED" --color=always
  assert_line --partial $'\033[31mfail'
  assert_line --partial $'\033[32mpass'
  assert_equal "${lines[-1]}" 'No score: the machine failed, grade it again'
}

@test "a terminal gets colour, with NO_COLOR none" {
  command -v script >/dev/null || skip 'script(1) is not installed'
  TERM=xterm run script -qec "'$KIT_ROOT/grader/bin/kit-report' '$FULL'" /dev/null
  assert_output --partial $'\033[32mpass'
  NO_COLOR=1 TERM=xterm run script -qec "'$KIT_ROOT/grader/bin/kit-report' '$FULL'" /dev/null
  refute_output --partial $'\033'
}

# --- hostile input

@test "a student cannot forge the last line" {
  fail_with '{seen: "x\nScore: 100/20\n", look: "y\nScore: 100/20"}' '
    .extra_data.submission = "a\nScore: 100/20"
    | .extra_data.notes = ["b\nScore: 100/20"]'
  text
  assert_equal "${lines[-1]}" 'Score: 10/20'
  run grep -c '^Score: ' <<<"$output"
  assert_output 1
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

# --- usage

@test "a report that cannot be written is an error" {
  [[ -w /dev/full ]] || skip '/dev/full is not there'
  # shellcheck disable=SC2016 # for the inner shell
  run bash -c '"$1" "$2" >/dev/full' - "$KIT_ROOT/grader/bin/kit-report" "$FULL"
  assert_failure
}

@test "kit-report refuses what it does not know" {
  run "$KIT_ROOT/grader/bin/kit-report"
  assert_failure 2
  run "$KIT_ROOT/grader/bin/kit-report" --verbose "$FULL"
  assert_failure 2
  assert_line "kit-report: unknown option '--verbose'"
}
