# edition.jq - the stages that an edition of the assignment has, with their points in
# hundredths.
include "points";

# A stage that came later does not apply: the other stages of its task share its points.
def stages_of_edition($rooms; $edition):
  $rooms[] | . as $room
  | (([.stages[].points] | add) * 100) as $all
  | [.stages[] | select(.since <= $edition)] as $stages
  | shared($all; [$stages[].points]) as $points
  | range($stages | length) as $i
  | $stages[$i] + {points: $points[$i], task: $room.task};
