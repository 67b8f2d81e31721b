# results.jq - from judged recordings to results.json in Gradescope's layout.
#
# $rooms     the rooms of the tasks (build/tables/rooms.json) · $edition  a number
# $judged    one object a recording {name, meta, line, notes, checks}
# $unpacked  unpack.json · $infra  [{task, message}] of recordings that got no machine
# $only      the stages asked for, separated by spaces; all when empty
# $survey    what is in the regions of the submission's files, as region(1) says
include "edition";
include "points";
include "sums";

def rooms: $rooms[0];
def unpacked: $unpacked[0];
def survey: $survey[0];

def wanted: ($only | split(" ")) as $ids | select($only == "" or (.id | IN($ids[])));
def room($task): first(rooms[] | select(.task == $task));
def file_of($stage): first(survey[] | select(.path == $stage.path)) // {};

# An elective that nobody began is not spoken of, unless it was asked for.
def begun: .task as $task | select((room($task).elective | not) or $only != ""
  or any($judged[], $infra[]; (.meta // .).task == $task));

# Still to do: the student has written nothing there, nor anywhere outside the regions.
def untouched($stage): file_of($stage)
  | [.regions[]? | select(. == $stage.id or startswith("\($stage.id)-"))] as $own
  | .changed == false and $own != [] and ($own - .untouched == []);

def verdict: [.[].verdict]
  | if any(. == "infra") then "infra" elif . == [] then "blocked"
    elif all(. == "pass") then "pass" elif any(. == "fail") then "fail" else "blocked" end;

# What the kit gives and a change outside the regions broke: with the same regions in the
# kit's own file it passes.
def broken_outside($stage): .id as $id | select(.owner == "given" and .verdict == "fail")
  | select(any($judged[]; .meta.task == $stage.task and .meta.stand_in == ["kit"]
      and any(.checks[]; .id == $id and .verdict == "pass")));
def blamed($stage): if [broken_outside($stage)] == [] then . else
    .say = "a change outside the regions of \($stage.path) did this: with the same regions in the "
      + "kit's own file it passes" end;

# how the checks of one stage came out in one recording, each with its points
def outcome($stage): .meta.stand_in as $stand_in
  | [.checks[] | select(.stage == $stage.id) | blamed($stage)]
  | shared($stage.points; map(.share)) as $points
  | [range(length) as $i | .[$i] + {points: $points[$i]}] as $checks
  | {checks: $checks, stand_in: $stand_in, verdict: ($checks | verdict),
     score: ([$checks[] | select(.verdict == "pass") | .points] | add // 0)};

# What waits for the same mistake in a stage that is told by another recording, in which
# nothing may be said of it, tells it itself.
def told: . as $outcomes
  | map(.stand_in as $set
      | .checks |= map(. as $check
          | if .finding and any($outcomes[]; .stage.id == $check.first and .stand_in != $set)
            then .finding + {points, owner} else . end)
      | if .verdict == "blocked" and any(.checks[]; .verdict == "fail")
        then .verdict = "fail" else . end);

# the one line of a stage that nobody began
def to_do($stage): if .verdict != "pass" and .verdict != "infra" and untouched($stage)
  then {checks: [{id: $stage.id, name: $stage.title, owner: "student", verdict: "todo",
      points: $stage.points}], stand_in: [], verdict: "todo", score: 0}
  else . end;

# why a recording of a stage's task is missing by the machine's fault, else null; where
# not even that could be noted, what was handed in would have been recorded
def failed($stage): first($infra[] | select(.task == $stage.task) | .message)
  // if any($judged[]; .meta.task == $stage.task) then null
    else first(unpacked.files[]? | select(.task == $stage.task and (.extra | not))
      | "the recording is not there") // null end;

# a stage without a recording: one check that says why, and of the machine's fault no number
def missing($stage; $why; $verdict): {
    stand_in: [], score: (if $verdict == "infra" then null else 0 end), verdict: $verdict,
    checks: [{id: $stage.id, name: $stage.title, owner: "student", verdict: $verdict, seen: $why,
        points: $stage.points}
      + if $verdict == "infra" then {} else {required: "\($stage.path) is handed in",
          why: "there is nothing to judge", look: "make submit lists what it packs"} end]
  };

# The recording of the submission as it is counts, unless a stage did better
# where the solution's regions stood in for others. A stage is never judged by a
# recording in which it was itself replaced.
def best($stage):
  [$judged[] | select(.meta.task == $stage.task)
    | select(.meta.stand_in | index($stage.id) == null and index("kit") == null)
    | outcome($stage)]
  # of equal ones the one that has something to say
  | sort_by([-.score, .verdict == "blocked", (.stand_in | length)]) | first
  # what has not passed might have, in the recording that is missing
  | if . == null or .verdict == "pass" or failed($stage) == null then .
    else missing($stage; failed($stage); "infra") end;

# a file that was handed in under almost that name, or in another language
def plain: split("/")[-1] | ascii_downcase | gsub("[^a-z0-9]"; "");
def ending: capture("[.](?<it>[^./]+)$").it // "";
def stem: rtrimstr(".\(ending)") | plain;
def near($path): [(unpacked.ignored[]?, (unpacked.files[]? | select(.extra))).path
    | select((plain | startswith($path | plain)) or stem == ($path | stem))]
  | first // null;
def language: {c: "C", sh: "bash", cpp: "C++", cc: "C++", cxx: "C++", "c++": "C++", C: "C++",
  py: "Python", rs: "Rust", go: "Go", java: "Java", js: "JavaScript", ts: "TypeScript",
  pl: "Perl", rb: "Ruby"}[ending];
def nearly($path; $near): if $near == null then ""
  else ($near | language) as $it | ($path | language) as $wanted
    | "; \($near) was" + if $it == null or $it == $wanted then ": is that the file?"
        else ", which is \($it): the task is to be written in \($wanted)" end end;
# a file that is missing is told once, in the first of its stages
def not_handed_in($stage):
  (first(room($stage.task).stages[] | select(.path == $stage.path)).id) as $first
  | near($stage.path) as $near
  | if $stage.id != $first and $only == ""
    then missing($stage; "for stage \($first): \($stage.path)"; "blocked")
    else missing($stage; "\($stage.path) is not in the submission"
        + (if $near then ", \($near) is" else "" end); "fail")
      | .checks[0].say = "\($stage.path) was not handed in" + nearly($stage.path; $near) end
  | .absent = true;

def unrecorded($stage): if unpacked.refused
      then missing($stage; "the submission was refused: \(unpacked.refused)"; "fail")
        | .absent = true
    elif failed($stage) then missing($stage; failed($stage); "infra")
    else not_handed_in($stage) end;

# what Gradescope shows of one that did not pass
def paragraph: [
    (select(.extra_data.verdict == "fail") | (.extra_data.say // "not met: \(.name)") + costs),
    (select(.extra_data.verdict == "blocked") | .name + costs),
    (.extra_data | (.required // empty | "required: \(.)"), (.seen // empty | "seen: \(.)"),
      (.why // empty | "why it matters: \(.)"), (.look // empty | "where to look: \(.)"))
  ] | join("\n");

def joined: if . == [] then null else join(",") end;

def earned: if .verdict == "infra" then null
  elif .verdict == "pass" then .points else 0 end;

def test($stage; $outcome; $number): {
    number: "\($stage.id).\($number)", name,
    score: (earned | points), max_score: (.points | points),
    status: (if .verdict == "infra" then null
      elif .verdict == "pass" then "passed" else "failed" end),
    output: "", tags: ["task\($stage.task)", $stage.id],
    extra_data: {id, verdict, say, mistake, required, seen, why, look, at, owner,
      stand_in: ($outcome.stand_in | joined)}
  } | .output = paragraph;

# --- sentences for the end of the report

def how_it_ended: if .meta.out_of_time
    then "the machine was out of time: the submission had used up all of the host's processor "
      + "that one may have"
  elif .meta.machine_status == 124
  then "the machine was stopped because its time was over"
  else "the machine went down before the recording was complete" end;

# many names in one sentence
def listed: (if length > 8 then .[:7] + ["\(length - 7) more"] else . end)
  | if length < 2 then join("") else (.[:-1] | join(", ")) + " and " + .[-1] end;
# of one or of many; nothing of none
def all_of_them(one; many): select(. != []) | listed + " " + if length == 1 then one else many end;

def at_lines: .changes | if . == [] then "" else " (line " + join(", ") + ")" end;
def of_files($tasks):
  [survey[] | .path as $path
    | select(any(rooms[]; (.task | IN($tasks[])) and any(.files[]; .path == $path)))
    | select(.kit != [])] as $files
  | ([unpacked.files[]? | select(.task | IN($tasks[]))
      | select(.executable == false and .extra == false)
      | select(.path | endswith(".sh")) | .path as $path
      | select(any(rooms[].files[]; .path == $path and (.settings | not))) | $path]
    | all_of_them("was handed in without permission to execute; it was run all the same";
        "were handed in without permission to execute; they were run all the same")
    | "\(.) (chmod +x puts that right)."),
  # a whole work tree has the kit's own
  ([unpacked.ignored[]?
      | select(.path | test("(^|/)(GNUm|m)akefile$") or
          (test("(^|/)Makefile$") and unpacked.kind != "directory"))]
    | group_by(.reason)[] | .[0].reason as $reason | map(.path)
    | all_of_them("was"; "were") + " handed in and not used: \($reason)."),
  ($files[] | .damaged[0] // empty | "\(.); the file is judged as it is."),
  ($files | map(select(.damaged == []))
    | (map(select(.regions == []).path)
        | all_of_them("has no regions: it is judged as it is";
            "have no regions: they are judged as they are")
        | "\(.), by what edition \($edition) asks."),
      (map(select(.regions != [] and .changed) | .path + at_lines)
        | all_of_them("was changed outside its regions; it is judged as handed in.";
            "were changed outside their regions; they are judged as handed in.")));

# what is not there is no way to points; and a person will want to know of it
def of_runtimes: [$judged[] | select(.meta.stand_in == []) | .other_runtimes[]?] | unique
  | select(. != [])
  | "another container runtime was called, which is not there and earns nothing: \(listed).";

def of_stand_ins($outcomes): [$outcomes[] | select(.stand_in != [])] | group_by(.stand_in)[]
  | "stage" + (if length == 1 then " " else "s " end)
    + (map(.stage.id) | all_of_them("was"; "were"))
    + " recorded again with the solution's \(.[0].stand_in | join(", ")), so that one mistake "
    + "costs once.";

def of_recordings: ($judged[] | .meta | select(.out_of_time and .stand_in != [])
    | "task \(.task): the machine was out of time when it was to record again with the solution's "
      + "\(.stand_in | join(", "))."),
  ($judged[] | select(.meta.stand_in == []) | .meta.task as $task
  | .notes[],
    (select(.line.ended | not)
      | "task \($task): \(how_it_ended); what was recorded until then is judged."),
    (select(.line.tampered) | "task \($task): bytes that the recorder did not write reached the "
      + "evidence line; they were set aside."),
    (select(.line.truncated) | "task \($task): more was written than the evidence may hold; "
      + "the rest was dropped."));

def notes($outcomes): [
    (of_another_edition(rooms; $edition; unpacked)
      | "\(.); this is graded as the edition \($edition) (--edition YEAR)."),
    of_files([$outcomes[].stage.task] | unique),
    (if any($judged[]; .meta.backend == "here") then "recorded on the machine at hand and not in "
      + "one that is thrown away: for practice, not for marks." else empty end),
    (unpacked.refused // empty | "the submission was refused: \(.)."),
    of_runtimes, of_recordings, of_stand_ins($outcomes)
  ];

# a submission can be odd in more ways than anybody reads of
def some: if length > 40 then .[:40] + ["… and \(length - 40) notes more."] else . end;

# --- where to go on

# the region that a check speaks of, or the first of its stage that is untouched, or the first
def region_of($stage; $check): file_of($stage) as $file
  | [$file.regions[]? | select(. == $stage.id or startswith("\($stage.id)-"))] as $own
  | first(($own[] | . as $id | select($check.look // "" | test("\\b\($id)\\b"))),
      ($own[] | select(IN($file.untouched[]))), $own[], null)
  | if . == null then null else {path: $stage.path, line: $file.lines[.], region: .} end;
# a question: the first hint of the mistake, or one that the row asks
def question($stage; $check): first((room($stage.task).mistakes[]
    | select(.id == $check.mistake) | .hints[0] // empty),
  ($check.look // "" | capture("(?<ask>[^;:.]*\\?)").ask | sub("^ +"; "")), null);
def next($outcomes): first($outcomes[] | .stage as $stage | .checks[]
    | select(.verdict | IN("fail", "todo")) | . as $check
    | region_of($stage; $check) // empty | .ask = question($stage; $check)) // null;

# --- the whole

# of the stages of a task of which nothing is there: what to say in the place of all, else null
def absent: if any(.absent | not) then null
  elif unpacked.refused then "not judged"
  elif any(.checks[0].say // "" | contains("; ")) then [.[].checks[0].say // empty] | join("; ")
  else [.[].stage.path] | unique
    | all_of_them("was not handed in"; "were not handed in") end;
# in the order of the rooms; with_sums says what they come to
def tasks($outcomes): rooms[] | .task as $task
  | [$outcomes[] | select(.stage.task == $task)] as $own | select($own != [])
  | {id: $task, title, elective} + ($own | absent | if . then {absent: .} else {} end);
def stages: .[] | .stage as $stage | {id: $stage.id, task: $stage.task, title: $stage.title,
  points: ($stage.points | points), score: (.score | points), verdict,
  stand_in: (.stand_in | joined)};

[stages_of_edition(rooms; $edition) | wanted | begun | . as $stage
  | (best($stage) // unrecorded($stage)) | to_do($stage) | . + {stage: $stage}] | told as $outcomes
| ([$judged[] | select(.meta.stand_in == []) | .meta] | first) as $meta
| {
    score: 0, output: "", output_format: "text",
    tests: [$outcomes[] | .stage as $stage | . as $outcome
      | .checks | to_entries[] | .key as $i | .value | test($stage; $outcome; $i + 1)],
    extra_data: {
      submission: unpacked.submission, roll: unpacked.roll, digest: unpacked.digest,
      receipt: (if unpacked.kind == "directory" then null else unpacked.digest end),
      seed: $meta.seed, kit: $meta.kit, backend: $meta.backend,
      machine: ($meta.machine // $meta.backend), edition: $edition,
      score: 0, scale: 0, elective: null,
      seconds: ([$judged[].meta.seconds] | add // 0 | hundredths | points),
      tampered: any($judged[]; .line.tampered),
      notes: (notes($outcomes) | some), next: next($outcomes), tasks: [tasks($outcomes)],
      stages: [$outcomes | stages],
      evidence: [$judged[].meta | {task, stand_in, key}]
    }
  }
| with_sums
