# result.jq - how everything that shows a results.json reads it. What a result sums to
# and what became of a check was decided by the judge, and by class/adjust.jq where a
# person corrected it: here nothing is added up, rounded or judged. Its text is safe to
# show; who shows it escapes for his own format and nothing else.
# SPDX-License-Identifier: MIT

# the file itself; an error when it is no result
def a_result:
  if type == "object" and all(.tests, .extra_data.tasks, .extra_data.stages; type == "array")
  then . else error("\(input_filename) is no results.json") end;

# whose it is
def whose: .extra_data.roll // .extra_data.submission // "?";

# --- tasks and their stages, in their order ---

def tasks: .extra_data.tasks[];
def stages: .extra_data.stages[];
def stages_of($task): stages | select(.task == $task.id);
# what people call a task, by its id
def title_of($task): first(tasks | select(.id == $task) | .title) // "Task \($task)";

# --- checks ---

# the stage of a check: 1a of 1a.2
def stage_of: .number | split(".")[0];
def checks_of($stage): .tests[] | select(stage_of == $stage.id);
def checks_of_task($task): [stages | select(.task == $task) | .id] as $ids
  | .tests[] | select(stage_of | IN($ids[]));

def verdict: .extra_data.verdict;
def went_wrong: verdict | IN("fail", "infra");
# the first thing to say of one that went wrong: the mistake when it is known
# and else what was required, with what was seen where that is a short line
def in_brief: .extra_data.seen // "" | if . == "" or length > 100 or contains("\n") then ""
  else ": \(.)" end;
def headline: .extra_data.say // if verdict == "fail" then "not met: \(.name)\(in_brief)"
  else .name end;

# The id of a mistake is unique in its room only: here is the room with it, 2/no-fork.
def mistake_in($task): .extra_data.mistake | if . then "\($task)/\(.)" else null end;
# {stage: its task}
def task_of_stages: [stages | {(.id): .task}] | add // {};

# the tests of what was not handed in, which is said of the task
def of_absent: [stages_of(tasks | select(.absent)).id] as $ids | .tests[]
  | select(stage_of | IN($ids[]));
# where a student looks first: at what was handed in; null when nothing went wrong
def first_failure: (.tests - [of_absent]) as $there
  | first((($there, .tests)[] | select(went_wrong)
      | {number, stage: stage_of, name: headline}), null);

# --- words ---

def tampered: "Something other than the recorder wrote to the evidence line. Its bytes are kept "
  + "beside the evidence, in stray.bin: look at them before you rely on this result.";
# what is said of a stage before its checks
def stage_remarks:
  (.stand_in // empty
    | "Recorded with the solution's \(.) in the place of the submitted one."),
  (select(.verdict == "infra") | "The machine failed here, not the submission. That must not "
    + "cost marks: grade it again.");
# points as they are shown; of what the machine failed at there are none
def score_in_words: . // "–" | tostring;

def in_words: if . == "todo" then "to do" else . end;
# at most COUNT characters of a text
def brief($count): tostring | if length > $count then .[:$count - 1] + "…" else . end;
