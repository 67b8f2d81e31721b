# csv.jq - the tables of the class from its rows: grades, mistakes and checks, with a zero
# byte after each.
# SPDX-License-Identifier: MIT
include "points";
include "rows";
include "mistakes";

def minutes: if . then . / 60 | floor else null end;

def grades: stage_ids as $ids
  | ["roll", "name", "file", "status", "score", "elective", "total", $ids[], "late_minutes",
      "flags", "receipt"],
    (.[] | [.roll, .person, .file, .status, .score, .elective, .total, stage($ids[]).score,
      (.late | minutes), ((.flags + (.by_hand // [])) + [.why // empty] | unique | join("; ")),
      .receipt]);

def mistakes_of_class:
  ["stages", "mistake", "check", "seen", "what", "students", "points", "example", "members",
    "note"],
  (mistakes[] | [(.stages | join(" ")), (if .known then .id else null end),
    (if .known then null else .id end), .fact, .say, .students, .lost,
    .example.key, (.members | map(.key) | join(" ")), .note]);

# What a person corrected is a line of its own, so that the lines of a student, by roll
# number or by key where several claim it, sum to the total.
def corrected: (.after - .before) * 100 | round | points;
def checks_of_class:
  ["roll", "stage", "check", "verdict", "points", "of", "mistake"],
  (graded[] | .key as $roll
    | (.checks[] | [$roll, .stage, .id, .verdict, .score, .points, .mistake]),
      (.overrides[] | [$roll, .stage, "corrected by hand", null, corrected, 0, null]));

def table(lines): (lines | cells, "\n"), "\u0000";
table(grades), table(mistakes_of_class), table(checks_of_class)
