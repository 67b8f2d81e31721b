# facts.jq - what became of task 4's services: the ways between containers, the machine
# and the outside, who answered whom and what was counted.
include "evidence";
include "lessons";

# What a script said last. Of a long output `gather` keeps the end apart.
def last_words($step): .files["\($step).out"]
  | [(if .cut then .tail else .text // "" end) | split("\n")[] | select(. != "")]
  | if . == [] then "the script printed nothing"
    else "the script's last words:\n" + (.[-5:] | map("  " + .[:160]) | join("\n")) end;
def with_last_words($evidence; $step): plus($evidence | last_words($step));

# how many of the ways that were tried lead somewhere
def leads: [.ways[]? | select(.ok or (.outside // "") != "" or (.code // "000") != "000")] | length;

# --- how far a start came: the given code of the script prints each step before it begins,
# and the one at which it failed

# the steps of start, and whose regions each runs
def steps_of_start: {
    "build the services": "4b", "build the image": "4a", "stop what a former start has left": "4c",
    "run the containers": "4a", "wait until they are up": "4a",
    "connect them to the network": "4a", "let them reach each other": "4a",
    "copy the services into them": "4b", "start the services": "4b", "wait until they answer": "4b"
  };
def lines_of($step): [out($step) | split("\n")[] | select(. != "")];

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
# the step that a start was in when it ended or was stopped: {step, stage}, or null
def last_step($start): [lines_of($start)[] | select(steps_of_start[.]) | {step: .,
    stage: steps_of_start[.]}] | last;

# What the facts are about. What is not there is null.
def scene:
  lines("answers.jsonl") as $answers
  # a script that fails may have taken its containers away by the end
  | (lines("network-early.jsonl") | max_by(leads)) as $early
  | ([object("network-late.json"), $early | select(. != null)]) as $networks
  | {
      evidence: ., world: object("world.json"), starts: (lines("starts.jsonl") | by("start")),
      failure: failure("first"), came_to: last_step("first"),
      again_said: (lines_of("again") | last),
      network: (first($networks[] | select(.containers | length >= 2)) // $networks[0]),
      asked: ($answers | map(select(.name))),
      crowd: [$answers[].crowd // empty | scan("(?s)(.*?) ([0-9]{3})\n")
        | {body: .[0], code: .[1]}],
      # before and after: the machine, and what conductors leave on it
      machine: [object("facts-ready.json"), object("facts-after.json")],
      ground: [object("ground-before.json"), object("ground-after.json")]
    };

# --- who listens at port 8080 of the containers

# [{counts: whether it is where a counter answers, there: the container's process, listeners}]
def homes: lines("services.jsonl") | group_by(.home)
  | map((.[0].home | split(":")[0] | tonumber) as $pid | {counts: .[0].counts,
      there: (map(select(.process.pid == $pid)) | first.process),
      listeners: map(select(.process.pid != $pid) | .process + {source})});

# A service is the given program, by its contents. In an edition of before, where it may be
# a script or built where it runs, the given sources lie around it; what it does, the
# answers tell.
def is_service($name; $edition): .known == $name and (.code // [] | index($name) != null)
  or ($edition < 2026 and .known == null and .source == $name);
# a visitor's connection comes to it, and to nobody before it
def visited($name; $edition): lines("visited.jsonl")
  | [.[] | select(.name == $name) | .process + {source}]
  | . != [] and all(.[]; is_service($name; $edition));
def served($homes; which; $name; $edition): visited($name; $edition)
  and any($homes[] | select(which); .there as $there | .listeners != []
    and all(.listeners[]; . as $process | is_service($name; $edition)
      and same_root($process; $there)
      and all("pid", "mnt", "net"; . as $kind | $there.ns[$kind] == $process.ns[$kind])));

# --- 4a: networks

# the ways that were tried: from a container to the outside or to another one, or from
# another host to a port of the machine
def ways(filter): [.ways[]? | select(filter)];
# pairs of containers of which each reaches the other
def peers: ways(has("to") and .ok) | [.[] as $there | .[] as $back
  | select($there.from < $there.to and $there.from == $back.to and $there.to == $back.from)];

def network_facts: . as {$evidence, $world, $network, $failure}
  | ($network.containers // [] | length) as $count
  | ($network | ways(has("port") and .code != "000") | map(.port)) as $open
  | ($open - [3000] | map(tostring) | join(", ")) as $others
  | def networked(fact): once($count >= 2; "two containers that have a network"; fact);
  {
    # a script that fails later takes its containers away: that is the later stage's mistake
    two_networks: (if $count < 2 and $failure.stage == "4b"
        then wait_for("a start that leaves its containers up: it failed at '\($failure.step)'")
        else measured($count >= 2;
          "containers with a network of their own and an address: \($count)")
          | with_last_words($evidence; "first") end),
    internet: networked($network
      | ways(has("outside") and .outside != "\($world.token) \($world.machine)")
      | fact(. == []; "no way to the outside from \(map(.from) | join(" and "))")),
    peered: networked(fact($network | peers != [];
      "no answer to a ping: " + ($network
        | ways(has("to") and (.ok | not)) | map("from \(.from) to \(.to)") | join(", ")))),
    apart: networked(fact($network | ways(has("to")) | any(.ok) | not; "")),
    port: networked(fact($open | index(3000) != null;
      "something listens at port 8080 of each container, but at port 3000 of this machine "
      + "nothing answers another host\nother ports of this machine that lead somewhere: "
      + if $others == "" then "none" else $others end)),
    # there is a rule for that port, but nothing listens where it leads
    port_8080_leads_in: networked(fact($network
      | ways(.port == 8080 and .code == "000") != []; "")),
    no_other_port: networked(fact($others == "";
      "another host is answered at port \($others) as well"))
  };

# --- 4b: answers
def number: .body | [scan("[0-9]+") | tonumber] | first;
def told_a_number: .code == "200" and number != null;
def told: if .code == "000" then "no answer" else "status \(.code): \(.body[:120])" end;

def answer_facts: . as {$evidence, $starts, $asked, $crowd, $failure}
  | def answer($name): [$asked[] | select(.name == $name)] | last // {code: "000", body: ""};
    def any_answer($name; filter): any($asked[] | select(.name == $name); filter);
    answer("world_1") as $first | answer("machine") as $machine | answer("counted_before") as $count
  | [$first, $machine, answer("world_2")] as $visits
  # what the counter said before these visits, after them and after the crowd's
  | [$count, answer("counted_between"), answer("counted_after")] as $counts
  # a visit may be given up on a busy machine, which is nobody's mistake
  | [$crowd[] | select(told_a_number) | number] as $numbers
  # while the script runs, some visits may be its own
  | ($starts.first.running == false) as $alone
  | ($evidence | homes) as $homes
  | ($evidence | served($homes; .counts | not; "external-service"; .edition)) as $outside
  | (network_facts | [.two_networks, .port, .peered] | any(.ok == false)) as $lacks_4a
  | def asked(fact): once(any_answer("world_1"; true); if $lacks_4a then "stage 4a"
      elif $failure.stage
      then "a start that leaves its containers up: it failed at '\($failure.step)'"
      else "two containers that have a network" end; fact);
    def served(fact): once(($first | told_a_number) and $outside;
      "external-service to answer"; fact);
    def counted(fact): once($count | told_a_number; "counter-service to answer"; fact);
    # numbers that rise by what there were visits
    def rise($by): [range(1; length) as $i | .[$i] - .[$i - 1]]
      | all(if $alone then . == $by else . >= $by end);
  {
    outside: (if $failure.stage == "4b" and ($lacks_4a | not) and (any_answer("world_1"; true)
        | not)
      then fact(false; "the start failed at '\($failure.step)': \($failure.said)")
      else asked(all_of(
        fact($first | told_a_number; "from another host, port 3000: \($first | told)"),
        measured($outside;
          "in no container does the given external-service listen at port 8080 and get the "
          + "visitor's connection"))) end
      | with_last_words($evidence; "first")),
    itself: asked(if ($machine | told_a_number) and ($outside | not)
      then wait_for("external-service to answer")
      else fact($machine | told_a_number;
        "from the machine, by its own address, port 3000: \($machine | told)") end),
    counter: (if $count | told_a_number | not
      then asked(fact(false;
          "at port 8080 of no container a counter answers GET /get_counter of the machine")
        | with_last_words($evidence; "first"))
      elif $evidence | served($homes; .counts; "counter-service"; .edition) | not
      then measured(false; "what listens at port 8080 of that container is not the given "
        + "counter-service, or not in the container")
      else served($counts | map(number) | . as [$before, $between, $after]
        | fact(($counts | all(told_a_number)) and ([$before, $between] | rise(3))
            and $after - $between >= ($numbers | length)
            and (($alone | not) or $after - $between <= 100);
          "it counted from \($before) to \($between) while there were 3 visits, "
          + "and to \($after) after 100 more")) end),
    neighbour: counted(fact(any_answer("neighbour"; told_a_number);
      "asked for in the other container: \(answer("neighbour") | told)")),
    one_by_one: served(fact(($visits | all(told_a_number)) and ($visits | map(number) | rise(1));
      "three visits, one after the other: \($visits | map(told) | join(" | "))")),
    crowd: served(once($crowd != []; "external-service to answer"; all_of(
      fact($numbers | length >= 90;
        "of 100 visits by 20 clients \($numbers | length) were told a number"),
      fact($numbers | length == (unique | length); "the same number was told more than once")))),
    hidden: counted(fact(any_answer("open"; told_a_number) | not;
      "another host asked this machine for /get_counter and was told a number")),
    stranger: counted(answer("stranger")
      | fact(.code == "000"; "from a third container, not peered: \(told)")),

    starts_again: once(($first | told_a_number) and $outside; "a first start that works";
      [answer("again_1", "again_2")] as [$one, $two] | $starts.again as $again
      | fact(($one | told_a_number) and ($two | told_a_number)
          and ($one | number) < ($two | number) and ($again.running or $again.status == 0);
        "after the second start, which "
        + if $again.running then "still runs" else "ended with status \($again.status)" end
        + ", port 3000: \($one | told)")
      | with_last_words($evidence; "again"))
  };

# --- 4c: away
def clean_facts: . as {$evidence, $starts, $machine, $ground}
  | {
    cleans_up: once(any($starts.first, $starts.again; .containers > 0);
      "containers that can be cleaned up"; $starts.clean | all_of(
        fact(.status == 0; "clean " + if .running then "did not end"
          else "ended with status \(.status)" end),
        gone($ground; .containers[]; "containers"),
        gone($machine; living; "processes"),
        gone($machine; mounted; "mounts"),
        gone($machine; .links[].ifname; "links"),
        gone($ground; .rules[]; "rules"),
        gone($ground; .netns[]; "names of network namespaces"),
        gone($machine; .cgroups[]; "cgroups"))
      | with_last_words($evidence; "clean"))
  };

def facts: runnable + (scene | lessons + network_facts + answer_facts + clean_facts);

def notes: [];
