# book.jq - the class: a row for each entry of intake.json (on input), those that are
# graded ($graded, by row.jq) with all that their results say. One without a score is the
# machine's fault and no grade.
# SPDX-License-Identifier: MIT

($graded | map(select(.total != null) | {(.key): .}) | add // {}) as $rows
| map((if .superseded or .ignored then null else $rows[.key // ""] end)
    // {key, roll, person, id, moodle, file, late, late_by, flags: (.flags // []), why: .ignored,
      status: (if .ignored then "ignored" elif .superseded then "superseded"
        else "not graded" end)})
