# csv.jq - grades.csv from the rows of the class.
# SPDX-License-Identifier: MIT
include "rows";

def minutes: if . then . / 60 | floor else null end;

stage_ids as $ids
| ["roll", "name", "file", "status", "score", "elective", "total", $ids[], "late_minutes",
    "flags", "receipt"],
  (.[] | [.roll, .person, .file, .status, .score, .elective, .total, stage($ids[]).score,
    (.late | minutes), (.flags + [.why // empty] | join("; ")), .receipt])
| cells
