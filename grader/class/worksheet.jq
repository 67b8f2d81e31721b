# worksheet.jq - from the rows of the class to what grader/src/worksheet fills in:
# participant, roll, points and a feedback comment in HTML, as Moodle takes it.
# SPDX-License-Identifier: MIT
include "result";
include "rows";

def elective: if . > 0 then ", and \(.) for electives" else "" end;
def comment: [
    @html "<p>\(.score) of \(.scale)\(.elective | elective).</p><ul>",
    (.stages[] | @html "<li>\(.id): \(.verdict | in_words), \(.score) of \(.points)</li>"),
    "</ul>",
    (.first // empty | @html "<p>First to look at: \(.name).</p>"),
    (.overrides[] | @html "<p>Stage \(.stage) was corrected by hand: \(.reason)</p>"),
    (.receipt // empty | @html "<p>Receipt \(.[:16])…</p>")
  ] | join("");

graded[] | [.id // "", .roll // "", .total, comment]
| map(tostring | gsub("[\n\t]"; " ")) | join("\t")
