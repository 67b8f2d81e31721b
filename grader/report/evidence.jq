# evidence.jq - one recording as the page of a student shows it.
#
# $meta   its meta.json · $steps  the text of its steps.jsonl
# $ARGS.named also has, by its name, the text of each .out file that is shown and of each
# .witness file that is drawn; $ARGS.positional names those of which only the beginning is there.
# SPDX-License-Identifier: MIT
include "processes";
include "picture";

# a line may be cut where the machine was stopped while writing it
def json_lines: split("\n")[] | fromjson?;

# what a step printed, from the name of the file
def printed: if $ARGS.named[.] then {text: $ARGS.named[.], cut: IN($ARGS.positional[])} else {} end;

# what is drawn of a step that witness followed, from the step's name
def drawn: $ARGS.named["\(.).witness"] | if . then [json_lines] | processes_of | choose else null end;

{task: $meta[0].task, stand_in: ($meta[0].stand_in // []),
 steps: [$steps | json_lines | select(type == "object" and .step)
   | . + (.out // "" | printed) + {processes: (.step | drawn)}]}
