# results.jq - from judged recordings to results.json in Gradescope's layout.
#
# $stages    stages.tsv · $judged  one object a recording {name, meta, line, checks}
# $unpacked  unpack.json · $infra  [{task, message}] of tasks that got no machine
# $only      the stages asked for, separated by spaces; all when empty
# $files     [{path, changed, regions}] of the submission's files that have stages:
#            whether one was changed outside its regions, or has none

def round2: . * 100 + 0.5 | floor / 100;

def wanted($only): ($only | split(" ")) as $ids | select($only == "" or (.id | IN($ids[])));

def file_of($stage): first($files[] | select(.path == $stage.path)) // {};

# An earlier edition's task 3 has no regions and no nsenter-lite.c: 3n does not
# apply, and the other stages share its points.
def fit_edition: . as $list
  | [$list[] | select(.file == "nsenter-lite.c")] as $missing
  | if $missing == [] or file_of($missing[0]) != {}
      or any(($list - $missing)[] | select(.task == $missing[0].task); file_of(.).regions != false) then $list
    else ([$list[] | select(.task == $missing[0].task) | .points] | add) as $all
      | ($all - ([$missing[].points] | add)) as $rest
      | ($list - $missing) | map(if .task == $missing[0].task then .points *= $all / $rest else . end) end;

# An elective that nobody began is not spoken of, unless it was asked for.
def begun: select(.task != "x" or $only != "" or any($judged[], $infra[]; (.meta // .).task == "x"));

# What the kit gives is the student's business only where they left it alone: then
# it fails because of what they wrote.
def charged($stage): .owner != "given" or (file_of($stage).changed | not);

# how the checks of one stage came out in one recording
def outcome($stage): .meta.stand_in as $stand_in
  | [.checks[] | select(.stage == $stage.id) | select(charged($stage))] as $checks
  | ([$checks[].share] | add // 0) as $shares
  | {
      checks: $checks, shares: $shares, stand_in: $stand_in,
      score: (if $shares == 0 then 0
        else $stage.points * ([$checks[] | select(.verdict == "pass") | .share] | add // 0) / $shares end),
      verdict: ([$checks[].verdict] as $v
        | if $v | any(. == "infra") then "infra" elif $v == [] then "blocked"
          elif $v | all(. == "pass") then "pass" elif $v | any(. == "fail") then "fail" else "blocked" end)
    };

# The recording of the submission as it is counts, unless a stage did better
# where the solution's regions stood in for others. A stage is never judged by a
# recording in which it was itself replaced.
def best($stage; $recordings):
  [$recordings[] | select(.meta.task == $stage.task and (.meta.stand_in | index($stage.id) | not)) | outcome($stage)]
  | sort_by([-.score, (.stand_in | length)]) | first;

# a stage without a recording: one check that says why
def missing($stage; $why; $verdict): {
    stand_in: [], score: 0, shares: 1, verdict: $verdict,
    checks: [{stage: $stage.id, name: $stage.title, share: 1, owner: "student", verdict: $verdict}
      + if $verdict == "infra" then {seen: $why}
        else {required: "\($stage.path) is handed in", seen: $why,
          why: "there is nothing to judge", look: "make submit lists what it packs"} end]
  };

def unrecorded($stage; $unpacked; $infra):
  ([$infra[] | select(.task == $stage.task)] | first) as $failed
  | if $unpacked.refused then missing($stage; "the submission was refused: \($unpacked.refused)"; "fail")
    elif $failed then missing($stage; $failed.message; "infra")
    else missing($stage; "\($stage.path) is not in the submission"; "fail") end;

def paragraph: [
    (if .required then "required: \(.required)" else empty end),
    (if .seen then "seen: \(.seen)" else empty end),
    (if .why then "why it matters: \(.why)" else empty end),
    (if .look then "where to look: \(.look)" else empty end)
  ] | join("\n");

def test($stage; $outcome; $number): . as $check
  | (if $outcome.shares == 0 then 0 else $stage.points * .share / $outcome.shares end) as $points
  | {
      number: "\($stage.id).\($number)",
      name: .name,
      score: (if .verdict == "pass" then $points else 0 end | round2),
      max_score: ($points | round2),
      status: (if .verdict == "pass" then "passed" else "failed" end),
      output: paragraph,
      tags: ["task\($stage.task)", $stage.id],
      extra_data: {
        verdict, required: (.required // null), seen: (.seen // null), why: (.why // null), look: (.look // null),
        at: (.at // null), owner, stand_in: (if $outcome.stand_in == [] then null else $outcome.stand_in | join(",") end)
      }
    };

def notes($unpacked; $recordings; $stages): [
    ($unpacked.files[]? | select((.path | endswith(".sh") and IN($files[].path)) and .executable == false)
      | select(.task | IN($stages[].stage.task))
      | "\(.path) was handed in without permission to execute; it was run all the same (chmod +x puts that right)."),
    ($files[] | select(.task | IN($stages[].stage.task))
      | if .regions == false then "\(.path) has no regions: it is judged as an earlier edition's."
        elif .changed then "\(.path) was changed outside its regions; it is judged as handed in." else empty end),
    (if any($recordings[]; .meta.backend == "here")
      then "recorded on the machine at hand and not in one that is thrown away: for practice, not for marks." else empty end),
    ($recordings[] | select(.meta.stand_in == []) | .notes[]),
    ($recordings[] | select(.meta.stand_in == []) | .meta.task as $task
      | (select(.line.ended | not) | "task \($task): "
          + (if .meta.machine_status == 124 then "the machine was stopped because its time was over"
             else "the machine went down before the recording was complete" end)
          + "; what was recorded until then is judged."),
        (select(.line.tampered) | "task \($task): bytes that the recorder did not write reached the evidence line; they were set aside."),
        (select(.line.truncated) | "task \($task): more was written than the evidence may hold; the rest was dropped.")),
    ($stages[] | select(.outcome.stand_in != []) | "stage \(.stage.id) was recorded again with the solution's "
      + (.outcome.stand_in | join(", ")) + ", so that one mistake costs once.")
  ];

($stages[0] | fit_edition | map(wanted($only) | begun)) as $list
| $judged as $recordings
| [$list[] | . as $stage | {stage: $stage,
    outcome: (best($stage; $recordings) // unrecorded($stage; $unpacked[0]; $infra))}] as $outcomes
| ($recordings | map(select(.meta.stand_in == []))) as $bases
| {
    score: ([$outcomes[].outcome.score] | add // 0 | round2),
    output: "",
    output_format: "text",
    tests: [$outcomes[] | .stage as $stage | .outcome as $outcome
      | $outcome.checks | to_entries[] | .key as $i | .value | test($stage; $outcome; $i + 1)],
    extra_data: {
      submission: $unpacked[0].submission, roll: $unpacked[0].roll, digest: $unpacked[0].digest,
      receipt: ($unpacked[0] | if .kind == "directory" then null else .digest end),
      seed: ($bases[0].meta.seed // null), kit: ($bases[0].meta.kit // null), backend: ($bases[0].meta.backend // null),
      scale: ([$list[] | select(.id | startswith("x") | not) | .points] | add // 0),
      seconds: ([$recordings[].meta.seconds] | add // 0 | round2),
      tampered: ([$recordings[].line.tampered] | any),
      notes: notes($unpacked[0]; $recordings; $outcomes),
      stages: [$outcomes[] | {id: .stage.id, task: .stage.task, title: .stage.title, points: .stage.points,
        score: (.outcome.score | round2), verdict: .outcome.verdict}],
      evidence: [$recordings[] | {task: .meta.task, stand_in: .meta.stand_in, key: .meta.key}]
    }
  }
