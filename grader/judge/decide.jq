# decide.jq - from a recording to what its checks say: the room's facts and rows in,
# judged/RECORDING.json out. Input: what gather and transcript printed of the recording.
# $name: the recording's · $task · $rooms: build/tables/rooms.json · $edition: a number
include "facts";
include "evidence";

def demands: .demands // [{fact, required, why, look}];

def known($facts; $name): $facts[$name]
  // error("no fact is called '\($name)' in this room's facts.jq");

# a mistake is recognised by a fact, or by "not " and one
def recognised($facts): .fact as $fact
  | if $fact | startswith("not ") then known($facts; $fact[4:]).ok == false
    else known($facts; $fact).ok == true end;

# the first demand that is not met; of a check whose demands all are, nothing
def unmet($facts): first(demands[] | . + {found: known($facts; .fact)} | select(.found.ok != true));

# What is shown of a fact. Where a solution stands in, nothing that the submission could have
# shaped: it may have read that.
def shown_of($stand_in): if $stand_in == [] then [.seen, .shown // empty] | join("\n")
  elif .ok == null or .measured then .seen
  else "(not shown, because the solution stood in: it could tell more than it should)" end;

def finding($facts; $mistakes; $stand_in): . as $check
  | (unmet($facts) // null) as $unmet
  | if $unmet == null then {verdict: "pass"}
    elif $unmet.found.ok == null then {verdict: "blocked", seen: $unmet.found.seen}
    else (first($mistakes[] | select(.check == $check.id and recognised($facts))) // {}) as $mistake
      | {verdict: "fail", say: $mistake.say, mistake: $mistake.id,
         required: $unmet.required, seen: ($unmet.found | shown_of($stand_in)),
         why: ($mistake.why // $unmet.why), look: ($mistake.look // $unmet.look),
         at: (if $stand_in == [] then $unmet.found.at else null end)}
      | with_entries(select(.value != null)) end;

. as [$gathered, $transcripts]
| first($rooms[0][] | select(.task == $task)) as $room
| $gathered + {transcripts: $transcripts, edition: $edition}
| facts as $facts
# what stands in is said by the name, taskN+STAGE,STAGE
| ($name | split("+")[1] // "" | split(",")) as $stand_in
| {
    name: $name, meta: (.meta + {stand_in: $stand_in}),
    line, notes: (notes + (strays | map("task \($task): \(.)"))),
    checks: [$room.checks[] | select((.since // 0) <= $edition)
      | {id, stage, name, share: (.share // 1), owner: (if .given then "given" else "student" end)}
        + finding($facts; $room.mistakes; $stand_in)]
  }
