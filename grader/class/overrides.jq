# overrides.jq - overrides.tsv, read as one text (jq -R -s): {apply: [{key, stage, points,
# reason}], problems: [a sentence for each line that cannot be applied]}.
#
# $intake  intake.json · $rooms  the rooms of the tasks
# SPDX-License-Identifier: MIT
include "points";
include "sums";

# its fields are separated by tabs; an editor may have left carriage returns
def parsed: rtrimstr("\r") | split("\t")
  | {roll: (.[0] | ascii_downcase), stage: (.[1] // ""),
     points: (.[2] | tonumber? // null | if . then hundredths | points else null end),
     reason: (.[3] // "")};

def orders: split("\n") | to_entries[] | select(.value | test("^\\s*(#|$)") | not)
  | {line: (.key + 1)} + (.value | parsed);

# the keys of those who are meant: a key is one's own, a roll number may be claimed by several
def meant($roll): [$intake[0][] | select((.ignored or .superseded) | not)]
  | [.[] | select(.key == $roll)] as $one
  | if $one != [] then $one else map(select(.roll == $roll)) end | map(.key);
def stage($id): first(($rooms[0][].stages[] | select(.id == $id)), null);

# why an order cannot be applied, null when it can
def problem: stage(.stage) as $stage
  | if .points == null then "points are no number"
    elif meant(.roll) == [] then "there is no \(.roll)"
    elif (meant(.roll) | length) > 1
      then "\(.roll) is claimed by several: name one of \(meant(.roll) | join(", "))"
    elif $stage == null then "there is no stage \(.stage)"
    elif .points < 0 or .points > $stage.points
      then "stage \(.stage) has 0 to \($stage.points) points"
    else null end;

[orders | .problem = problem]
| {apply: map(select(.problem == null) | .key = meant(.roll)[0]),
   problems: [.[] | select(.problem) | "overrides.tsv, line \(.line): \(.problem)"]}
