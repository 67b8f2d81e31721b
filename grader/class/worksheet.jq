# worksheet.jq - from the rows of the class to what grader/src/worksheet fills in:
# participant, roll, points and a feedback comment in HTML, as Moodle takes it.
# SPDX-License-Identifier: MIT

def points: . * 100 | round | . / 100 | tostring;
def cell: tostring | gsub("[\u0000-\u001f\u007f]"; " ");

.[] | select(.status == "graded") | . as $row
| ([.stages[] | @html "<li>\(.id): \(.verdict), \(.score | points) of \(.points | points)</li>"] | join("")) as $stages
| [(.id // ""), (.roll // ""), .total,
   @html "<p>\(.score | points) of \(.scale | points)\(if .elective > 0 then ", and \(.elective | points) for electives" else "" end).</p>"
   + "<ul>" + $stages + "</ul>"
   + (if .first then @html "<p>First to look at: \(.first.name).</p>" else "" end)
   + ([.overrides[]? | @html "<p>Stage \(.stage) was corrected by hand: \(.reason)</p>"] | join(""))
   + (if .receipt then @html "<p>Receipt \(.receipt[:16])…</p>" else "" end)]
| map(cell) | join("\t")
