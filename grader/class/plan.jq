# plan.jq - from intake.json (on input) what is to be done with each submission and why:
# key, verb, reason; tab separated. Nothing is done again unless something changed.
#
# $run  what decides about results now · $states  {key: what decided when it was graded} of
# each that is
# SPDX-License-Identifier: MIT

# why it is graded, null when it is not; .digest is the submission's
def reason($was; $now):
  if $was == null then "not graded yet"
  elif $was.digest != .digest then "the submission changed"
  elif $was.recorder != $now.recorder then "the recorder or the machine changed"
  elif $was.options != $now.options then "other options"
  elif $was.checks != $now.checks
    then "the checks changed: judged again from kept evidence"
  else null end;

($states | add) as $was
| .[] | select((.ignored or .superseded) | not)
| reason($was[.key]; $run[0]) as $reason
| [.key, if $reason then "grade", $reason else "keep", "nothing changed" end] | @tsv
