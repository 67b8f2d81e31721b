# statistics.jq - what a class comes to, from its rows: all numbers of the class page that
# no result says. Means and medians are rounded to hundredths, as points are.
# SPDX-License-Identifier: MIT
include "points";
include "sums";
include "rows";

def mean: map(hundredths) | if . == [] then null else add / length | round | points end;
def median: map(hundredths) | sort
  | if . == [] then null
    else (.[(length - 1) / 2 | floor] + .[length / 2 | floor]) / 2 | round | points end;
def percent($all): if $all == 0 then 0 else 100 * . / $all | round end;

# how many of the scores lie in each tenth of the scale; full marks in the last one
def tenths($scale): map(if $scale > 0 then [9, (10 * . / $scale | floor)] | min else 9 end) as $in
  | [range(10) as $tenth | [$in[] | select(. == $tenth)] | length];
# where the tenths begin and end
def ticks($scale): [range(11) | . * $scale / 10 | hundredths | points];

# one stage of all who have it
def stage_statistics($id): [.[] | stage($id) | select(.)]
  | ([.[] | select(.verdict == "pass")] | length) as $passed
  | .[0] + {students: length, passed: $passed, percent: (length as $all | $passed | percent($all)),
      mean: (map(.score) | mean)};

def slowest: map(select(.seconds > 0)) | sort_by(-.seconds)[:5];

def statistics: length as $entries | graded
  | (map(.scale) | max // 0) as $scale | map(.score) as $scores
  | {entries: $entries, graded: length, scale: $scale,
     mean: ($scores | mean), median: ($scores | median),
     full: (map(select(.score >= .scale)) | length),
     tenths: ($scores | tenths($scale)), ticks: ticks($scale),
     slowest: slowest,
     stages: [stage_ids[] as $id | stage_statistics($id)]};
