# adjust.jq - results.json (on input) as it goes into the gradebook: with what intake
# knows of the submission and with the instructor's overrides, sums made anew.
#
# $key        whose it is
# $intake     intake.json
# $overrides  what overrides.jq made
# $survey     what is in the regions of the submission's files, as region(1) says
# SPDX-License-Identifier: MIT
include "sums";

def entry: first($intake[0][] | select(.key == $key and (.superseded | not)));

# what was ordered for this student, in that order
def orders: $overrides[0].apply[] | select(.key == $key);

# one stage gets the points of ORDER; what it had is kept beside it
def overridden($order):
  (.extra_data.stages | map(.id) | index($order.stage)) as $i
  | if $i == null then . else
      .extra_data.stages[$i].score as $before
      | .extra_data.stages[$i].score = $order.points
      | .extra_data.overrides
          += [{stage: $order.stage, before: $before, after: $order.points, reason: $order.reason}]
    end;

# A file is judged as it was handed in; a person should look at these.
def outside: $survey[0][]
  | if .kit == [] then empty
    elif .regions == [] then "\(.path) has none of the kit's regions"
    elif .changed then "\(.path) is changed outside its regions" else empty end;

entry as $entry
| reduce orders as $order (.extra_data.overrides = []; overridden($order))
| with_sums
| .extra_data.roll = ($entry.roll // .extra_data.roll)
| .extra_data.submission = $entry.file
| .extra_data.late = (if $entry.late then "\($entry.late_by) after the deadline" else null end)
| .extra_data.outside = [outside]
