# intake.jq - whose each submission is: from kit-intake's entries (slurped) to the same
# with key, roll, late, flags and superseded.
#
# $inside    what kit-unpack said of each, in the same order
# $shown     their names, in the same order, as gather printed them: safe to show
# $pattern   the shape of a roll number
# $deadline  in seconds, or ""
#
# path and moodle are names as the file system has them, for programs; people are shown
# the others.
# SPDX-License-Identifier: MIT

# --- names ---

# gather leaves newlines and tabs as they are, but a name is one line
def one_line: if . then gsub("\n"; "\\x0a") | gsub("\t"; "\\x09") else null end;
def shown_names($i): $shown[0].files["names.jsonl"][$i]
  | {file: (.file | one_line), person: (.person | one_line)};

# what is inside of entry number $i
def looked_inside($i): $inside[$i].unpack as $unpack
  | if $unpack == null then $inside[$i] | select(.ignored) // {} else {
      refused: $unpack.refused, roll_inside: $unpack.roll,
      digest: ($unpack.digest // $inside[$i].content // "-")
    } end;

# --- whose ---

def is_roll: test("^(" + $pattern + ")$");

# the roll number that a file's name begins with
def roll_of_name: ascii_downcase
  | (capture("^(?<roll>[0-9a-z-]+?)(_| ?\\(|\\.|$)").roll // "")
  | if is_roll then . else null end;

def roll_inside: .roll_inside // "" | ascii_downcase | if . == "" then null else . end;

def oddities($named; $inside):
  (select($named and $inside and $named != $inside) | "the folder inside is \($inside)'s"),
  (if .roll == null then "no roll number"
    elif .roll | is_roll | not then "the roll number has an unusual shape" else empty end),
  (.refused // empty | "refused: \(.)");

# A person is who the LMS says, else whose roll number the file's name has. A folder inside
# is nobody's word: whoever packed it may have written another one's number there.
def whose: (.file | roll_of_name) as $named | roll_inside as $inside
  | .roll = ($named // $inside) | .who = (if .id then "id \(.id)" else $named // .path end)
  | .flags = [oddities($named; $inside)];

# --- when ---

# 1 d 2 h 3 min, from seconds
def duration: (. / 86400 | floor) as $days | (. % 86400 / 3600 | floor) as $hours
  | (if $days > 0 then "\($days) d " else "" end)
    + (if $days + $hours > 0 then "\($hours) h " else "" end)
    + "\(. % 3600 / 60 | floor) min";

def lateness: (if $deadline == "" then null else .time - ($deadline | tonumber) end) as $late
  | if $late == null or $late <= 0 then .late = null
    else .late = $late | .late_by = ($late | duration) end;

# --- which counts ---

# of several by one person the latest; at the same time the last by name
def latest: sort_by(.time, .file) | length as $copies | last as $last
  | (.[:-1][] | .superseded = $last.file | .flags += ["superseded by \($last.file)"]),
    ($last | if $copies > 1 then .flags += ["the latest of \($copies)"] else . end);

# --- by which key each person is known ---

def in_a_key: gsub("[^A-Za-z0-9-]+"; "-") | .[:40] | ltrimstr("-");

# Whom no LMS names is counted: files of like names are not one person's.
def counted: sort_by(.path) | to_entries[] | (.key + 1) as $count
  | .value | .suffix = (.id // "\($count)-\(.file | in_a_key)");

def claimed_by($people): .key = "\(.roll)-\(.suffix)"
  | .flags += ["the roll number is claimed by \($people) people"];

# A roll number that several claim is nobody's key, unless one file's name has it and others
# only say so inside.
def keyed: group_by(.roll)[] | [counted]
  | map(.who) as $people | .[] | .roll as $roll
  | if .roll == null then .key = "unnamed-\(.suffix)"
    elif ($people | length) == 1
      or (.who == $roll and all($people[]; startswith("/") or . == $roll)) then .key = $roll
    else claimed_by($people | length) end;

# No two people have the same key, whatever they call themselves: no key has a dot so far.
def unlike: group_by(.key)[] | to_entries[]
  | .key as $i | .value | if $i > 0 then .key += ".\($i + 1)" else . end;

[to_entries[] | .key as $i | .value + shown_names($i) + looked_inside($i)]
| map(select(.ignored)) as $ignored
| [[.[] | select(.ignored | not) | whose | lateness] | group_by(.who)[] | latest]
| map(select(.superseded)) as $superseded
| [[.[] | select(.superseded | not)] | [keyed] | unlike] as $current
| ($current | map({key: .who, value: .key}) | from_entries) as $keys
| $current + ($superseded | map(.key = $keys[.who])) | sort_by(.key, .time, .file)
| map(del(.who, .suffix)) + $ignored
