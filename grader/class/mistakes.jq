# mistakes.jq - what a class did not understand, from its rows: a group for each known
# mistake; what none explains is grouped by its check and by what was seen, without the
# numbers and names that differ from one recording to the next.
# SPDX-License-Identifier: MIT
include "points";
include "rows";

# A word that holds a digit is a process's, a machine's or a seed's. Of a table, which has
# columns, the first lines tell; of anything else the first alone, since what a program
# printed follows.
def normalised: split("\n") | (if .[0] // "" | test("  ") then .[:4] else .[:1] end)
  | map(gsub("[^\\s\\p{Z}:,;()\\[\\]'\"=]*[0-9][^\\s\\p{Z}:,;()\\[\\]'\"]*"; "#")
      | gsub("[\\s\\p{Z}]+"; " ")
      | sub(" $"; ""))
  | join(" / ") | .[:200];
def fact: if .expected then "expected: \(.expected)" else .seen // "" end | normalised;

# What each failure is grouped by. What waits and is no known mistake itself is lost by what
# failed first, in its stage or else in its task: so that all that was lost is somebody's.
def failures: graded[] | . as $row | ([.stages[]? | {(.id): .task}] | add) as $task
  | [.checks[] | select(.verdict | IN("fail", "blocked"))] as $lost
  | $lost[] | . as $check
  | first(select(.verdict == "fail" or .mistake != null),
      ($lost[] | select(.verdict == "fail" and .stage == $check.stage)),
      ($lost[] | select(.verdict == "fail" and $task[.stage] == $task[$check.stage])), .)
  | . + {lost: $check.lost, fact: (if .mistake then null else fact end)}
    + ($row | {key, roll, total});

# The example is who did best otherwise: the mistake stands for itself there. What waits
# says less.
def group: (min_by([.verdict == "blocked", -.total, .key])
    | {key, roll, stage, check: .id, say: (.say // .name), seen, note}) as $example
  | (map({key, roll}) | unique) as $members
  | {id: (.[0].mistake // .[0].id), known: (.[0].mistake != null), fact: .[0].fact,
     stages: (map(.stage) | unique), say: $example.say, note: $example.note,
     lost: (map(.lost * 100 | round) | add | points), members: $members,
     students: ($members | length), example: $example};

def mistakes: [failures]
  | group_by([.mistake // .id, .fact])
  | map(group) | sort_by(-.students, -.lost, .id, .fact);
