# adjust.jq - results.json (on input) as it goes into the gradebook: with what intake
# knows of the submission, the instructor's overrides and notes and what grading again
# came to, sums made anew. Behind it, the row of the class that follows from it.
#
# $entry        of intake.json, whose key and submission it is
# $orders       {overrides, notes, regrades}, as orders.jq made them
# $rooms        the rooms of the tasks · $unpacked  unpack.json
# $survey       what is in the regions of the submission's files, as region(1) says
# SPDX-License-Identifier: MIT
include "sums";
include "result";
include "row";

def meant: .key == $entry.key;

# one stage gets the points of ORDER; what it had is kept beside it
def overridden($order):
  (.extra_data.stages | map(.id) | index($order.stage)) as $i
  | if $i == null then . else
      .extra_data.stages[$i].score as $before
      | .extra_data.stages[$i].score = $order.points
      | .extra_data.overrides
          += [{stage: $order.stage, before: $before, after: $order.points, reason: $order.reason}]
    end;

# the sentences that are pinned to what a check says
def noted($tasks): if verdict == "fail"
  then $orders[0].notes[mistake_in($tasks[stage_of]) // .extra_data.id // ""] as $note
    | if $note then .extra_data.note = $note else . end
  else . end;

reduce ($orders[0].overrides[] | select(meant)) as $order
  (.extra_data.overrides = []; overridden($order))
| with_sums
| task_of_stages as $tasks | .tests |= map(noted($tasks))
| .extra_data.regrades = [$orders[0].regrades[] | select(meant)]
| .extra_data.roll = ($entry.roll // .extra_data.roll)
| .extra_data.submission = $entry.file
| .extra_data.late = (if $entry.late then "\($entry.late_by) after the deadline" else null end)
| ., row($entry; $rooms[0]; $unpacked[0]; $survey[0])
