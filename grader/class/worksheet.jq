# worksheet.jq - from the rows of the class to what grader/src/worksheet fills in:
# participant, roll, points and a feedback comment in HTML, as Moodle takes it.
# SPDX-License-Identifier: MIT
include "points";
include "result";
include "rows";

def elective: if . > 0 then ", and \(.) for electives" else "" end;
# what a stage lost, and what the instructor says to it
def failure: @html "<li>\(.say // .name)" + (.lost | in_costs)
  + (.note // null | if . then @html " – \(.)" else "" end) + "</li>";
def losses($checks): [$checks[] | select(.verdict == "fail") | failure]
  + ($checks | map(select(.verdict == "blocked"))
    | if . == [] then [] else ["<li>\(length) more wait"
      + (map(.lost * 100 | round) | add | points | in_costs) + "</li>"] end)
  | if . == [] then "" else "<ul>" + join("") + "</ul>" end;
def stage_item($checks): .id as $id
  | @html "<li>\(.id): \(.verdict | in_words), \(.score) of \(.points)"
    + losses([$checks[] | select(.stage == $id)]) + "</li>";
def comment: .checks as $checks | [
    @html "<p>\(.score) of \(.scale)\(.elective | elective).</p><ul>",
    (.stages[] | stage_item($checks)),
    "</ul>",
    (.overrides[] | @html "<p>Stage \(.stage) was corrected by hand: \(.reason)</p>"),
    (.receipt // empty | @html "<p>Receipt \(.[:16])…</p>")
  ] | join("");

graded[] | [.id // "", .roll // "", .total, comment]
| map(tostring | gsub("[\n\t]"; " ")) | join("\t")
