# adjust.jq - results.json (on input) as it goes into the gradebook: with the
# instructor's overrides ($overrides: [{roll, stage, points, reason}] for this
# student) what intake knows of the submission ($entry), and which files
# were changed outside their regions ($outside, a line each).
# SPDX-License-Identifier: MIT

def round2: . * 100 + 0.5 | floor / 100;
def lateness: if . == null then null else "\(. / 86400 | floor) d \(. % 86400 / 3600 | floor) h \(. % 3600 / 60 | floor) min after the deadline" end;

reduce $overrides[] as $o (.extra_data.overrides = [];
    (.extra_data.stages | map(.id) | index($o.stage)) as $i
    | if $i == null then . else
        .extra_data.stages[$i].score as $before
        | .extra_data.stages[$i].score = $o.points
        | .score = (.score - $before + $o.points | round2)
        | .extra_data.overrides += [{stage: $o.stage, before: $before, after: $o.points, reason: $o.reason}]
      end)
| .extra_data.roll = ($entry.roll // .extra_data.roll)
| .extra_data.outside = ($outside | split("\n") | map(select(. != "")))
| .extra_data.submission = $entry.file
| .extra_data.late = ($entry.late | lateness)
