# csv.jq - grades.csv from the rows of the class. A cell that a spreadsheet would take
# for a formula gets a quote in front.
# SPDX-License-Identifier: MIT

def guard: if type == "string" then gsub("[\u0000-\u001f\u007f]"; " ") | if test("^\\s*[=+@-]") then "'" + . else . end else . end;

([.[].stages // [] | .[].id] | reduce .[] as $id ([]; if index($id) then . else . + [$id] end)) as $ids
| (["roll", "name", "file", "status", "score", "elective", "total"] + $ids + ["late_minutes", "flags", "receipt"]),
  (.[] | . as $row | [.roll, .person, .file, .status, .score, .elective, .total]
    + [$ids[] as $id | [$row.stages[]? | select(.id == $id) | .score][0]]
    + [(if .late then .late / 60 | floor else null end), ((.flags + [.why // empty]) | join("; ")), .receipt])
| map(guard) | @csv
