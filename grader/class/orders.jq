# orders.jq - what an instructor ordered for a class: {overrides: [{key, stage, points,
# reason}], notes: {mistake or check: sentence}, regrades: [{at, key, stage, before, after,
# reason, differs}], problems: [a sentence for each line that cannot be applied]}.
#
# $overrides $notes $regrades  the files of that name, each as one text
# $intake  intake.json · $rooms  the rooms of the tasks
# SPDX-License-Identifier: MIT
include "points";
include "sums";

# its fields are separated by tabs; an editor may have left carriage returns
def lines($file): split("\n") | to_entries[] | select(.value | test("^[\\s\\p{Z}]*(#|$)") | not)
  | {where: "\($file), line \(.key + 1)", fields: (.value | rtrimstr("\r") | split("\t"))};

def number: (gsub("^\\s+|\\s+$"; "") | tonumber)? // null
  | if . then hundredths | points else null end;

# the keys of those who are meant: a key is one's own, a roll number may be claimed by several
def meant($roll): [$intake[0][] | select((.ignored or .superseded) | not)]
  | [.[] | select(.key == $roll)] as $one
  | if $one != [] then $one else map(select(.roll == $roll)) end | map(.key);
def stage($id): first(($rooms[0][].stages[] | select(.id == $id)), null);
def known($id): any($rooms[0][] | "\(.task)/\(.mistakes[].id)", .checks[].id; . == $id);

# why an order cannot be applied, null when it can
def override: .fields as $fields
  | . + {roll: ($fields[0] | ascii_downcase), stage: ($fields[1] // ""),
      points: ($fields[2] // "" | number), reason: ($fields[3] // "")}
  | stage(.stage) as $stage
  | .problem = (if .points == null then "points are no number"
    elif meant(.roll) == [] then "there is no \(.roll)"
    elif (meant(.roll) | length) > 1
      then "\(.roll) is claimed by several: name one of \(meant(.roll) | join(", "))"
    elif $stage == null then "there is no stage \(.stage)"
    elif .points < 0 or .points > $stage.points
      then "stage \(.stage) has 0 to \($stage.points) points"
    else null end);

def note: . + {id: .fields[0], sentence: (.fields[1:] | join(" "))}
  | .problem = (if known(.id) | not then "there is no mistake or check \(.id)"
    elif .sentence == "" then "\(.id) has no sentence" else null end);

def regrade: .fields as [$at, $key, $stage, $before, $after, $reason, $differs]
  | {at: $at, key: $key, stage: $stage, before: ($before | number), after: ($after | number),
     reason: ($reason // ""), differs: ($differs // "")};

def good: map(select(.problem == null) | del(.problem, .where, .fields));

[$overrides | lines("overrides.tsv") | override] as $ordered
| [$notes | lines("notes.tsv") | note] as $noted
| {overrides: ($ordered | good | map(.key = meant(.roll)[0])),
   notes: ($noted | good | group_by(.id)
     | map({(.[0].id): (map(.sentence) | join(" "))}) | add // {}),
   regrades: [$regrades | lines("regrades.tsv") | regrade],
   problems: [$ordered[], $noted[] | select(.problem) | "\(.where): \(.problem)"]}
