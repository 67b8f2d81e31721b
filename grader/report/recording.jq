# recording.jq - a recording, as gather(1) read it, in the form in which a page shows it:
#
#   {task, steps: [the line of the step, with output and scene]}
#
# output is what the step printed, as gather tells it; scene (scene.jq) what witness saw;
# each is null where there is none.
# SPDX-License-Identifier: MIT
include "processes";
include "scene";

def recording: .files as $files
  | {task: .meta.task,
     steps: [$files["steps.jsonl"][]? | select(.step)
       | . + {output: $files[.out // ""],
              scene: ($files["\(.step).witness"] | if . then processes_of | scene else null end)}]};

# Of steps that look alike one is drawn, and of a program that moved nothing only the run.
def worth_a_picture: .scene.moved or (.step == "run" and .scene != null);
def likeness: [.scene.groups[] | nested.rows[] | .name, (.pids_outside | length)];
def pictured: [.steps[] | select(worth_a_picture)]
  | unique_by(likeness) | sort_by(.start // 0) | .[:4];
