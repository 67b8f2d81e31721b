# book.jq - one row of the class for each entry of intake.json (on input). $results:
# {key: adjusted results}; of an entry that is not graded there is none.
# SPDX-License-Identifier: MIT

def round2: . * 100 + 0.5 | floor / 100;
def verdict_of: .extra_data.verdict // (if .status == "passed" then "pass" else "fail" end);

map(. as $entry | (if .superseded or .ignored then null else $results[0][.key // ""] end) as $r
  | {key, roll, person, id, moodle, file, late, flags: (.flags // []),
     status: (if .ignored then "ignored" elif .superseded then "superseded" elif $r == null then "not graded" else "graded" end),
     why: .ignored}
  + if $r == null then {} else ($r.extra_data.stages // []) as $stages
    | ([$stages[] | select(.id | startswith("x")) | .score] | add // 0) as $elective
    | {total: $r.score, elective: ($elective | round2), score: ($r.score - $elective | round2), scale: $r.extra_data.scale,
       stages: ($stages | map({id, title, points, score, verdict})), seconds: $r.extra_data.seconds,
       receipt: $r.extra_data.receipt, overrides: $r.extra_data.overrides,
       flags: ((.flags // []) + (if $r.extra_data.tampered then ["the evidence line was tampered with"] else [] end)
         + ($r.extra_data.outside // [])
         + [$r.extra_data.notes[]? | select(test("^task [^ ]+: (the machine|more was written)"))]),
       first: ([$r.tests[] | select(verdict_of | IN("fail", "infra"))] | first | if . == null then null else {number, name} end)}
    end)
