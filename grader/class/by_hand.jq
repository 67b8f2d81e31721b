# by_hand.jq - what of an adjusted result a person should look at: sentences. Who has none
# needs nobody.
# SPDX-License-Identifier: MIT
include "result";
include "edition";

# what intake did by itself is told in grades.csv; it needs nobody
def of_intake: (.flags[] | select(test("^(superseded by|the latest of) ") | not)),
  (.late_by // empty | "late by \(.)");

# its own time and space: a step's, a machine's, all machines'
def of_time: .extra_data.notes[]
  | select(test("^task [^ ]+: (the machine|more was written|a process)|was stopped after"));

# of a file: whether a stage of it failed
def falls_short($path; $rooms): [$rooms[].stages[] | select(.path == $path) | .id] as $ids
  | any(stages; (.id | IN($ids[])) and (.verdict | IN("fail", "blocked")));

# files of the editions before had no regions
def of_files($survey; $rooms): . as $result | $survey[] | .path as $path
  | if .kit == [] or (.regions == [] and ($result.extra_data.edition // 0) < 2026) then empty
    elif .regions == [] then "\($path) has none of the kit's regions: is it another edition's?"
    elif .changed and ($result | falls_short($path; $rooms))
      then "\($path) is changed outside its regions, and not all of it passes"
    else empty end;

def of_runtimes: .extra_data.notes[] | select(contains("another container runtime was called"));

# One or two checks that fail, with nothing to explain them, while the many others pass:
# then the check may be what is wrong.
def of_failures: [.tests[] | select(verdict != "pass")] as $short
  | select($short != [] and ($short | length) <= 2 and (.tests | length) >= 10)
  | select(all($short[]; verdict == "fail" and .extra_data.mistake == null))
  | "full marks but for \($short | map("\(stage_of): \(.name)") | join(", and ")); "
    + "no known mistake explains that";

# what the last regrade left open
def of_regrades: .extra_data.regrades | last // {} | .differs // "" | select(. != "")
  | "recorded again with a fresh seed it comes out otherwise: \(.)";

def by_hand($entry; $rooms; $unpacked; $survey):
  ($entry | of_intake),
  (select(.extra_data.tampered) | "the evidence line was tampered with"),
  of_time, of_files($survey; $rooms),
  of_another_edition($rooms; .extra_data.edition // 0; $unpacked), of_runtimes,
  of_failures, of_regrades;
