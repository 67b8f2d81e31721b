# sums.jq - what the stages of a result add up to: the one place that does it, for the
# judge and for the gradebook, where a person may have corrected a stage.
#
# Points are read as hundredths and become points again: no sum of halves and thirds
# ends in …99999.
include "points";

def hundredths: . * 100 | round;
# One that is not known leaves the sum unknown.
def sum(list): [list] | if any(. == null) then null else map(hundredths) | add // 0 | points end;

# A result in which .extra_data.stages have their points and scores, and .extra_data.tasks
# their id and whether they are elective, with all that follows from these. Electives are
# no part of the scale; Gradescope's .score has them all the same.
def with_sums:
  .extra_data.stages as $stages
  | .extra_data.tasks |= map(.id as $id | [$stages[] | select(.task == $id)] as $own
      | . + {score: sum($own[].score), points: sum($own[].points)})
  | [.extra_data.tasks[] | select(.elective)] as $electives
  | (.extra_data.tasks - $electives) as $scaled
  | .score = sum($stages[].score)
  | .extra_data.score = sum($scaled[].score)
  | .extra_data.scale = sum($scaled[].points)
  | .extra_data.elective = (if $electives == [] then null else sum($electives[].score) end);
