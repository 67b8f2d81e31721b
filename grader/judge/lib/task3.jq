# task3.jq - what became of task 3's containers, from the evidence: an object of
# facts, FACT: {ok: true, false or null (there was nothing to look at), seen: text}.
#
# The arguments are files of the evidence as text: $script_json is script.json.

def seen_by($witness): lines($witness) | processes_of;

object($script_json) as $script | object($world_json) as $world
| object($facts_ready_json) as $facts_ready | object($facts_after_json) as $facts_after
| object($host_before_json) as $host_before | object($host_after_json) as $host_after
| object($container_one_json) as $container_one | object($container_two_json) as $container_two
| object($container_target_json) as $container_target
| object($links_machine_json) as $links_machine
| object($links_one_json) as $links_one | object($links_two_json) as $links_two
| (lines($steps_jsonl) | by("step")) as $steps | (lines($reach_jsonl) | by("name")) as $reach
| (lines($lite_join_out + "\n" + $lite_signal_out) | by("nonce")) as $said
| seen_by($exec_probe_witness) as $exec_probe | seen_by($lite_join_witness) as $lite_join
| seen_by($lite_status_witness) as $lite_status
|
def cell: $facts_ready | .ns.pid as $pid | [.processes[] | select(.ns.pid == $pid)] | first;
def one: $container_one.process;
def two: $container_two.process;
def target: $container_target.process;

def unless_missing($thing; fact): if $thing == null then wait_for("a container to run") else fact end;
def printed: tojson;

# FACT_KIND: the namespace of that kind is new, and the second container's is another
def own($kind): unless_missing(one;
  if one.ns[$kind] == cell.ns[$kind] then fact(false; "its \(kinds[$kind]) namespace is the machine's own")
  elif two != null and one.ns[$kind] == two.ns[$kind] then fact(false; "two containers share one \(kinds[$kind]) namespace")
  else fact(true; "") end);

# the last process in which the probe with that nonce ran
def probe($step; $nonce): [$step.processes[]?
    | select(any(.states[]; .event == "exec" and (.argv | index($nonce))) and .last.comm == "probe") | .last] | last;
def argv($state; $step): [$step.processes[]? | select(.pid == $state.pid) | .states[] | select(.event == "exec") | .argv] | last;

# which namespaces of $there the process $state is not in
def outside($state; $there): [kinds | to_entries[] | select($state.ns[.key] != $there.ns[.key]) | .value];
def not_in($names): "the command stays outside of \($names | join(", ")) namespace\(if ($names | length) > 1 then "s" else "" end)";

def joined($state; $there): outside($state; $there) as $names | fact($names == []; not_in($names));
def arguments($got; $skip): $script.arguments as $wanted
  | fact($got[$skip:] == $wanted; "typed: \($wanted | printed)\narrived: \($got[$skip:] | printed)");

def step_status($name): $steps[$name].status;
def status($name): fact(step_status($name) == $script.status;
  "the command exits with \($script.status), the status that came back is \(step_status($name) // "none: it did not end")");

# links: one of a name, and whether it is up with a carrier
def link($links; $name): [$links[]? | select(.ifname == $name)] | first;
def is_up($link): $link != null and ($link.flags | index("UP") != null);
def describe($links): [$links[]? | "\(.ifname | split("@")[0]) \(if .flags | index("UP") then "up" else "down" end)\([.addr_info[]? | select(.family == "inet") | " " + .local] | join(""))"] | join(", ");
def pair($name; $links): unless_missing($container_one;
  if $links_machine == null then wait_for("addnetwork to be tried")
  else (link($links_machine; "\($name)-outside") != null and link($links; "\($name)-inside") != null) as $ok
    | fact($ok; "on the machine: \(describe($links_machine))\nin container \($name): \(describe($links))") end);
def networked(fact): if $links_one == null then wait_for("addnetwork to be tried") else fact end;

def tried($name; filter; $what): if $reach[$name] == null then wait_for("addnetwork to be tried")
  else ($reach[$name] | filter) as $ok | fact($ok; "\($what): \($reach[$name] | if .ok then "answered \(.body | printed)" else "no answer" end)") end;
def host($key): [$host_before[$key], $host_after[$key]];
def snapshot(filter): [($facts_ready // empty | [filter]), ($facts_after // empty | [filter])];

{
  pid_1: unless_missing(one; fact(one.nspid[-1] == 1 and one.ns.pid != cell.ns.pid;
    if one.ns.pid == cell.ns.pid then "it is in the machine's own PID namespace, as PID \(one.nspid[-1])"
    else "it is PID \(one.nspid[-1]) of a PID namespace" end)),
  own_uts: own("uts"), own_net: own("net"), own_mnt: own("mnt"), own_ipc: own("ipc"),
  root: unless_missing(one; fact(same_root(one; cell) | not; "its root directory is the machine's")),
  mode: unless_missing(one; fact($container_one.mode == "755"; "mode \($container_one.mode)")),
  proc: unless_missing(one; $container_one.proc_1 as $first
    | fact($first == "probe"; if $first == "" then "/proc/1 does not exist there" else "/proc/1 there is \($first), a process of the machine" end)),
  sys: unless_missing(one; $container_one.sys_links as $links
    | fact(($links | index("lo")) != null and ($links | index($script.uplink)) == null;
        if ($links | index("lo")) == null then "/sys/class/net is empty there" else "/sys/class/net there lists \($links | join(", "))" end)),
  dev: unless_missing(one; $container_one.dev as $dev
    | [["null", "1:3"], ["zero", "1:5"], ["urandom", "1:9"]]
    | map(select(. as [$name, $number] | any($dev[]; . == "\($name) character special file \($number)") | not) | "/dev/" + .[0])
    | fact(. == []; "missing there, or no device: \(join(", "))")),
  run_arguments: unless_missing(one; arguments(one.argv; 5)),
  run_status: unless_missing(one; status("run_one")),
  dev_modes: (host("dev") as [$before, $after] | if $before == null or $after == null then wait_for("a container to end")
    else fact($before == $after; "changed on the machine: \(($after - $before)[:6] | join(", "))") end),
  host_name: (if $facts_after == null then wait_for("the recording to end")
    else fact($facts_after.hostname == $facts_ready.hostname; "the machine is now called \($facts_after.hostname)") end),
  image: (host("images") as [$before, $after] | if $before == null or $after == null then wait_for("a container to end")
    else fact($before == $after; "files of the image have changed") end),
  stopped: (if $host_after == null then wait_for("stop to be tried") else
    all_of(fact(step_status("stop_one") == 0; "stop of a container whose command has ended exits with \(step_status("stop_one"))"),
      fact(step_status("stop_two") == 0; "stop of a running container exits with \(step_status("stop_two"))"),
      gone(host("containers"); "containers"),
      gone(snapshot(.processes[].argv); "processes"),
      gone(snapshot(.mounts[].target); "mounts"),
      gone(snapshot(.cgroups[]); "cgroups")) end),

  exec_joined: unless_missing(one; probe($exec_probe; "e\($script.nonce)") as $p
    | if $p == null then fact(false; "the command was not executed") else joined($p; one) end),
  exec_root: unless_missing(one; probe($exec_probe; "e\($script.nonce)") as $p
    | if $p == null then wait_for("exec to run a command") else fact(same_root($p; one); "its root directory is \(if same_root($p; cell) then "the machine's" else "another one" end)") end),
  exec_arguments: unless_missing(one; probe($exec_probe; "e\($script.nonce)") as $p
    | if $p == null then wait_for("exec to run a command") else arguments(argv($p; $exec_probe); 2) end),
  exec_status: unless_missing(one; if probe($exec_probe; "e\($script.nonce)") == null
    then wait_for("exec to run a command") else status("exec_status") end),

  lite_joined: (probe($lite_join; "j\($script.nonce)") as $p
    | if target == null then wait_for("nsenter-lite to be tried")
      elif $p == null then fact(false; "the command was not executed") else joined($p; target) end),
  lite_forked: (probe($lite_join; "j\($script.nonce)") as $p
    | if $p == null then wait_for("the command to be executed")
      else fact(($p.nspid | length) == (target.nspid | length) and $p.ns.pid == target.ns.pid;
        "the command has no PID in the PID namespace of the target") end),
  lite_root: (probe($lite_join; "j\($script.nonce)") as $p
    | if $p == null then wait_for("the command to be executed")
      else all_of(fact(same_root($p; target); "its root directory is \(if same_root($p; cell) then "the machine's" else "another one" end)"),
        fact($said["j\($script.nonce)"].cwd == "/var"; "the working directory of the target is /var, that of the command \($said["j\($script.nonce)"].cwd)")) end),
  lite_clean: (probe($lite_join; "j\($script.nonce)") as $p
    | if $p == null then wait_for("the command to be executed")
      else all_of(arguments(argv($p; $lite_join); 2),
        fact($said["j\($script.nonce)"].fds == []; "open in the command: \([$said["j\($script.nonce)"].fds[]? | "\(.fd) \(.link)"] | join(", "))")) end),
  lite_one: (if target == null then wait_for("nsenter-lite to be tried") else
    ([$lite_status.processes[]? | select(.last.comm == "sh") | .last] | last) as $p
    | if $p == null then fact(false; "the command was not executed")
      else fact($p.ns.uts == target.ns.uts and outside($p; cell) == ["UTS"];
        if $p.ns.uts != target.ns.uts then not_in(["UTS"]) else "with -u alone it also joined \(outside($p; cell) - ["UTS"] | join(", "))" end) end end),
  lite_status: (if target == null or ([$lite_status.processes[]? | select(.last.comm == "sh")] == [])
    then wait_for("nsenter-lite to run a command") else status("lite_status") end),
  lite_signal: (if target == null or $steps.lite_signal == null then wait_for("nsenter-lite to be tried")
    elif $said["s\($script.nonce)"] == null then wait_for("a command to hold in nsenter-lite")
    else fact(step_status("lite_signal") == $script.status; if $steps.lite_signal.timeout then "the command never got the signal"
      else "the command exits with \($script.status) at SIGTERM, what came back is \(step_status("lite_signal"))" end) end),

  pair: all_of(pair($script.one; $links_one), pair($script.two; $links_two)),
  ends_up: networked(
    [(link($links_machine; "\($script.one)-outside"), link($links_one; "\($script.one)-inside")) | select(. != null and (is_up(.) | not)) | .ifname] as $down
    | if link($links_machine; "\($script.one)-outside") == null or link($links_one; "\($script.one)-inside") == null
      then wait_for("the pair to be there") else fact($down == []; "not up: \($down | join(", "))") end),
  lo_up: networked(all_of(fact(is_up(link($links_one; "lo")); "in container \($script.one): \(describe($links_one))"),
      tried("loopback"; .ok; "ping 127.0.0.1 in the container"))),
  ends_reach: all_of(tried("machine_to_one"; .ok; "ping from the machine to the container"),
    tried("one_to_machine"; .ok; "ping from the container to the machine"),
    tried("machine_to_two"; .ok; "ping from the machine to the second container")),
  internet: all_of(tried("one_to_world"; .body == "\($world.token) \($world.machine)"; "a web page of the outside, asked for in the container with -i"),
    tried("one_to_name"; .body == $world.answer; "a name asked of the container's name server")),
  no_internet: tried("two_to_world"; .ok | not; "a web page of the outside, asked for in the container without -i"),
  exposed: all_of(tried("world_to_one"; .body == "served-one-\($script.nonce)"; "from another host, port \($script.outer) of the machine"),
    tried("world_to_two"; .body == "served-two-\($script.nonce)"; "from another host, port \($script.outer + 1) of the machine"),
    tried("machine_to_port"; .body == "served-one-\($script.nonce)"; "from the machine, port \($script.outer) of its own address")),
  strangers: tried("strangers"; .ok | not; "before peer, ping from one container to the other"),
  peers: all_of(tried("peers"; .ok; "after peer, ping from one container to the other"), tried("peers_back"; .ok; "and back")),
  unlinked: (if $host_after == null or (pair($script.one; $links_one).ok | not) then wait_for("stop to be tried") else
    all_of(gone(host("rules"); "rules"), gone(host("netns"); "names of network namespaces"),
      gone(snapshot(.links[].ifname); "links")) end)
}
