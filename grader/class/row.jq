# row.jq - the row of the class for one who is graded, from his adjusted result. Points
# are those of the result.
# SPDX-License-Identifier: MIT
include "result";
include "points";
include "by_hand";

# what is said of a check that did not pass; the others need no words
def words: if verdict == "pass" then {} else .extra_data
  | {say, required, note, seen: (.seen // null | if . then brief(600) else . end),
     expected: .at.expected} | with_entries(select(.value != null)) end;
def check($tasks): {id: (.extra_data.id // .number), number, stage: stage_of, name,
  verdict: verdict, score, points: .max_score, lost: lost,
  mistake: mistake_in($tasks[stage_of])} + words;

def row($entry; $rooms; $unpacked; $survey): task_of_stages as $tasks
  | ($entry | {key, roll, person, id, moodle, file, late, late_by, flags}) + (.extra_data
    | {score, elective, scale, seconds, receipt, overrides,
       stages: (.stages | map({id, task, title, points, score, verdict}))})
  + {status: "graded", total: .score, checks: [.tests[] | check($tasks)],
     by_hand: [by_hand($entry; $rooms; $unpacked; $survey)]};
