# task4.jq - what became of task 4's services, from the evidence, see facts.jq.
#
# The arguments are files of the evidence as text: $script_json is script.json.

object($world_json) as $world
| object($facts_ready_json) as $ready | object($facts_after_json) as $after
| object($ground_before_json) as $ground_before | object($ground_after_json) as $ground_after
| (lines($starts_jsonl) | by("start")) as $starts
| lines($answers_jsonl) as $all_answers | ($all_answers | by("name")) as $answers
# a script that fails may have taken its containers away by the end
| ([object($network_late_json), object($network_early_json)] | map(select(. != null))) as $networks
| (first($networks[] | select((.containers | length) >= 2)) // $networks[0]) as $network
|
def last_words($out): [$out | split("\n")[] | gsub("\u001b\\[[0-9;]*[A-Za-z]|\r"; "") | select(. != "")]
  | if . == [] then "the script printed nothing" else "the script's last words:\n" + (.[-5:] | map("  " + .[:160]) | join("\n")) end;
def with_words($out): if .ok == true then . else .seen += "\n" + last_words($out) end;

# --- 4a: networks ---
def containers: $network.containers // [];
def networked(fact): if (containers | length) < 2 then wait_for("two containers that have a network") else fact end;
def ways(filter): [$network.ways[]? | select(filter)];
def reaches($from; $to): any(ways(.from == $from and .to == $to)[]; .ok);
def pairs: [containers as $all | $all[] as $a | $all[] | [$a, .] | select(.[0] < .[1])];

# --- 4b: answers ---
def answer($name): $answers[$name] // {code: "000", body: ""};
def number: .body | [scan("[0-9]+") | tonumber] | first;
def told: if .code == "000" then "no answer" else "status \(.code): \(.body | .[:120])" end;
def good: .code == "200" and number != null;
def visits: [("world_1", "machine", "world_2") | answer(.)];
def asked(fact): if $answers.world_1 == null then wait_for("a container with a network") else fact end;
# while the script runs, some visits may be its own
def alone: $starts.first.running == false;
def rises($numbers; $by): [range(1; $numbers | length) as $i | $numbers[$i] - $numbers[$i - 1]]
  | if alone then all(. == $by) else all(. >= $by) end;
def crowd: [$all_answers[] | .crowd // empty | scan("(?s)(.*?) ([0-9]{3})\n") | {body: .[0], code: .[1]}];
# a visit may be given up on a busy machine, which is nobody's mistake
def told_in_crowd: [crowd[] | select(good) | number];
def counted: [("counted_before", "counted_between", "counted_after") | answer(.)];

# --- 4c: again, and away ---
def states(filter): [($ready // empty | [filter]), ($after // empty | [filter])];
def ground($key): [$ground_before[$key], $ground_after[$key]];

{
  two: ((containers | length) as $count
    | fact($count >= 2; "containers with a network of their own and an address: \($count)") | with_words($first_out)),
  internet: networked(ways(has("outside") and .outside != "\($world.token) \($world.machine)") as $lost
    | fact($lost == []; "no way to the outside from \([$lost[].from] | join(" and "))")),
  mutual: networked(fact(any(pairs[]; . as [$a, $b] | reaches($a; $b) and reaches($b; $a));
    "no answer to a ping: " + ([ways(has("to") and (.ok | not))[] | "from \(.from) to \(.to)"] | join(", ")))),
  port: networked(fact(any(ways(.port == 3000)[]; .code != "000");
    "something listens at port 8080 of each container, but at port 3000 of this machine nothing answers another host"
    + "\nother ports of this machine that lead somewhere: \([ways(.port != 3000 and has("port") and .code != "000")[].port | tostring] | join(", ") | if . == "" then "none" else . end)")),
  only_port: networked(ways(has("port") and .port != 3000 and .code != "000") as $open
    | fact($open == []; "another host is answered at port \([$open[].port | tostring] | join(", ")) as well")),

  outside: asked(fact(answer("world_1") | good; "from another host, port 3000: \(answer("world_1") | told)") | with_words($first_out)),
  itself: asked(fact(answer("machine") | good; "from the machine, by its own address, port 3000: \(answer("machine") | told)")),
  one_by_one: (if (answer("world_1") | good | not) then wait_for("external-service to answer") else
    fact((visits | all(good)) and (rises([visits[] | number]; 1)); "three visits, one after the other: \([visits[] | told] | join(" | "))") end),
  crowd: (if crowd == [] or (answer("world_1") | good | not) then wait_for("external-service to answer") else
    all_of(fact((told_in_crowd | length) >= 90; "of 100 visits by 20 clients \(told_in_crowd | length) were told a number"),
      fact((told_in_crowd | unique | length) == (told_in_crowd | length); "the same number was told more than once")) end),
  counter: (if (answer("counted_before") | good | not)
    then asked(fact(false; "at port 8080 of no container a counter answers GET /get_counter of the machine") | with_words($first_out))
    elif (answer("world_1") | good | not) then wait_for("external-service to answer")
    else [counted[] | number] as [$before, $between, $later]
      | fact((counted | all(good)) and $later - $between >= (told_in_crowd | length)
          and (if alone then $between - $before == 3 and $later - $between <= 100 else $between - $before >= 3 end);
        "it counted from \($before) to \($between) while there were 3 visits, and to \($later) after 100 more") end),
  neighbour: (if (answer("counted_before") | good | not) then wait_for("counter-service to answer")
    else fact(any($all_answers[] | select(.name == "neighbour"); good); "asked for in the other container: \(answer("neighbour") | told)") end),
  hidden: (if (answer("counted_before") | good | not) then wait_for("counter-service to answer")
    else fact(all($all_answers[] | select(.name == "open"); good | not); "another host asked this machine for /get_counter and was told a number") end),
  stranger: (if (answer("counted_before") | good | not) then wait_for("counter-service to answer")
    else fact(answer("stranger").code == "000"; "from a third container, not peered: \(answer("stranger") | told)") end),

  again: (if (answer("world_1") | good | not) then wait_for("a first start that works")
    else fact((answer("again_1") | good) and (answer("again_2") | good) and (answer("again_1") | number) < (answer("again_2") | number)
        and ($starts.again.running == true or $starts.again.status == 0);
      "after the second start, which \(if $starts.again.running == true then "still runs" else "ended with status \($starts.again.status)" end), port 3000: \(answer("again_1") | told)")
      | with_words($again_out) end),
  clean: (if ($starts.first.containers // 0) == 0 and ($starts.again.containers // 0) == 0 then wait_for("containers that can be cleaned up")
    else all_of(
      fact($starts.clean.status == 0; "clean \(if $starts.clean.running == true then "did not end" else "ended with status \($starts.clean.status)" end)"),
      gone(ground("containers"); "containers"), gone(states(.processes[].argv); "processes"),
      gone(states(.mounts[].target); "mounts"), gone(states(.links[].ifname); "links"),
      gone(ground("rules"); "rules"), gone(ground("netns"); "names of network namespaces"),
      gone(states(.cgroups[]); "cgroups")) | with_words($clean_out) end)
}
