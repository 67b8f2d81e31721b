#!/usr/bin/env bats
# shellcheck disable=SC2016 # what is in single quotes is for gojq
# class.bats - a class is graded side by side, resumed after kill -9, graded again
# only where something changed, and becomes a gradebook. What grades here is
# fixtures/class/grade, which needs no machine.

setup_file() {
  load helper
  load submission
  cd "$BATS_FILE_TMPDIR" || return
  export KIT_GRADE=$FIXTURES/class/grade GRADED_LOG=$PWD/graded.log
  three
  class
  assert_success
}

setup() {
  load helper
  load submission
  cd "$BATS_TEST_TMPDIR" || return
  export KIT_GRADE=$FIXTURES/class/grade GRADED_LOG=$PWD/graded.log
  : >graded.log
}

three() {
  mkdir -p class
  submission 22m0001_assignment3.tar.gz one
  submission 22m0002_assignment3.tar.gz two
  submission 22m0003_assignment3.tar.gz three
}

# graded_three - the class of three and what grading it left, as if that had been here
graded_three() {
  cp -a "$BATS_FILE_TMPDIR"/{class,out,graded.log} .
  sed -i "s|$BATS_FILE_TMPDIR/|$PWD/|g" out/intake.json
}

# made COUNT - a class of which each makes one known mistake and another one, by made.jq
made() {
  local i
  mkdir class
  for ((i = 0; i < $1; i++)); do
    mkdir -p "class/22m$((1000 + i))/task1"
    sed "/@ begin 0/a /*\nmade $i\n*/" "$KIT_ROOT/solutions/task1/namespace_prog.c" >"class/22m$((1000 + i))/task1/namespace_prog.c"
  done
}

class() {
  run "$KIT_ROOT/grader/bin/kit-class" --jobs 2 --out out "$@" class
}

# --- grading

@test "names that are hostile stay names" {
  mkdir class
  submission $'=cmd|x\t\n"<script>$(touch pwned)`touch pwned`.tar.gz' one
  submission '@x_17_assignsubmission_file_/my.tar.gz' two
  submission '.x_18_assignsubmission_file_/my.tar.gz' three
  class
  assert_success
  assert_equal "$(bsdtar -tf out/gradebook/feedback.zip | grep -c feedback.html)" 2
  [[ ! -e pwned ]]
  run cat out/gradebook/grades.csv
  assert_line --partial "\"'=cmd|x"
  refute_output --partial $'\t'
  run grep -c '<script>' out/gradebook/index.html
  assert_output 0
}

@test "a cell is no formula, whichever sign of whichever width it begins with" {
  run gojq -n -c -L "$KIT_ROOT/grader/class" 'include "rows"; "=+-@\uff1d\uff0b\uff0d\uff20\t\r" as $signs
    | [$signs / "" | .[] | (., . + "1", (select(test("\\S")) | "\u3000 \(.)1")) | guard
        | select(startswith("\u0027") | not)]'
  assert_output '[]'
}

@test "names are made safe to show, and whose they are is found and graded all the same" {
  local name=$'22m0001_\u202e\a\x1b[31m\t\n' shown='22m0001_\u202e\x07\x1b[31m\x09\x0a'
  submission $'A\u2066da\n_17_assignsubmission_file_/'"$name.tar.gz" one
  class
  assert_success
  assert_equal "$(gojq -r '.[] | "\(.key) \(.file) \(.person)"' out/intake.json)" "22m0001 $shown.tar.gz A\\u2066da\\x0a"
  assert_equal "$(gojq -r '.extra_data.submission' out/gradebook/results/22m0001.json)" "$shown.tar.gz"
  grep -qF -- "$shown" out/gradebook/students/22m0001.html
  run grep -rlE $'[\a\x1b]|\u202e|\u2066' out/gradebook/{students,index.html,grades.csv,junit}
  assert_output ''
}

@test "a class is graded with progress and becomes a gradebook" {
  three
  class
  assert_success
  assert_output --partial '3/3 '
  assert_equal "$(cut -d, -f1,4 out/gradebook/grades.csv)" '"roll","status"
"22m0001","graded"
"22m0002","graded"
"22m0003","graded"'
  local key
  for key in 22m0001 22m0002 22m0003; do
    xmllint --noout "out/gradebook/junit/$key.xml"
    grep -q "</html>" "out/gradebook/students/$key.html"
  done
  run grep -E '<script|(src|href)="[^#s]|url\(' out/gradebook/index.html
  assert_output ''
}

@test "nothing is graded again unless it changed, and --dry-run says what and why" {
  graded_three
  class
  assert_success
  assert_equal "$(wc -l <graded.log)" 3
  submission 22m0002_assignment3.tar.gz 'two, better'
  class --dry-run
  assert_success
  assert_line --regexp '22m0001 +keep +nothing changed'
  assert_line --regexp '22m0002 +grade +the submission changed'
  assert_equal "$(wc -l <graded.log)" 3
  class
  assert_equal "$(wc -l <graded.log)" 4
}

@test "grading again prints who changed, which stage, before and after" {
  graded_three
  local before after
  before=$(gojq .score out/submissions/22m0002/result/results.json)
  submission 22m0002_assignment3.tar.gz 'two, better'
  class
  after=$(gojq .score out/submissions/22m0002/result/results.json)
  [[ $before != "$after" ]]
  assert_line $'22m0002\t1a\t'"$before"$'\t'"$after"
  assert_equal "$(grep -vc '^#' out/changes.tsv)" 1
}

@test "a machine that fails is tried again and never becomes a mark" {
  three
  submission 22m0002_assignment3.tar.gz 'machine fails 1'
  submission 22m0003_assignment3.tar.gz 'machine fails 99'
  class
  assert_failure 4
  assert_output --partial '1 not graded because a machine failed'
  assert_equal "$(cut -d, -f1,4,5 out/gradebook/grades.csv | tail -n 2)" \
    "\"22m0002\",\"graded\",$(gojq .score out/submissions/22m0002/result/results.json)
\"22m0003\",\"not graded\","
}

@test "what an engine did not even begin is left over, and said" {
  graded_three
  submission 22m0002_assignment3.tar.gz 'two, better'
  mkdir bin
  printf '#!/bin/sh\ncase $* in *--joblog*) exit 1 ;; esac\nexec %s "$@"\n' "$(command -v parallel)" >bin/parallel
  chmod +x bin/parallel
  PATH=$PWD/bin:$PATH class
  assert_failure 4
  assert_output --partial '1 not graded'
}

@test "killed with -9 it resumes, and the gradebook is that of an undisturbed run" {
  graded_three
  mv out undisturbed
  : >graded.log
  mkfifo gate
  exec {gate}<>gate
  GRADE_GATE=$PWD/gate "$KIT_ROOT/grader/bin/kit-class" --jobs 2 --out out class >log 2>&1 3>&- 4>&- {gate}>&- &
  local main=$!
  await test -s graded.log
  printf '\n' >&"$gate"
  await compgen -G 'out/submissions/*/state.json' >/dev/null
  kill -KILL "$main"
  wait "$main" || true
  class
  assert_success
  run diff undisturbed/gradebook/grades.csv out/gradebook/grades.csv
  assert_success
  run diff -r undisturbed/gradebook/results out/gradebook/results
  assert_success
  run find out -name '.grade.*'
  assert_output ''
}

# --- overrides

@test "overrides are applied to the gradebook, survive and are shown; nonsense is named" {
  graded_three
  local before
  before=$(gojq .score out/submissions/22m0001/result/results.json)
  printf '# roll\tstage\tpoints\treason\n22m0001\t1a\t7.5\tshown <in> the lab\n22m0009\t1a\t1\tx\n22m0001\t1a\tmany\tx\n22m0001\t1a\t11\tx\n' >out/overrides.tsv
  class
  assert_success
  assert_output --partial 'overrides.tsv, line 3: there is no 22m0009'
  assert_output --partial 'overrides.tsv, line 4: points are no number'
  assert_output --partial 'overrides.tsv, line 5: stage 1a has 0 to 10 points'
  assert_equal "$(sed -n 2p out/gradebook/grades.csv | cut -d, -f 5,8)" 7.5,7.5
  run cat out/gradebook/students/22m0001.html
  assert_output --partial "$before points became 7.5. shown &lt;in&gt; the lab"
  assert_equal "$(gojq .score out/submissions/22m0001/result/results.json)" "$before"
}

# changed KEY PROGRAM - the result of that student becomes another one, by gojq
changed() {
  local results=out/submissions/$1/result/results.json
  gojq "$2" "$results" >r.json
  mv r.json "$results"
}

# several stages, an elective among them, with points that no binary fraction holds
SEVERAL='.extra_data |= (.tasks = [{id: "1", title: "Task 1", elective: false, score: 1.2, points: 20},
    {id: "x", title: "Elective", elective: true, score: 1.11, points: 5}]
  | .stages = [{id: "1a", task: "1", title: "one", points: 10, score: 0.1, verdict: "fail"},
    {id: "1b", task: "1", title: "two", points: 10, score: 1.1, verdict: "todo"},
    {id: "x1", task: "x", title: "three", points: 5, score: 1.11, verdict: "fail"}]
  | .score = 1.2 | .scale = 20 | .elective = 1.11) | .score = 2.31'

@test "a corrected stage changes every sum of its result, exactly" {
  graded_three
  changed 22m0001 "$SEVERAL"
  printf '22m0001\t1a\t0.2\ta\n22m0001\tx1\t3.33\tb\n' >out/overrides.tsv
  run "$KIT_ROOT/grader/bin/kit-gradebook" out
  assert_success
  assert_equal "$(gojq -c '[.score, (.extra_data | .score, .scale, .elective, .tasks[].score, .stages[].score)]' out/gradebook/results/22m0001.json)" \
    '[4.63,1.3,20,3.33,1.3,3.33,0.2,1.1,3.33]'
  assert_equal "$(sed -n 2p out/gradebook/grades.csv | cut -d, -f 5-10)" 1.3,3.33,4.63,0.2,1.1,3.33
  # nobody else has an elective, and nothing is not 0
  assert_equal "$(sed -n 3p out/gradebook/grades.csv | cut -d, -f 6,9,10)" ,,
}

@test "without an override the gradebook's result has the judge's own sums" {
  graded_three
  changed 22m0001 "$SEVERAL"
  "$KIT_ROOT/grader/bin/kit-gradebook" out
  local sums='[.score, .extra_data.score, .extra_data.scale, .extra_data.elective, .extra_data.tasks]'
  assert_equal "$(gojq -c "$sums" out/gradebook/results/22m0001.json)" "$(gojq -c "$sums" out/submissions/22m0001/result/results.json)"
}

# --- disputes

regrade() {
  run "$KIT_ROOT/grader/bin/kit-regrade" "$@" out
}

@test "a regrade packs the dispute, and its answer is on the student's page" {
  graded_three
  local own
  own=$(gojq .score out/submissions/22m0001/result/results.json)
  changed 22m0001 '.score = 0.5 | .extra_data |= (.score = 0.5 | .stages[0].score = 0.5)'
  regrade --roll 22M0001 --stage 1a --reason 'It was <our> mistake.'
  assert_success
  assert_equal "$(gojq .score out/submissions/22m0001/result/results.json)" "$own"
  assert_equal "$(cut -f 2- out/regrades.tsv)" $'22m0001\t1a\t0.5\t'"$own"$'\tIt was <our> mistake.\t'
  assert_equal "$(cd out/regrades/22m0001 && echo *)" 'dispute.txt former.json fresh fresh.log own own.log page.html'
  class
  grep -q "stage 1a: 0.5 points became $own. It was &lt;our&gt; mistake." out/gradebook/students/22m0001.html
  assert_equal "$(gojq -r '.[0].by_hand | map(select(test("seed"))) | length' out/gradebook/class.json)" 0
}

@test "what hangs on the seed stays as the own seed has it, and is listed for a person" {
  mkdir class
  submission 22m0001_assignment3.tar.gz 'hangs on the seed 3'
  class
  local own
  own=$(gojq .score out/submissions/22m0001/result/results.json)
  regrade --roll 22m0001
  assert_success
  assert_line --regexp "^  1a.1 1a-one .* $own/10 .* fail 0/10  DIFFERS"
  assert_equal "$(gojq .score out/submissions/22m0001/result/results.json)" "$own"
  gojq -e '.[0].by_hand | index("recorded again with a fresh seed it comes out otherwise: 1a.1")' out/gradebook/class.json
}

@test "a regrade whose machine fails changes nothing" {
  graded_three
  submission 22m0002_assignment3.tar.gz 'machine fails 99'
  regrade --roll 22m0002
  assert_failure 4
  [[ ! -e out/regrades.tsv && ! -e out/regrades/22m0002 && -e out/submissions/22m0002/state.json ]]
}

@test "--dry-run says whose points other checks would change, and changes nothing" {
  graded_three
  local dir=out/submissions/22m0001 score
  score=$(gojq .score $dir/result/results.json)
  mkdir $dir/result/evidence/task1
  printf '{"task": "1", "machine_status": 0, "seconds": 1}\n' >$dir/result/evidence/task1/meta.json
  printf '{"ended": true, "status": 0, "tampered": false}\n' >$dir/result/evidence/task1/line.json
  gojq '.checks = "others"' $dir/state.json >s.json
  mv s.json $dir/state.json
  cp -r out/submissions before
  class --dry-run
  assert_success
  assert_line $'22m0001\t1a\t'"$score"$'\t0'
  diff -r before out/submissions
}

# --- the page of the class

@test "the page of the class says how it did, and where most have to look first" {
  graded_three
  local key score
  for key in 22m0001:10 22m0002:3.33 22m0003:1.1; do
    score=${key#*:}
    changed "${key%:*}" ".score = $score | .extra_data.score = $score | .extra_data.tasks[0].score = $score
      | .extra_data.stages[0] |= (.score = $score | .verdict = if $score == 10 then \"pass\" else \"fail\" end)
      | .tests[0] |= (.number = \"1a.$RANDOM\" | .extra_data |= (.say = \"it <did> not fork\"
        | .verdict = if $score == 10 then \"pass\" else \"fail\" end))"
  done
  "$KIT_ROOT/grader/bin/kit-gradebook" out
  run cat out/gradebook/index.html
  assert_output --partial '3.33 <small>median of 10</small>'
  assert_output --partial '3 entries, 3 graded · mean 4.81 · full marks 1'
  assert_output --partial 'aria-label="How many scores lie in each tenth of the scale, from the lowest: 0, 1, 0, 1, 0, 0, 0, 0, 0, 1"'
  assert_line --partial '<td class="number">33 %</td>'
  assert_output --partial '<td class="number">2</td><td class="number">2</td><td class="what">it &lt;did&gt; not fork'
}

@test "the mistakes of the class are those that were made, with everybody who made them, and cost all that was lost" {
  made 6
  class
  assert_success
  gojq -s -r '[.[] | .extra_data.roll as $roll | (.extra_data.stages | map({(.id): .task}) | add) as $tasks
      | .tests[] | select(.extra_data.verdict == "fail") | $tasks[.number | split(".")[0]] as $task
      | {id: (.extra_data | if .mistake then "\($task)/\(.mistake)" else .id end), roll: $roll}]
    | group_by(.id)[] | [.[0].id, length, (map(.roll) | join(" "))] | @tsv' \
    out/submissions/*/result/results.json | sort >expected
  # python's reader of tables, as a spreadsheet's
  python3 -c 'import csv, decimal as d
table = lambda name: csv.DictReader(open(f"out/gradebook/{name}.csv"))
mistakes = list(table("mistakes"))
for r in mistakes: print(r["mistake"] or r["check"], r["students"], r["members"], sep="\t")
lost = sum(d.Decimal(r["of"]) - d.Decimal(r["points"]) for r in table("checks") if r["verdict"] in ("fail", "blocked"))
assert lost > 0 and lost == sum(d.Decimal(r["points"]) for r in mistakes), lost' | sort >seen
  diff expected seen
}

@test "what waits is lost by the mistake that failed, in its stage or else in its task" {
  gojq -n '[{status: "graded", key: "a", total: 1, stages: [{id: "1a", task: "1"}, {id: "1b", task: "1"}, {id: "2a", task: "2"}],
    checks: [
    {id: "1a-x", stage: "1a", name: "x", verdict: "fail", mistake: "1/m", lost: 1.5},
    {id: "1b-y", stage: "1b", name: "y", verdict: "blocked", mistake: "1/m", lost: 2},
    {id: "1b-z", stage: "1b", name: "z", verdict: "blocked", lost: 4},
    {id: "2a-v", stage: "2a", name: "v", verdict: "fail", lost: 8},
    {id: "2a-w", stage: "2a", name: "w", verdict: "blocked", lost: 16}]}]' >rows
  run gojq -c -L "$KIT_ROOT/grader/class" -L "$KIT_ROOT/grader/judge" 'include "mistakes"; mistakes[] | [.id, .lost, .stages, .say]' rows
  assert_output '["2a-v",24,["2a"],"v"]
["1/m",7.5,["1a","1b"],"x"]'
}

@test "what no mistake explains is one group, whatever the numbers in it" {
  graded_three
  local key
  for key in 22m0001 22m0002 22m0003; do
    changed "$key" ".tests[0].extra_data |= (.verdict = \"fail\" | .seen = \"pid:[40$RANDOM] of run-$RANDOM, not new\nits output $RANDOM\")"
  done
  changed 22m0003 '.tests[0].extra_data.seen = "nothing ran"'
  "$KIT_ROOT/grader/bin/kit-gradebook" out
  assert_equal "$(cut -d, -f 3-4 out/gradebook/mistakes.csv | tail -n +2)" $'"1a-one","pid:[#] of #\n"1a-one","nothing ran"'
}

@test "the lines of each student in checks.csv sum to the total, corrections among them" {
  made 3
  class
  printf '22m1002\t1a\t0.07\ta\n' >out/overrides.tsv
  "$KIT_ROOT/grader/bin/kit-gradebook" out
  python3 -c 'import csv, decimal as d
sums = {}
for r in csv.DictReader(open("out/gradebook/checks.csv")): sums[r["roll"]] = sums.get(r["roll"], 0) + d.Decimal(r["points"])
for r in csv.DictReader(open("out/gradebook/grades.csv")): assert sums.pop(r["roll"]) == d.Decimal(r["total"]), r
assert not sums'
}

@test "a sentence that is pinned to a mistake is on each member's page, also after a killed run" {
  made 4
  class
  local key pinned
  pinned=$(gojq -r '[.[].checks[].mistake // empty] | first' out/gradebook/class.json)
  printf '%s\tSee <Thursday>.\r\nno-such\tx\n' "$pinned" >out/notes.tsv
  gojq -r --arg pinned "$pinned" '.[] | select(any(.checks[]; .mistake == $pinned)) | .key' out/gradebook/class.json >members
  rm -r out/submissions/22m1003 out/gradebook
  class
  assert_output --partial 'notes.tsv, line 2: there is no mistake or check no-such'
  while read -r key; do
    grep -q '<dt>your instructor</dt><dd>See &lt;Thursday&gt;.</dd>' "out/gradebook/students/$key.html"
  done <members
  assert_equal "$(grep -l 'See &lt;Thursday' out/gradebook/students/* | wc -l)" "$(wc -l <members)"
}

@test "whom to look at is one list with its reasons, and everybody else needs nobody" {
  made 8
  sed -i '/@ begin\|@ end/d' class/22m100[67]/task1/namespace_prog.c
  touch -d 2026-01-01 class/*/*/*
  touch -d '2026-03-01 01:00' class/22m1000/task1/namespace_prog.c
  mkdir class/22m1003/task3
  printf 'x=1\n' >class/22m1003/task3/setup.sh
  sed -i '1i int mine;' class/22m1004/task1/namespace_prog.c
  printf 'nothing' >class/22m1009_assignment3.zip
  class --deadline '2026-03-01 00:00'
  changed 22m1001 '.extra_data.tampered = true'
  changed 22m1002 '.extra_data.notes = ["another container runtime was called, which is not there and earns nothing: docker."]'
  changed 22m1004 '.extra_data.stages[0].verdict = "fail"'
  changed 22m1005 '.extra_data.notes = ["task 1: the machine was stopped because its time was over; what was recorded until then is judged."]'
  changed 22m1007 '.extra_data.edition = 2024'
  changed 22m1006 '.tests |= map(.extra_data |= if .verdict == "fail" then .mistake = null else . end)'
  "$KIT_ROOT/grader/bin/kit-gradebook" out
  run gojq -r '.[] | "\(.key) \(.by_hand[])"' out/gradebook/class.json
  assert_line '22m1000 late by 1 h 0 min'
  assert_line '22m1001 the evidence line was tampered with'
  assert_line --regexp '^22m1002 another container runtime was called, .*: docker\.$'
  assert_line '22m1003 task3/setup.sh is a file of the edition 2025'
  assert_line '22m1004 task1/namespace_prog.c is changed outside its regions, and not all of it passes'
  assert_line --partial '22m1005 task 1: the machine was stopped'
  assert_line "22m1006 task1/namespace_prog.c has none of the kit's regions: is it another edition's?"
  assert_line --regexp '^22m1006 full marks but for .*; no known mistake explains that$'
  assert_line --regexp '^22m1009 refused: '
  refute_line --partial 22m1007
}

@test "the page of a thousand stays under 1 MB, and the tables beside it are whole" {
  made 4
  class
  gojq -c '[range(250) as $i | .[] | .key += "-\($i)" | .roll = .key | .person = "A name that is rather long"
    | .by_hand = ["late by 3 h 20 min"]]' out/gradebook/class.json >thousand
  gojq -r -L "$KIT_ROOT"/grader/report -L "$KIT_ROOT"/grader/class -L "$KIT_ROOT"/grader/judge --arg name x \
    --slurpfile orders out/gradebook/orders.json -f "$KIT_ROOT"/grader/class/class.jq thousand >page.html
  (($(stat -c %s page.html) < 1000000))
}

@test "a stage that nobody began is to do, on the page of the class and in Moodle" {
  submission 'Ada L_17_assignsubmission_file_/22m0001_assignment3.tar.gz' one
  printf '%s\n' 'Identifier,"Full name",Grade,"Maximum grade","Grade can be changed","Feedback comments"' \
    'Participant 17,"Ada L",,20.00,Yes,""' >sheet.csv
  class
  changed 22m0001 "$SEVERAL"
  "$KIT_ROOT/grader/bin/kit-gradebook" --worksheet sheet.csv out
  grep -q '<td class="v todo">1.1</td>' out/gradebook/index.html
  run sed -n 2p out/gradebook/worksheet.csv
  assert_output --partial '2.31,20.00,Yes,"<p>1.2 of 20, and 1.11 for electives.</p>'
  assert_output --partial '<li>1b: to do, 1.1 of 10</li>'
}

# --- Moodle

@test "the worksheet is filled in and the feedback zip has a page for each" {
  submission 'Ada L_17_assignsubmission_file_/22m0001_assignment3.tar.gz' one
  submission 'Bo "B" Öz_18_assignsubmission_file_/22m0002_assignment3.tar.gz' two
  printf '%s\r\n' 'Identifier,"Full name",Grade,"Maximum grade","Grade can be changed","Feedback comments"' \
    'Participant 17,"Ada L",,10.00,Yes,""' 'Participant 18,"Bo ""B"" Öz",,10.00,No,""' >sheet.csv
  class --worksheet sheet.csv
  assert_success
  assert_output --partial "worksheet: row 3, 'Participant 18', is locked, so Moodle would skip it"
  run cut -d, -f1-5 out/gradebook/worksheet.csv
  assert_line --index 1 "Participant 17,\"Ada L\",$(gojq .score out/submissions/22m0001/result/results.json),10.00,Yes"
  assert_line --index 2 'Participant 18,"Bo ""B"" Öz",,10.00,No'
  assert_equal "$(bsdtar -tf out/gradebook/feedback.zip | grep html)" \
    $'Ada L_17_assignsubmission_file_/feedback.html\nBo "B" Öz_18_assignsubmission_file_/feedback.html'
}

# --- for people to look at

@test "what was changed outside the regions is flagged, and files without regions" {
  mkdir -p class/22m0001/task1 class/22m0002/task1 class/22m0003/task1
  cp "$KIT_ROOT/solutions/task1/namespace_prog.c" class/22m0001/task1
  sed '1s/^/int mine;\n/' "$KIT_ROOT/solutions/task1/namespace_prog.c" >class/22m0002/task1/namespace_prog.c
  printf 'int main(void) {}\n' >class/22m0003/task1/namespace_prog.c
  class
  assert_success
  assert_equal "$(gojq -r '.[] | "\(.key): \(.by_hand | join(","))"' out/gradebook/class.json)" \
    "22m0001: 
22m0002: task1/namespace_prog.c is changed outside its regions, and not all of it passes
22m0003: task1/namespace_prog.c has none of the kit's regions: is it another edition's?"
}

@test "a folder for Dolos has everybody's files, info.csv and the skeleton" {
  submission 'Ada, "A"_17_assignsubmission_file_/22m0001_assignment3.tar.gz' one 2026-01-01T00:00:00Z
  submission 'Bo_18_assignsubmission_file_/22m0002_assignment3.tar.gz' two 2026-01-01T00:00:00Z
  class
  run "$KIT_ROOT/grader/bin/kit-dolos" out dolos
  assert_success
  assert_equal "$(ls dolos dolos/*)" $'dolos:\ntask1-namespace_prog\n\ndolos/task1-namespace_prog:\n22m0001.c\n22m0002.c\ninfo.csv\ntemplate.c'
  assert_equal "$(cat dolos/task1-namespace_prog/info.csv)" '"filename","full_name","created_at"
"22m0001.c","Ada, ""A""","2026-01-01 00:00:00 +0000"
"22m0002.c","Bo","2026-01-01 00:00:00 +0000"'
  cmp dolos/task1-namespace_prog/template.c "$KIT_ROOT/task1/namespace_prog.c"
}

@test "a submission's budget is more than the limits of all tasks, and decides what is graded again" {
  graded_three
  assert_equal "$(gojq -c --slurpfile rooms "$KIT_ROOT/build/tables/rooms.json" \
    '.options | [.[0], (.[1] | tonumber) > ([$rooms[0][].seconds] | add)]' out/submissions/22m0002/state.json)" '["--budget",true]'
  BUDGET_SEC=1 class --dry-run
  assert_line --regexp '^22m0002 +grade +other options'
}
