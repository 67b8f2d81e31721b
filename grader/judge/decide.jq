# decide.jq - from a recording to what its checks say: the room's facts and rows in,
# judged/RECORDING.json out. Input: what gather and transcript printed of the recording.
# $name: the recording's · $task · $rooms: build/tables/rooms.json · $edition: a number
include "facts";
include "evidence";
include "edition";

def demands: .demands // [{fact, required, why, look}];

def known($facts; $name): $facts[$name]
  // error("no fact is called '\($name)' in this room's facts.jq");

# null of no text at all
def first_line(text): text | if . == "" then null else split("\n")[0] end;

# a mistake is recognised by a fact, or by "not " and one; on output with words for what it
# says: the fact's own, or "fact", the first line of what was seen in its place
def recognised($facts): .fact as $fact
  | if $fact | startswith("not ") then known($facts; $fact[4:]) as $found
      | select($found.ok == false)
      | .words = {fact: first_line($found.seen), measured: $found.measured}
    else known($facts; $fact) as $found | select($found.ok == true) | .words = $found.words end;

# the checks that a mistake explains: it names checks, or stages with all that they have
def explains($check): .check | if type == "array" then .[] else . end
  | select(. == $check.id or . == $check.stage);

# Of words, too, where a solution stands in: numbers, and what was measured.
def sayable($stand_in): if $stand_in == [] or .measured then . // {}
  else (. // {}) | with_entries(select(.key != "seen") | if .value | type == "number" then .
      else .value = "…" end) end;
def filled($words): if . == null then null
  else gsub("\\{(?<key>[a-z]+)\\}"; $words[.key] // "?" | tostring) end;

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
    else (first($mistakes[] | select(explains($check)) | recognised($facts)) // {}) as $mistake
      | ($mistake.words | sayable($stand_in)) as $words
      | (if $stand_in == [] then $unmet.found else {} end) as $open
      | {verdict: "fail", say: (($mistake.say | filled($words)) // $open.say),
         mistake: $mistake.id,
         required: $unmet.required, seen: ($words.seen // ($unmet.found | shown_of($stand_in))),
         why: (($mistake.why | filled($words)) // $unmet.why),
         look: ($mistake.look // $unmet.look),
         at: $open.at}
      | with_entries(select(.value != null)) end;

# One cause is one finding: where the same mistake explains a later check, that one waits.
def said_once: reduce .[] as $check ([];
  (first(.[] | select($check.say and .say == $check.say)) // null) as $first
  | . + [if $first == null then $check
      else ($check | {id, stage, name, share, owner, verdict: "blocked",
        mistake: $first.mistake, first: $first.stage, finding: $check,
        seen: "for \($first.stage), \"\($first.name)\": the same mistake"}) end]);

. as [$gathered, $transcripts]
| first($rooms[0][] | select(.task == $task)) as $room
| [$room.stages[] | of_edition($edition) | .id] as $stages
| $gathered + {transcripts: $transcripts, edition: $edition}
| facts as $facts
# what stands in is said by the name, taskN+STAGE,STAGE
| [$name | split("+")[1] // empty | split(",")[] | select(. != "")] as $stand_in
| {
    name: $name, meta: (.meta + {stand_in: $stand_in}),
    line, notes: (notes + (strays | map("task \($task): \(.)"))), other_runtimes: other_runtimes,
    checks: ([$room.checks[] | of_edition($edition) | select(.stage | IN($stages[]))
      | {id, stage, name, share: (.share // 1), owner: (if .given then "given" else "student" end)}
        + finding($facts; $room.mistakes; $stand_in)] | said_once)
  }
