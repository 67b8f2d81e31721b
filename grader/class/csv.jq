# csv.jq - grades.csv from the rows of the class. A cell is one line, and one that a
# spreadsheet would take for a formula gets a quote in front.
# SPDX-License-Identifier: MIT
include "rows";

def guard: if type != "string" then . else
  gsub("[\n\t]"; " ") | if test("^\\s*[=+@-]") then "'" + . else . end end;

def minutes: if . then . / 60 | floor else null end;

stage_ids as $ids
| ["roll", "name", "file", "status", "score", "elective", "total", $ids[], "late_minutes",
    "flags", "receipt"],
  (.[] | [.roll, .person, .file, .status, .score, .elective, .total, stage($ids[]).score,
    (.late | minutes), (.flags + [.why // empty] | join("; ")), .receipt])
| map(guard) | @csv
