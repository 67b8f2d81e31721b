# edition.jq - what an edition of the assignment asks for: its rows, and its stages with
# their points in hundredths.
include "points";

# a row of a room that applies in the edition
def of_edition($edition): select((.since // 0) <= $edition
  and (.only == null or (.only | index($edition) != null)));

# The stages of all editions share the points of their task: those that came later leave
# theirs to the others. One that only some editions have has its own on top.
def stages_of_edition($rooms; $edition):
  $rooms[] | . as $room
  | [.stages[] | select(.only == null)] as $common
  | [$common[] | of_edition($edition)] as $asked
  | shared(([$common[].points] | add // 0) * 100; [$asked[].points]) as $points
  | ([range($asked | length) | {($asked[.].id): $points[.]}] | add) as $share
  | .stages[] | of_edition($edition)
  | .points = ($share[.id] // .points * 100) | .task = $room.task;

# A sentence about a file that is handed in and only other editions know, for the first of
# them. What the kit has itself says nothing.
def of_another_edition($rooms; $edition; $unpacked):
  [$rooms[] | .folder as $folder | .files[]
    | (.names | .["\($edition)"] as $own | to_entries[] | select(.value != $own)
        | {years: [.key], path: "\($folder)/\(.value)", extra: true}),
      (select(.only and (.settings | not)) | select([of_edition($edition)] == [])
        | {years: .only, path, extra: true}),
      (select(.since > $edition) | {years: [.since], path, extra: false})] as $others
  | first($unpacked.files[]? | . as $file | $others[]
    | select(.path == $file.path and .extra == ($file.extra // true))
    | "\(.path) is a file of the edition \(.years | map(tostring) | join(" or "))");
