# book.jq - one row of the class for each entry of intake.json (on input). $results:
# {key: adjusted results}; of an entry that is not graded there is none, and one without a
# score is the machine's fault and no grade. Points are those of the results.
# SPDX-License-Identifier: MIT
include "result";

def result_of: if .superseded or .ignored then null else $results[0][.key // ""]
  | if .score == null then null else . end end;

def status($result): if .ignored then "ignored" elif .superseded then "superseded"
  elif $result then "graded" else "not graded" end;

# what a person should look at: sentences
def flags: .extra_data | (select(.tampered) | "the evidence line was tampered with"),
  .outside[], (.notes[] | select(test("^task [^ ]+: (the machine|more was written|a process)")));

def marks: first_failure as $first | [flags] as $flags | .score as $total | .extra_data
  | {score, elective, total: $total, scale, seconds, receipt, overrides, flags: $flags,
     first: $first, stages: (.stages | map({id, title, points, score, verdict}))};

map(result_of as $result
  | {key, roll, person, id, moodle, file, late, late_by, flags: (.flags // []), why: .ignored,
     status: status($result)} as $row
  | if $result == null then $row
    else ($result | marks) as $marks | $row + $marks + {flags: ($row.flags + $marks.flags)} end)
