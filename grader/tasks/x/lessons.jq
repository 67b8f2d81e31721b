# lessons.jq - facts by which the mistakes of the elective are recognised; facts.jq includes
# them. Their input is the scene of facts.jq.
include "evidence";
include "trouble";

def steps: "first", "second", "again", "climb", "one", "two", "limited";
# the steps by which a stage is judged
def steps_of($stage): if $stage == "x1" then "first", "second", "again"
  elif $stage == "x2" then "first", "climb" elif $stage == "x3" then "one", "two"
      else "limited" end;

# ./container in a step: its call that made the container
def creation($evidence; $step): [$evidence | processes($step).calls[]
  | select(.error == null and (.call | IN("clone", "clone3", "unshare")))] | first;
def lacks($evidence; $step; $flag): creation($evidence; $step)
  | if . == null or (.args.flags | index($flag)) then null else {call: call_text} end;
def none_asked($evidence; $step): ($evidence | events($step) != [])
  and ($evidence | creation($evidence; $step) | . == null or (.args.flags
      | any(startswith("CLONE_NEW")) | not));

# what ./container said when it ended before the command began
def ended($evidence; $nonces; $stage): first(steps_of($stage) | . as $step
    | select(($evidence | object("container-\($step).json")) == null and ($evidence | step($step)))
    | select($evidence | begun($step; $nonces[$step]) | not)
    | select($stage != "x4" or (executed($evidence | processes("limited"); "trial"; "forks") == []))
    | {status: ($evidence | step($step).status), said: ($evidence
        | complaint($step) // "it printed nothing")})
  // null;
def crash($evidence; $stage): first(crashes($evidence; steps_of($stage))[]) // null
  | if . then {signal: (.signal | signal_text), place: (.place | place_text)} else null end;
def hang($evidence; $stage): first(hung($evidence; steps_of($stage))) // null
  | if . then {doing, place: (.place | place_text), seconds} else null end;
def failed_call($evidence; $stage): [$evidence | processes(steps_of($stage)).calls[]
    | select(.error and .comm == "container" and (.call | IN("clone3", "clone", "mount",
        "pivot_root",
        "umount2", "sethostname", "setns", "unshare", "chroot")))] | first
  | if . then {call: call_text} else null end;

def lessons: . as {$evidence, $nonces, $script, $first, $one, $machine, $container}
  | {
    crashed_x1: told_of(crash($evidence; "x1"); .), crashed_x2: told_of(crash($evidence; "x2"); .),
    crashed_x3: told_of(crash($evidence; "x3"); .), crashed_x4: told_of(crash($evidence; "x4"); .),
    ended_x1: told_of(ended($evidence; $nonces; "x1"); .),
    ended_x3: told_of(ended($evidence; $nonces; "x3"); .),
    ended_x4: told_of(ended($evidence; $nonces; "x4"); .),
    without_newpid: told_of(lacks($evidence; "first"; "CLONE_NEWPID"); .),
    without_newipc: told_of(lacks($evidence; "first"; "CLONE_NEWIPC"); .),
    other_status: told_of(if $first == null then null else $evidence | step("first").status
        | if . == null or . == $script.status then null else . end end;
      {got: ., wanted: $script.status}),
    not_named: told_of(if $one == null or $one.hostname == $script.host then null else $one end;
      {host: $script.host, name: .hostname})
  };
