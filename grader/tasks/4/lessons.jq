# lessons.jq - facts by which the mistakes of task 4 are recognised; facts.jq includes
# them. Their input is the scene of facts.jq. What the given code of the script prints
# tells how far it came: each step before it begins, and the one at which it failed.
include "evidence";
include "trouble";

# the steps of start, and whose regions each runs
def steps_of_start: {
    "build the services": "4b", "build the image": "4a", "stop what a former start has left": "4c",
    "run the containers": "4a", "wait until they are up": "4a",
    "connect them to the network": "4a", "let them reach each other": "4a",
    "copy the services into them": "4b", "start the services": "4b", "wait until they answer": "4b"
  };
def lines_of($step): [out($step) | split("\n")[] | select(. != "")];
# the step that a start was in when it ended or was stopped: {step, stage}, or null
def last_step($start): [lines_of($start)[] | select(steps_of_start[.]) | {step: .,
    stage: steps_of_start[.]}] | last;

# how a start failed: {step, stage, said}, or null. It says itself at which step; what
# stands before that, from the script's own last words on, says why; all that comes after it
# is clean-up.
def reason: (map(startswith("service-orchestrator: ")) | rindex(true)) as $own
  | if $own != null then .[$own:] | join(" ") | ltrimstr("service-orchestrator: ")
    else map(select(steps_of_start[.] | not)) | last // "it printed nothing more" end;
# what the services said last; the given code shows the end of their logs
def heard($lines): ("external-service", "counter-service") as $service
  | [$lines[] | select(startswith("\($service): "))] | last // "\($service) was not heard of";
def failure($start): lines_of($start) as $lines
  | ($lines | map(startswith("service-orchestrator: failed at: ")) | index(true)) as $at
  | if $at == null then null
    else ($lines[$at] | ltrimstr("service-orchestrator: failed at: ")) as $step
      | {step: $step, stage: steps_of_start[$step], said: ($lines[:$at] | reason)}
      | if .step == "wait until they answer" then .heard = [heard($lines[$at:])]
          | .said += " (\(.heard | join("; ")))"
        else . end end;

def hang($evidence; $starts; $stage): if $starts.first.running
  then $evidence | last_step("first") | select(.stage == $stage) else empty end // null;
def failed($evidence; $stage): $evidence | failure("first") | if .stage == $stage then .
    else null end;

def lessons: . as {$evidence, $starts, $network, $asked}
  | $starts.again as $again
  | {
    hung_4a: told_of(hang($evidence; $starts; "4a"); .),
    hung_4b: told_of(hang($evidence; $starts; "4b"); .),
    failed_4a: told_of(failed($evidence; "4a"); .),
    failed_4b: told_of(failed($evidence; "4b"); .),
    gateway: told_of(failed($evidence; "4b")
      | if (.heard[0] // "" | endswith(" 502")) and (.heard[1] | test("listening")) then .
          else null end;
      {heard: .heard[0]}),
    again_failed: told_of(if $again == null or ($again.status // 0) == 0 then null else $again end;
      {status, said: ($evidence | lines_of("again") | last // "it printed nothing")})
  };
