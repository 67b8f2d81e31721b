# regrade.jq - what came of recording one of a class again ($form: text, for who answers a
# dispute, or log, the lines of regrades.tsv: when, who, stage, before, after, reason, and
# what was otherwise with a fresh seed).
#
# $former $own $fresh  results: of the class, with its own seed again, with a fresh seed
# $evidence $lines     recordings and regions, as gather prints them
# $stage               what it is about, or ""
# SPDX-License-Identifier: MIT
include "points";
include "result";

def about: $stage == "" or . == $stage;
# what was recorded again: of a stage its task alone
def stages_again: $fresh[0] | [stages.id | select(about)];
def stage($results; $id): first(($results | stages | select(.id == $id)), {});
def checks_again($results): $results | .tests[] | select(stage_of | IN(stages_again[]));
def check($results; $check): first(($results | .tests[]
  | select(.extra_data.id == $check.extra_data.id and .number == $check.number)), {});

def outcome: if .extra_data then "\(verdict | in_words) \(.score)/\(.max_score)" else "–" end;
def otherwise($check): [check(($own[0], $fresh[0]); $check) | outcome] | .[0] != .[1];
def differs: [checks_again($own[0]) | select(otherwise(.)) | .number];

# --- text ---

def pad($count): . + " " * ([$count - length, 1] | max);
def columns($a; $b; $c; $d): "  " + ($a | pad(28)) + ($b | pad(14)) + ($c | pad(14)) + $d;
def side_by_side: columns("check"; "the class"; "own seed"; "fresh seed"),
  (checks_again($own[0]) | . as $check
    | [check(($former[0], $own[0], $fresh[0]); $check) | outcome] as [$was, $now, $other]
    | columns("\(.number) \(.extra_data.id // "")"; $was; $now; $other)
      + if [$was, $now, $other] | unique | length > 1 then "  DIFFERS" else "" end);

def row_of($check): first(($rooms[0][].checks[] | select(.id == $check.extra_data.id)), {});
def demanded: (.demands // [.])[] | select(.required) | "  asks for \(.fact): \(.required)";

# the lines of a text; of none there are none
def lines: if . == "" then [] else split("\n") end;

# three lines before and after where an output differs
def around($at): (.files[$at.out].text // "" | lines) as $all
  | range([1, $at.line - 3] | max; $at.line + 4) | select($all[. - 1])
  | "    \(if . == $at.line then ">" else " " end) \(.)  \($all[. - 1])";
def step: "    \(.step): \(.command | if type == "array" then join(" ") else . end), "
  + if .timeout then "stopped after its time" else "exit status \(.status)" end;
def evidence_of($check): ($check.number | split(".")[0]) as $id
  | ($own[0] | stages | select(.id == $id).task) as $task
  | first($evidence[] | select(.meta.task == $task
      and ((.meta.stand_in // []) | join(",")) == ($check.extra_data.stand_in // "")))
  | "  evidence of task \($task):",
    (.files["steps.jsonl"][]? | step),
    ($check.extra_data.at as $at | select($at) | "    \($at.out):", around($at));

def told: "\(.number) \(.extra_data.id): \(headline)\(costs)",
  (row_of(.) | demanded), "  seen:", (.extra_data.seen // "" | lines[] | "    \(.)"),
  evidence_of(.), "";
def lines_of_student: $lines[0].files | to_entries[]
  | "region \(.key)", (.value.text | rtrimstr("\n")), "";

def seed: .extra_data.seed // "?";
def in_text: "Regrade of \($key)" + (if $stage == "" then "" else ", stage \($stage)" end)
    + ", \($at)",
  "The own seed, \($own[0] | seed), decides. The fresh seed is \($fresh[0] | seed).", "",
  side_by_side, "",
  (differs | select(. != [])
    | "Otherwise with a fresh seed, so a person must look: \(join(", "))", ""),
  (checks_again($own[0]) | select(verdict == "fail") | told),
  "What was handed in:", "", lines_of_student;

# --- log ---

def total: .extra_data.score;
def entry($id; $was; $now): [$at, $key, $id, $was, $now, $reason, (differs | join(" "))] | @tsv;
def in_log: [stages_again[] | . as $id | [stage(($former[0], $own[0]); $id).score] as [$was, $now]
    | select($stage != "" or $was != $now) | entry($id; $was; $now)]
  | if . == [] then entry("all"; $former[0] | total; $own[0] | total) else .[] end;

if $form == "log" then in_log else in_text end
