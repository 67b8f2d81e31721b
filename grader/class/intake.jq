# intake.jq - whose each submission is: from kit-intake's entries to the same with
# key, roll, late, flags and superseded. $inside: what kit-unpack said of each, in the
# same order; $pattern: the shape of a roll number; $deadline: seconds, or "".
# SPDX-License-Identifier: MIT

def is_roll: test("^(" + $pattern + ")$");

# the roll number that a file's name begins with
def roll_of_name: ascii_downcase | gsub("^.*/"; "")
  | (capture("^(?<roll>[0-9a-z-]+?)(_| ?\\(|\\.|$)").roll // "") | if is_roll then . else null end;

def whose: (.file | roll_of_name) as $named | (.roll_inside // "" | ascii_downcase | select(. != "") // null) as $inside
  | .roll = ($named // $inside)
  | .flags = [
      (if $named and $inside and $named != $inside then "the folder inside is \($inside)'s" else empty end),
      (if .roll == null then "no roll number" elif .roll | is_roll | not then "the roll number has an unusual shape" else empty end),
      (if .refused then "refused: \(.refused)" else empty end)];

def late: if $deadline != "" and .time > ($deadline | tonumber) then .late = .time - ($deadline | tonumber) else .late = null end;

def safe: gsub("[^A-Za-z0-9-]+"; "-") | .[:40] | ltrimstr("-");

# one person: one roll number, and one participant where the LMS names them
def by_roll: group_by(.roll)[]
  | ([.[].id | select(. != null)] | unique) as $people
  | if .[0].roll == null then sort_by(.path) | to_entries[]
      # files of like names are not one person's
      | .value + {key: ("unnamed-" + (.value.id // "\(.key + 1)-\(.value.file | safe)"))}
    elif ($people | length) > 1 then .[] | .key = "\(.roll)-\(.id // "file")" | .flags += ["the roll number is claimed by \($people | length) people"]
    else .[] | .key = .roll end;

# what is inside of entry number $i
def looked_inside($i): $inside[$i] | if .unpack == null then {}
  else {refused: .unpack.refused, digest: (.unpack.digest // .content // "-"), roll_inside: .unpack.roll} end;

[to_entries[] | .key as $i | .value + looked_inside($i)]
| map(select(.ignored)) as $ignored
| [map(select(.ignored | not))[] | whose | late] | [by_roll]
# of several by one person the latest counts; at the same time, the last by name
| [group_by(.key)[] | sort_by([.time, .file])
    | length as $copies | .[-1] as $last | (.[:-1][] | .superseded = $last.file | .flags += ["superseded by \($last.file)"]),
      (if $copies > 1 then $last | .flags += ["the latest of \($copies)"] else $last end)]
| sort_by([.key, .time, .file]) + $ignored
