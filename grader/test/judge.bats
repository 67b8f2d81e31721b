#!/usr/bin/env bats
# judge.bats - from rows and evidence to verdicts and points: a room of the test's own in
# a scratch kit, judged without a machine.

load helper

setup() {
  cd "$BATS_TEST_TMPDIR" || return
  mkdir -p kit/{build,grader/tasks/t} out/evidence/taskt out/src/taskt kit/solutions/taskt kit/vm
  cp -r "$KIT_ROOT"/grader/{bin,lib,judge,course.sh} kit/grader
  cp -r "$KIT_ROOT"/vm/lib kit/vm
  ln -s "$KIT_ROOT/build/bin" kit/build/bin
  room
  printf '//@ begin t1 one\ndone();\n//@ end t1\n//@ begin t2 two\ndone();\n//@ end t2\n' \
    | tee out/src/taskt/own.c >kit/solutions/taskt/own.c
  printf '{"files": [], "refused": null, "kind": "tar", "submission": "x", "roll": null, "digest": "d"}\n' >out/unpack.json
  printf '{"task": "t", "machine_status": 0, "seconds": 1}\n' >out/evidence/taskt/meta.json
  printf '{"ended": true, "status": 0, "tampered": false}\n' >out/evidence/taskt/line.json
  printf '{"a": true, "b": true, "c": true}\n' >out/evidence/taskt/said.json
}

# room - two stages, whose facts are what the evidence says
room() {
  local room=kit/grader/tasks/t
  cat >$room/task.jq <<'END'
{ title: "Task t", folder: "taskt", seconds: 10, memory: 256,
  files: [{name: "own.c", kib: 4, needed: true}] }
END
  cat >$room/stages.jq <<'END'
[ {id: "t1", points: 10, file: "own.c", title: "one"},
  {id: "t2", points: 5, file: "own.c", title: "two", needs: ["t1"], since: 2020} ]
END
  cat >$room/facts.jq <<'END'
include "evidence";
def facts: {d: false} + (object("said.json") // {}) | map_values(fact(.; "seen: \(.)"))
  | .c |= if . then .measured = true | plus("printed") else . end;
def notes: ["a note"];
END
  cat >$room/checks.jq <<'END'
[ {id: "t1-a", stage: "t1", share: 1, name: "a holds", fact: "a", required: "a", why: "why a", look: "look a"},
  {id: "t1-b", stage: "t1", share: 1, name: "b and c hold", demands: [
    {fact: "b", required: "b", why: "why b", look: "look b"},
    {fact: "c", required: "c", why: "why c", look: "look c"}]},
  {id: "t1-c", stage: "t1", share: 1, name: "c holds", fact: "c", required: "c", why: "why c", look: "look c"},
  {id: "t2-a", stage: "t2", name: "a holds", fact: "a", required: "a", why: "why a", look: "look a"} ]
END
  cat >$room/mistakes.jq <<'END'
[ {id: "first", check: "t1-a", fact: "d", say: "d was done", why: "why d", look: "look d"},
  {id: "second", check: "t1-a", fact: "not b", say: "b was not done", why: "why b", look: "look b"} ]
END
  kit/grader/lib/compile-tables kit/build/tables
}

said() {
  printf '%s\n' "$1" >out/evidence/taskt/said.json
}

# judge [OPTIONS] - judges anew.
judge() {
  rm -rf out/judged out/results.json
  kit/grader/bin/kit-judge "$@" out
}

# results FILTER - what results.json says.
results() {
  gojq -c "$1" out/results.json
}

@test "shares of a stage are whole hundredths that sum to it" {
  judge
  assert_equal "$(results '[.tests[].max_score]')" '[3.33,3.33,3.34,5]'
  assert_equal "$(results '[.score, .extra_data.score, .extra_data.scale, .extra_data.elective]')" '[15,15,15,null]'
  assert_equal "$(results '.extra_data.tasks')" '[{"elective":false,"id":"t","points":15,"score":15,"title":"Task t"}]'
}

@test "what the failures of a stage cost makes up its points, to the cent, in every format" {
  said '{"a": false, "b": true, "c": false}'
  judge
  assert_equal "$(results '[.tests[].output | capture("(?<costs>.*)").costs]')" \
    '["not met: a holds (−3.33)","not met: b and c hold (−3.33)","not met: c holds (−3.34)","not met: a holds (−5)"]'
  local format
  for format in text html; do
    run env MORE=1 "$KIT_ROOT/grader/bin/kit-report" --format "$format" out/results.json
    assert_equal "$(grep -oP '\(−\K[0-9.]+' <<<"$output" | gojq -s 'map(. * 100) | add / 100')" "$(results '.extra_data | .scale - .score')"
  done
}

@test "the first demand that is not met speaks, in the words of its row" {
  said '{"a": true, "b": true, "c": false}'
  judge
  assert_equal "$(results '[.tests[].extra_data.verdict]')" '["pass","fail","fail","pass"]'
  assert_equal "$(results '.tests[1].extra_data | [.required, .seen, .why, .look, .mistake]')" \
    '["c","seen: false\nprinted","why c","look c",null]'
}

@test "where there is nothing to look at a check is blocked, and says what it waits for" {
  said '{"a": null, "b": true, "c": true}'
  judge
  assert_equal "$(results '.tests[0].extra_data | [.verdict, .required, .seen]')" '["blocked",null,"seen: null"]'
  assert_equal "$(results '[.extra_data.stages[].verdict]')" '["blocked","blocked"]'
}

@test "a known mistake speaks before the check, the first one whose fact holds" {
  said '{"a": false, "b": false, "c": true, "d": true}'
  judge
  assert_equal "$(results '.tests[0].extra_data | [.mistake, .say, .required, .seen, .why, .look]')" \
    '["first","d was done","a","seen: false","why d","look d"]'
  said '{"a": false, "b": false, "c": true, "d": false}'
  judge
  assert_equal "$(results '.tests[0].extra_data | [.mistake, .why]')" '["second","why b"]'
  # not known is not false
  said '{"a": false, "b": null, "c": true, "d": null}'
  judge
  assert_equal "$(results '.tests[0].extra_data | [.mistake, .why]')" '[null,"why a"]'
}

@test "a mistake may explain several checks, in words of its fact, and is told once" {
  cat >kit/grader/tasks/t/mistakes.jq <<'END'
[ {id: "both", check: ["t1-a", "t2"], fact: "e", say: "{what} was done", why: "why {what}", look: "look"},
  {id: "first-line", check: "t1", fact: "not b", say: "{fact}", why: "why b", look: "look b"} ]
END
  sed -i '/^  | .c/s/;$/\n  | .e = {ok: true, seen: "", words: {what: "e", seen: "how"}};/' kit/grader/tasks/t/facts.jq
  kit/grader/lib/compile-tables kit/build/tables
  said '{"a": false, "b": false, "c": true}'
  judge
  assert_equal "$(results '.tests[0].extra_data | [.mistake, .say, .why, .seen]')" '["both","e was done","why e","how"]'
  assert_equal "$(results '.tests[1].extra_data | [.mistake, .say]')" '["first-line","seen: false"]'
  assert_equal "$(results '.tests[3].extra_data | [.verdict, .mistake, .seen]')" \
    '["blocked","both","for t1, \"a holds\": the same mistake"]'
}

@test "a fact that nobody works out breaks the judge, and no result is left" {
  said '{"a": true, "b": true}'
  run judge
  assert_failure 4
  assert_output --partial "no fact is called 'c'"
  assert [ ! -e out/results.json ]
  assert [ -z "$(ls out/judged)" ]
}

@test "evidence that is not JSON, or not there, is no verdict of its own" {
  printf 'half a li' >out/evidence/taskt/said.json
  run judge
  assert_failure 4
  rm -r out/evidence/taskt
  judge || assert_equal $? 4
  assert_equal "$(results '[.extra_data.stages[].verdict]')" '["fail","blocked"]'
  assert_equal "$(results '.tests[0].extra_data.seen')" '"taskt/own.c is not in the submission"'
  gojq '.ignored = [{path: "taskt/Own.c.txt", reason: "r"}]' out/unpack.json >near && mv near out/unpack.json
  judge || assert_equal $? 4
  assert_equal "$(results '.tests[0].extra_data.say')" \
    '"taskt/own.c was not handed in; taskt/Own.c.txt was: is that the file?"'
}

@test "what an earlier edition did not ask for leaves its points to the others" {
  judge --edition 2019
  assert_equal "$(results '[.extra_data.stages[] | [.id, .points]]')" '[["t1",15]]'
  assert_equal "$(results '[.tests[].max_score] | [.[], add]')" '[5,5,5,15]'
  run judge --edition soon
  assert_failure 2
  assert_output --partial "'soon' is no edition"
}

@test "what only some editions have comes with points of its own, and only there" {
  sed -i 's/ title: "two", needs: \["t1"\], since: 2020/ title: "two", only: [2019]/' kit/grader/tasks/t/stages.jq
  sed -i 's/id: "t1-c", stage: "t1",/& only: [2019, 2021],/' kit/grader/tasks/t/checks.jq
  kit/grader/lib/compile-tables kit/build/tables
  judge --edition 2019
  assert_equal "$(results '[.tests[] | [.number, .max_score]]')" '[["t1.1",3.33],["t1.2",3.33],["t1.3",3.34],["t2.1",5]]'
  judge --edition 2020
  assert_equal "$(results '[.tests[] | [.number, .max_score]]')" '[["t1.1",5],["t1.2",5]]'
}

@test "a file that only another edition knows is told, once" {
  sed -i 's/needed: true/&, names: {"2019": "mine.c"}/' kit/grader/tasks/t/task.jq
  kit/grader/lib/compile-tables kit/build/tables
  gojq -c '.files = [{path: "taskt/mine.c", task: "t", extra: true}]' out/unpack.json >out/with && mv out/with out/unpack.json
  judge --edition 2026
  assert_equal "$(results '[.extra_data.notes[] | select(test("edition 2019"))]')" \
    '["taskt/mine.c is a file of the edition 2019; this is graded as the edition 2026 (--edition YEAR)."]'
  judge --edition 2019
  assert_equal "$(results '[.extra_data.notes[] | select(test("edition 2019;"))]')" '[]'
}

@test "a stage that nobody began is to do: one line, no points" {
  said '{"a": false, "b": true, "c": true}'
  sed -i '/begin t1/,/end t1/{/done/d}' out/src/taskt/own.c
  judge
  assert_equal "$(results '[.tests[] | [.number, .name, .score, .max_score, .extra_data.verdict]]')" \
    '[["t1.1","one",0,10,"todo"],["t2.1","a holds",0,5,"fail"]]'
  assert_equal "$(results '.tests[0].extra_data | [.required, .seen, .why, .look]')" '[null,null,null,null]'
  # something else was changed: then it is a failure
  printf 'more();\n' >>out/src/taskt/own.c
  judge
  assert_equal "$(results '[.extra_data.stages[].verdict]')" '["fail","fail"]'
}

@test "the better of two recordings counts, and none in which the stage was replaced" {
  said '{"a": false, "b": true, "c": true}'
  cp -r out/evidence/taskt out/evidence/taskt+t1
  printf '{"a": true, "b": true, "c": true}\n' >out/evidence/taskt+t1/said.json
  judge
  assert_equal "$(results '[.extra_data.stages[] | [.id, .verdict, .score, .stand_in]]')" \
    '[["t1","fail",6.67,null],["t2","pass",5,"t1"]]'
}

@test "where a solution stands in nothing is shown that the submission could shape" {
  said '{"a": false, "b": true, "c": false}'
  cp -r out/evidence/taskt out/evidence/taskt+t1
  judge
  assert_equal "$(gojq -c '[.checks[] | select(.verdict == "fail") | .seen]' out/judged/taskt.json)" \
    '["seen: false","seen: false\nprinted","seen: false\nprinted","seen: false"]'
  # but what was measured is
  assert_equal "$(gojq -c '[.checks[] | select(.verdict == "fail") | .seen[:10]]' out/judged/taskt+t1.json)" \
    '["(not shown","seen: fals","seen: fals","(not shown"]'
}

@test "what the kit gives is charged, and a change outside that broke it is named" {
  sed -i 's/id: "t2-a"/given: true, &/' kit/grader/tasks/t/checks.jq
  kit/grader/lib/compile-tables kit/build/tables
  printf '// nothing\n' >>out/src/taskt/own.c
  said '{"a": false, "b": true, "c": true}'
  judge
  assert_equal "$(results '[.extra_data.stages[].score]')" '[6.67,0]'
  cp -r out/evidence/taskt out/evidence/taskt+kit
  printf '{"a": true, "b": true, "c": true}\n' >out/evidence/taskt+kit/said.json
  judge
  assert_equal "$(results '[.extra_data.stages[].score]')" '[6.67,0]'
  assert_equal "$(results '.tests[3].extra_data.say')" \
    "\"a change outside the regions of taskt/own.c did this: with the same regions in the kit's own file it passes\""
}

@test "only the stages that are asked for; unknown ones are named with the known" {
  judge --stage t2
  assert_equal "$(results '[.extra_data.stages[].id]')" '["t2"]'
  run judge --stage t9
  assert_failure 2
  assert_output --partial "there is no stage 't9': the stages are t1 t2"
}

@test "of what is odd as much is told as somebody reads, whatever is handed in" {
  gojq '.ignored = [range(200) | {path: "d\(.)/Makefile", reason: "r\(.)"}]' out/unpack.json >./more
  mv more out/unpack.json
  judge
  assert_equal "$(results '.extra_data.notes | [length, .[-1]]')" '[41,"… and 161 notes more."]'
  run "$KIT_ROOT/grader/bin/kit-report" out/results.json
  assert_success
}

@test "what holds of several files is one sentence" {
  gojq '.ignored = [range(3) | {path: "d\(.)/Makefile", reason: "r"}]' out/unpack.json >./more
  mv more out/unpack.json
  judge
  assert_equal "$(results '.extra_data.notes[0]')" \
    '"d0/Makefile, d1/Makefile and d2/Makefile were handed in and not used: r."'
}

@test "a task of which nothing is there is one line, which knows work in another language" {
  rm -r out/evidence/taskt
  gojq '.files = []' out/unpack.json >none && mv none out/unpack.json
  judge
  run "$KIT_ROOT/grader/bin/kit-report" out/results.json
  assert_line --index 0 'Task t         0/15  taskt/own.c was not handed in'
  refute_output --partial 't1'
  gojq '.ignored = [{path: "taskt/own.cpp", reason: "r"}]' out/unpack.json >near && mv near out/unpack.json
  judge
  assert_equal "$(results '.extra_data.tasks[0].absent')" \
    '"taskt/own.c was not handed in; taskt/own.cpp was, which is C++: the task is to be written in C"'
}

@test "source in another language is told from the lines that a compiler or bash quotes" {
  local file text
  while IFS=@ read -r file text; do
    # shellcheck disable=SC2016 # gojq's variables
    run gojq -nr -L "$KIT_ROOT/grader/judge" --arg text "$text" 'include "evidence";
      {files: {"s.out": {text: ($text | gsub(";;"; "\n"))}}} | other_language("s"; "C")'
    assert_output "${file:+$file, and the task is to be written in C}"
  done <<'END'
a.c is C++@a.c:1:10: fatal error: iostream: No such file or directory
a.c is C++@a.c:3:1: error: unknown type name 'using';;    3 | using namespace std;
a.c is Python@a.c:1:1: error: unknown type name 'import';;    1 | import os
a.sh is Python@a.sh: line 3: syntax error near unexpected token `(';;a.sh: line 3: `def main():'
@a.c:1:10: fatal error: linux/no.h: No such file or directory
@a.c:3:5: error: 'class' undeclared;;    3 |     class = 1;
END
}

@test "of a command that was executed and not waited for it is told how that ended" {
  # shellcheck disable=SC2016 # gojq's variables
  run gojq -nr -L "$KIT_ROOT/grader/judge" 'include "evidence";
    {event: "exec", at: 1, pid: 2, id: 2, known: "probe", argv: ["probe", "n"], ns: {}, nspid: [2]} as $exec
    | ([$exec, {event: "end", signal: "SIGKILL"}], [$exec, {event: "end", status: 3}], [])
    | {files: {"s.witness": .}} | not_held("s"; "n"; "run")'
  assert_output 'CMD was executed, and before anybody could look at it, run was ended by a signal, SIGKILL
CMD was executed, and before anybody could look at it, run ended with status 3
CMD was not executed'
}

@test "a task whose machine failed has no verdict, and the status says so" {
  rm -r out/evidence/taskt
  mkdir out/infra
  printf '{"task": "t", "message": "the machine failed: bad luck"}\n' >out/infra/taskt.json
  run judge
  assert_failure 4
  assert_equal "$(results '[.extra_data.stages[].verdict]')" '["infra","infra"]'
  # and no number anywhere
  assert_equal "$(results '[.score, .tests[].score, (.extra_data | .score, .tasks[].score, .stages[].score)] | unique')" '[null]'
}

@test "what was handed in and has no recording is the machine's fault, though nobody could note it" {
  rm -r out/evidence/taskt
  printf '{"files": [{"path": "taskt/own.c", "task": "t", "extra": false}], "refused": null}\n' >out/unpack.json
  run judge
  assert_failure 4
  assert_equal "$(results '[.extra_data.stages[] | [.verdict, .score]]')" '[["infra",null],["infra",null]]'
}

@test "where the machine of a stand-in failed, what has not passed is no mark" {
  said '{"a": true, "b": true, "c": false}'
  mkdir out/infra
  printf '{"task": "t", "message": "bad luck"}\n' >out/infra/taskt+t1.json
  run judge
  assert_failure 4
  assert_equal "$(results '[.score, (.extra_data.stages[] | .verdict, .score)]')" '[null,"infra",null,"pass",5]'
}

@test "what a step left and nobody followed is named, and so is a budget that was used up" {
  printf '{"step": "run"}\n' >out/evidence/taskt/steps.jsonl
  printf '{"event": "end", "strays": [{"pid": 7, "argv": ["sleep", "9"]}]}\n' >out/evidence/taskt/run.witness
  printf '{"task": "t", "machine_status": 124, "out_of_time": true, "seconds": 1}\n' >out/evidence/taskt/meta.json
  printf '{"ended": false, "tampered": false}\n' >out/evidence/taskt/line.json
  judge
  run results '.extra_data.notes[]'
  assert_line '"task t: a process that nobody followed was left by the step run, and killed: sleep 9"'
  assert_line --partial '"task t: the machine was out of time: the submission had used up all'
}

@test "what wants more memory than judging may have ends at the wall, and no mark comes of it" {
  sed -i 's/^def facts: /&select([range(3e7)] | length > 0) | /' kit/grader/tasks/t/facts.jq
  run judge
  assert_failure 4
  assert_output --regexp 'out of memory|cannot allocate memory'
  assert_output --partial "cannot judge 'out/evidence/taskt'"
  [[ ! -e out/results.json ]]
}
