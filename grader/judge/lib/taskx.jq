# taskx.jq - what became of the elective's containers, from the evidence: an object of
# facts, FACT: {ok: true, false or null (there was nothing to look at), seen: text}.
#
# The arguments are files of the evidence as text: $script_json is script.json.

object($script_json) as $script
| object($facts_ready_json) as $facts_ready | object($facts_between_json) as $facts_between
| object($facts_after_json) as $facts_after
| object($state_ready_json) as $state_ready | object($state_between_json) as $state_between
| object($state_after_json) as $state_after
| object($container_first_json) as $container_first
| object($container_one_json) as $container_one | object($container_two_json) as $container_two
| object($links_machine_json) as $links_machine | object($links_one_json) as $links_one
| (lines($steps_jsonl) | by("step")) as $steps | (lines($reach_jsonl) | by("name")) as $reach
| (lines($second_out) | by("nonce")) as $said | lines($limited_out) as $tried
| (lines($running_witness) | processes_of) as $running | (lines($climb_witness) | processes_of) as $climb
| (lines($limited_witness) | processes_of) as $limited
|
def cell: $facts_ready | .ns.pid as $pid | [.processes[] | select(.ns.pid == $pid)] | first;
def first_one: $container_first.process;
def one: $container_one.process;
def two: $container_two.process;
def unless_missing($thing; fact): if $thing == null then wait_for("a command to run in a container") else fact end;
def own($process; $kind): unless_missing($process; fact($process.ns[$kind] != cell.ns[$kind];
  "its \(kinds[$kind]) namespace is the machine's own"));
def status($name): $steps[$name].status;

# the processes of a step that executed PROGRAM with ARGUMENT, from then on
def ran($step; $program; $argument): [$step.processes[]?
  | ([.states[] | select(.event == "exec" and .comm == $program and (.argv | index($argument)))] | first) as $exec
  | select($exec) | . + {exec: $exec, states: [.states[] | select(.at >= $exec.at)]}] | last;

def mounts($text): [$text | split("\n")[] | select(. != "") | split(" ")
  | {device: .[2], root: .[3], target: .[4], kind: .[index("-") + 1]}];
# where in the first container the machine's root or the student's folder is mounted
def old_roots: mounts($mountinfo_cell) as $cell
  | [$cell[] | select(.target == "/" or .kind == "tmpfs" and (.target | startswith("/home/"))) | .device] as $devices
  | [mounts($mountinfo_first)[] | select(.root == "/" and (.device | IN($devices[]))) | .target];

# how often an output has that line, whatever else a student lets his program say
def printed($line): [split("\n")[] | rtrimstr("\r") | select(. == $line)] | length;

def snapshots($before; $after; filter): [($before // empty | [filter]), ($after // empty | [filter])];

# the pair: what is at the other end of a link of the container
def inside: [$links_one[]? | select(.ifname != "lo")] | first;
def outside: inside as $in | [$links_machine[]? | select($in != null and .ifindex == $in.link_index and .link_index == $in.ifindex)] | first;
def addresses($link): [$link.addr_info[]? | select(.family == "inet")];
def describe($links): [$links[]? | "\(.ifname) \(if .flags | index("UP") then "up" else "down" end)\([addresses(.)[] | " \(.local)/\(.prefixlen)"] | join(""))"] | join(", ");
def network($address): $address | [.local | split(".")[:3][] | tonumber] + [.prefixlen];
def networked(fact): if one == null then wait_for("a container with --net to run") else fact end;
def told($name; $wanted; $what): if $reach[$name] == null then wait_for("a container with --net to run")
  else fact($reach[$name].body == $wanted; "\($what): \($reach[$name] | if .ok then "answered \(.body | tojson)" else "no answer" end)") end;

# limits: those of CMD's group and of the groups above, when CMD was executed
def hog: ran($limited; "trial"; "forks");
def bytes: if . == null or . == "max" then null else tonumber end;
def smallest($file): [hog.exec.cgroup.limits[]?[$file] | bytes // empty] | min;
def limit($file; $wanted; $unit): if hog == null then wait_for("a container with limits to run") else smallest($file) as $got
  | fact($got == $wanted; "when CMD began, it was in group \(hog.exec.cgroup.path), where \($file) is \($got // "max")\(if $got != null and $got != $wanted then ", not \($wanted)" else "" end)") end;
def quotient: [hog.exec.cgroup.limits[]?["cpu.max"] // empty | split(" ") | select(.[0] != "max")
  | (.[0] | tonumber) / ((.[1] // "100000") | tonumber)] | min;
def memory_tries: [$tried[] | select(.try == "memory")] | group_by(.wanted) | map(max_by(.mib));

{
  ran: fact($container_first != null; "CMD was not executed"),
  own_mnt: own(first_one; "mnt"),
  overlay: unless_missing(first_one; all_of(
    fact(same_root(first_one; cell) | not; "its root directory is the machine's"),
    fact(any($container_first.mounts[]; .target == "/" and .fstype == "overlay"); "no overlay is mounted at its /"))),
  upper: (if first_one == null then wait_for("a command to run in a container")
    else fact($state_between.token == "token-\($script.nonce)\n"; "upper has \(if $state_between.token == "" then "no such file" else "another one" end)") end),
  image: unless_missing(first_one; ($state_between.images - $state_ready.images | map(split(" ")[0])) as $changed
    | fact($state_between.images == $state_ready.images; "changed: \($changed[:4] | join(", "))")),
  shared: (if $said["s\($script.nonce)"] == null then wait_for("a second container to run")
    else all_of(fact($second_out | printed("given-\($script.nonce)") == 1; "the second container reads what the first one wrote to a file of the image"),
      fact($said["s\($script.nonce)"].root | index("kit-token") | not; "the second container sees a file that the first one made")) end),
  continues: unless_missing(first_one; fact($again_out | printed("token-\($script.nonce)") == 2;
    "what the first run wrote was not found by the second")),
  unmounted: gone(snapshots($facts_ready; $facts_between; .mounts[].target); "mounts"),
  refused: unless_missing(first_one; all_of(
    fact(ran($running; "probe"; "r\($script.nonce)") == null; "it ran"),
    fact(status("running") != 0; "the exit status is 0"))),
  removed: unless_missing(first_one; all_of(
    fact($state_after.found | index($script.first) | not; "/tmp/container/\($script.first) is still there"),
    fact($state_after.found | index("\($script.second)/upper") != null; "/tmp/container/\($script.second)/upper is not there any more"))),

  own_pid: all_of(own(first_one; "pid"), unless_missing(first_one; fact(first_one.nspid[-1] == 1; "it is PID \(first_one.nspid[-1])"))),
  own_ipc: own(first_one; "ipc"),
  climb: (ran($climb; "trial"; "escape") as $p | if $p == null then wait_for("a command to run in a container")
    else fact(any($p.states[]; same_root(.; cell)) | not; "it called chroot and fchdir, went up with \"..\", and was in the machine's root directory") end),
  old_root: unless_missing(first_one; fact(old_roots == []; "mounted in the container: \(old_roots | join(", "))")),
  proc: unless_missing(first_one; ($proc_first | split("\n") | map(tonumber? // empty)) as $pids
    | fact($container_first.proc_1 == "probe" and $pids == [1];
        if $pids == [] then "there are no processes in /proc" else "/proc lists \($pids | length) processes, PID 1 there is \($container_first.proc_1)" end)),
  arguments: unless_missing(first_one; first_one.argv[5:] as $got | fact($got == $script.arguments;
    "typed: \($script.arguments | tojson)\narrived: \($got | tojson)")),
  status: unless_missing(first_one; fact(status("first") == $script.status;
    "the command exits with \($script.status), the status that came back is \(status("first") // "none: it did not end")")),
  nobody: gone(snapshots($facts_ready; $facts_between; .processes[].argv); "processes"),

  own_uts: own(one; "uts"), own_net: own(one; "net"),
  host_name: unless_missing(one; all_of(
    fact(one.hostname == $script.host; "--hostname \($script.host), and it is called \(one.hostname)"),
    (if $facts_after == null then wait_for("the recording to end")
     else fact($facts_after.hostname == $facts_ready.hostname; "the machine is now called \($facts_after.hostname)") end))),
  pair: networked(fact(outside != null; "in the container: \(describe($links_one))\non the machine: \(describe($links_machine))")),
  addresses: networked(if outside == null then wait_for("a pair to be there") else
    all_of(fact(any(addresses(inside)[]; .local == $script.one_address); "--net \($script.one_address)/24, and in the container: \(describe([inside]))"),
      fact(any(addresses(outside)[]; .local != $script.one_address and network(.) == network({local: $script.one_address, prefixlen: 24}));
        "--net \($script.one_address)/24, and on the machine: \(describe([outside]))")) end),
  ends_up: networked(if outside == null then wait_for("a pair to be there") else
    fact(all(inside, outside; .flags | index("UP")); "not up: \([inside, outside | select(.flags | index("UP") | not) | .ifname] | join(", "))") end),
  talk: all_of(told("machine_to_one"; "one-\($script.nonce)"; "from the machine, a page of the server in the container"),
    told("one_to_machine"; "served-\($script.nonce)"; "from the container, a page of a server on the machine")),
  same_port: (if one == null or two == null then wait_for("two containers with --net to run") else
    all_of(told("machine_to_one"; "one-\($script.nonce)"; "port \($script.port) of the first container"),
      told("machine_to_two"; "two-\($script.nonce)"; "port \($script.port) of the second container"),
      fact(one.ns.net != two.ns.net; "they share one network namespace")) end),
  unlinked: (if one == null then wait_for("a container with --net to run") else
    all_of(gone(snapshots($facts_ready; $facts_after; .links[].ifname); "links"),
      gone(snapshots($facts_between; $facts_after; .mounts[].target); "mounts")) end),

  pids: limit("pids.max"; $script.pids; "processes"),
  memory: limit("memory.max"; $script.memory * 1048576; "bytes"),
  swap: limit("memory.swap.max"; $script.swap * 1048576; "bytes"),
  cpus: (if hog == null then wait_for("a container with limits to run") else quotient as $got
    | fact($got != null and ($got - $script.cpus | fabs) < 0.01; "--cpus \($script.cpus), and when CMD began, it was in group \(hog.exec.cgroup.path), which may use \(if $got == null then "all there is" else "\($got) CPUs" end)") end),
  bomb: (([$tried[] | select(.try == "forks")] | first) as $forks | if $forks == null then wait_for("a fork bomb to go off") else
      fact($forks.made < $script.pids and $forks.made >= $script.pids / 2 and $forks.error == "EAGAIN";
        "--pids \($script.pids), and it had \($forks.made) children at once\(if $forks.error == "" then "" else ", then \($forks.error)" end)") end),
  memory_hog: (($script.memory + $script.swap) as $room | if memory_tries == [] then wait_for("a memory hog to begin") else
    all_of(fact(any(memory_tries[]; .mib == .wanted); "--memory \($script.memory)M --swap \($script.swap)M, and \(memory_tries[0].mib) MiB were too many"),
      fact(all(memory_tries[]; .mib <= $room); "--memory \($script.memory)M --swap \($script.swap)M, and it got \(memory_tries[-1].mib) MiB"),
      fact(hog.exit.signal == "SIGKILL"; "it ended with status \(hog.exit.status)")) end),
  ungrouped: (if $steps.limited == null then wait_for("a container with limits to run") else
    gone(snapshots($facts_ready; $facts_after; .cgroups[]); "cgroups") end)
}
