# lessons.jq - facts by which the mistakes of task 4 are recognised; facts.jq includes
# them. Their input is the scene of facts.jq.
include "evidence";
include "trouble";

def of($stage): if .stage == $stage then . else null end;

# a start that ended by a false last command: set -e says nothing then
def silent($start; $failure; $came_to): if $start.running or ($start.status // 0) == 0 or $failure
  then null else $came_to | values | {step, status: $start.status} end // null;

def lessons: . as {$starts, $failure, $came_to, $again_said}
  | $starts.again as $again
  | (if $starts.first.running then $came_to else null end) as $hung
  | {
    hung_4a: told_of($hung | of("4a"); .),
    hung_4b: told_of($hung | of("4b"); .),
    silent: told_of(silent($starts.first; $failure; $came_to); .),
    failed_4a: told_of($failure | of("4a"); .),
    failed_4b: told_of($failure | of("4b"); .),
    gateway: told_of($failure | of("4b")
      | if (.heard[0] // "" | endswith(" 502")) and (.heard[1] | test("listening")) then .
          else null end;
      {heard: .heard[0]}),
    again_failed: told_of(if $again == null or ($again.status // 0) == 0 then null else $again end;
      {status, said: ($again_said // "it printed nothing")})
  };
