# stand_in.jq - from judged recordings (an array, on input) to the recordings that are
# wanted next, each as TASK+STAGE,STAGE.
#
# $rooms           the rooms of the tasks (build/tables/rooms.json)
# $survey          what regions the submission's files have, as region(1) says
# $compile_errors  {task: stage} where a compiler's first error lies in a stage's region
# $changed         products of tasks (what others stand on) that are not the solution's
# $only            the stages asked for, separated by spaces; all when empty
#
# Where a stage failed and a later one needs it, the solution's regions stand in for it
# and the task is recorded again, so that one mistake costs once. Where what the kit gives
# failed in a file that was changed outside its regions, TASK+kit tells whether that is
# why. Of a task that stands on another the other's product stands in first, unless that
# task has passed. Where all that was asked for has passed, nobody has to stand in.

def rooms: $rooms[0];
def survey: $survey[0];

. as $recordings
| def room($task): first(rooms[] | select(.task == $task));
  def stages($task): room($task).stages;

  def passes($id): [.checks[] | select(.stage == $id) | .verdict] | all(. == "pass");
  def all_pass($task): . as $recording
    | all(stages($task)[]; .id as $id | $recording | passes($id));
  def recording($task; $set): first($recordings[]
    | select(.meta.task == $task and (.meta.stand_in | sort) == ($set | sort)));
  # whether a stage has passed in any recording in which it is the submission's own
  def passed($task; $id): any($recordings[] | select(.meta.task == $task)
    | select(.meta.stand_in | index($id) == null and index("kit") == null); passes($id));

  # all stages that $id stands on
  def needs($task; $id): stages($task)[] | select(.id == $id) | .needs[] | ., needs($task; .);

  def has_regions($task; $id): first(stages($task)[] | select(.id == $id)) as $stage
    | any(survey[] | select(.path == $stage.path) | .regions[];
        . == $id or startswith("\($id)-"));

  def products($task; $set; $current):
    select($current | all_pass($task) | not)
    | room($task).stands_on[] as $other | room($other).product
    | select(IN($changed[]) and (IN($set[]) | not))
    | select(recording($other; []) as $own | ($own // null) == null
        or ($own | all_pass($other) | not));

  # a stage that failed, on which one stands that has not passed yet
  def wanted($task; $set; $current):
    stages($task)[].id | . as $id
    | select((IN($set[]) | not) and ($current | passes($id) | not))
    | select(any(stages($task)[].id | select(IN($set[]) | not);
        ([needs($task; .)] | index($id)) and (. as $later | passed($task; $later) | not)));

  # a stage that failed and took away what an earlier one, which waits, is judged by
  def undone($task; $set; $current):
    def found($id; $verdict): any($current.checks[]; .stage == $id and .verdict == $verdict);
    [stages($task)[].id] as $ids | range(1; $ids | length) as $i
    | select(found($ids[$i]; "fail") and ($ids[$i] | IN($set[]) | not))
    | select(any($ids[:$i][]; found(.; "blocked") and (found(.; "fail") | not)
        and (. as $id | passed($task; $id) | not)
        and ([needs($task; .)] | index($ids[$i]) == null)))
    | $ids[$i];

  # the next that is to be replaced, given that $set is replaced already
  def next($task; $set): recording($task; $set) as $current
    | first(products($task; $set; $current),
        (($compile_errors[][$task] // empty | select($set == [])), undone($task; $set; $current),
          wanted($task; $set; $current)
          | select(has_regions($task; .))));

  # on from $set, as far as there are recordings
  def follow($task; $set):
    if (recording($task; $set) // null) == null then "\($task)+\($set | join(","))"
    else (next($task; $set) // null) as $one
      | if $one == null then empty else follow($task; $set + [$one]) end end;

  # whether all of the kit's regions are in a file that was changed around them
  def changed($path): any(survey[]; .path == $path and .changed and .damaged == []
    and .kit != [] and .kit - .regions == []);
  def given_failed($task): any(recording($task; []).checks[]
      | select(.owner == "given" and .verdict == "fail") | .stage;
    . as $id | first(stages($task)[] | select(.id == $id)) | changed(.path));

  def asked: $only == "" or (.stage | IN($only | split(" ")[]));

  select(any($recordings[].checks[]; asked and .verdict != "pass"))
  | rooms[].task | select((recording(.; []) // null) != null)
  | follow(.; []),
    (select(given_failed(.) and (recording(.; ["kit"]) // null) == null) | "\(.)+kit")
