# stand_in.jq - from judged recordings (an array, on input) to the recordings that
# are wanted next, each as TASK+STAGE,STAGE. $stages is stages.tsv, $replaceable the
# list of stages whose regions the submission has, and $compile_errors has a
# {task: stage} where a compiler's error lies in a stage's region.
# $own_conductor is true when the submission's task 3 is not the solution's.
#
# Where a stage failed and a later one needs it, the solution's regions stand in
# for it and the task is recorded again, so that one mistake costs once. Task 4
# stands on all of task 3: there the reference conductor stands in first, unless
# task 3 has passed.

def verdict($id): [.checks[] | select(.stage == $id) | .verdict]
  | if all(. == "pass") then "pass" else "fail" end;

# all stages that $id stands on
def needs($stages; $id): ($stages[] | select(.id == $id) | .needs[]) | ., needs($stages; .);

. as $recordings
| [$stages[0][].task] | unique[] as $task
| [$stages[0][] | select(.task == $task)] as $own
| def recording($set): first($recordings[] | select(.meta.task == $task and (.meta.stand_in | sort) == ($set | sort)));
  def passed($id): any($recordings[];
      .meta.task == $task and (.meta.stand_in | index($id) | not) and verdict($id) == "pass");
  def all_pass($task): . as $recording | all($stages[0][] | select(.task == $task); .id as $id | $recording | verdict($id) == "pass");
  def conductor_wanted($set; $current): $task == "4" and $own_conductor and ($set | index("conductor") | not)
    and ($current | all_pass("4") | not)
    and (any($recordings[]; .meta.task == "3" and .meta.stand_in == [] and all_pass("3")) | not);
  # the next stage to replace, given that $set is replaced already
  def next($set): recording($set) as $current
    | first(
        (if conductor_wanted($set; $current) then "conductor" else empty end),
        ($compile_errors[][$task] // empty | select($set == [])),
        ($own[].id as $id
          | select(($set | index($id) | not) and ($current | verdict($id)) != "pass")
          | select(any($own[].id; . as $later
              | ($set | index($later) | not) and ([needs($stages[0]; $later)] | index($id)) and (passed($later) | not)))
          | $id))
    | select(IN("conductor", $replaceable[]));
  def follow($set): (recording($set) // null) as $there
    | if $there == null then "\($task)+\($set | join(","))"
      else (next($set) // null) as $id | if $id == null then empty else follow($set + [$id]) end end;
  select(recording([]) != null) | follow([])
