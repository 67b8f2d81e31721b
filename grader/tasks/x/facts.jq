# facts.jq - what became of the elective's containers: two of one image, the first of
# them once more, one that climbs, two with a network, one with limits.
include "evidence";
include "lessons";

# of each step, that by which the probe is known that it starts
def nonces: object("script.json").nonce as $nonce
  | {first: "f", second: "s", again: "g", climb: "", one: "o", two: "t", limited: ""}
  | map_values(. + $nonce);

# What the facts are about. What is not there is null.
def scene:
  object("facts-ready.json") as $ready | object("facts-between.json") as $between
  | object("facts-after.json") as $after
  | {
      evidence: ., script: object("script.json"),
      # the machine, its first process, and looks at it around a part of the scenario
      machine: ($ready | machine), whole: [$ready, $after],
      without_network: [$ready, $between], with_network: [$between, $after],
      nonces: nonces,
      # what containers leave in the file system
      states: {ready: object("state-ready.json"), between: object("state-between.json"),
        after: object("state-after.json")},
      container: object("container-first.json"), first: object("container-first.json").process,
      one: object("container-one.json").process, two: object("container-two.json").process,
      reach: (lines("reach.jsonl") | by("name"))
    };

# CMD began in the container of a step, and the recorder looked into that
def ran($step): . as $evidence
  | measured(object("container-\($step).json").process.known == "probe";
      not_held($step; nonces[$step]; "./container"))
  | plus($evidence | (step($step).command // ["./container"] | join(" ")[:80]) as $command
      | "'\($command)…' said:\n\(shown($step; 6))");

def in_container($process; fact): once($process; "a command to run in a container"; fact);
def own_namespace($process; $machine; $kind): in_container($process;
  measured($process.ns[$kind] != $machine.ns[$kind];
    "its \(kinds[$kind]) namespace is the machine's own"));

# --- x1

def overlay_facts:
  . as {$evidence, $script, $machine, $container, $first, $states, $without_network}
  | ($evidence | object("container-second.json").inside) as $second
  | [$states.after.found[]?] as $found
  | def inside(fact): in_container($first; fact);
  {
    first_ran: $evidence | ran("first"),
    overlay: inside(all_of(
      measured(same_root($first; $machine) | not; "its root directory is the machine's"),
      measured(any($container.mounts[]?; .target == "/" and .fstype == "overlay");
        "no overlay is mounted at its /"))),
    own_mnt: own_namespace($first; $machine; "mnt"),
    mounts_gone: inside(gone($without_network; mounted; "mounts")),
    image_kept: inside(once($states.between.images != null and $states.ready.images != null;
      "the images to be looked at";
      ($states.between.images - $states.ready.images | map(split(" ")[0])) as $changed
      | fact($states.between.images == $states.ready.images;
          "changed: \($changed[:4] | join(", "))"))),
    upper_written: inside(fact($states.between.token == "token-\($script.nonce)\n";
      "upper has \(if $states.between.token == "" then "no such file" else "another one" end)")),
    image_not_shared: once($second; "a second container to run"; all_of(
      fact($evidence | text("given-second") == "given-\($script.nonce)\n";
        "the second container reads what the first one wrote to a file of the image"),
      fact([$second.names[]?] | index("kit-token") == null;
        "the second container sees a file that the first one made"))),
    continues: inside(fact($evidence
        | all(text("token-again", "given-again"); . == "token-\($script.nonce)\n");
      "what the first run wrote was not found by the second") | with_output($evidence; "again")),
    running_refused: inside(all_of(
      never($evidence; "running";
        fact(executed($evidence | processes("running"); "probe"; "r\($script.nonce)") == [];
          "it ran")),
      fact($evidence | step("running").status != 0; "the exit status is 0"))
      | with_output($evidence; "running")),
    # once again, with --rm
    state_deleted: once($first != null and ($evidence | step("again") != null);
      "a container to be run with --rm"; all_of(
      fact($found | index("\($script.first)") == null;
        "/tmp/container/\($script.first) is still there"),
      fact($found | index("\($script.second)/upper") != null;
        "/tmp/container/\($script.second)/upper is not there any more")))
  };

# --- x2

def mounts: [split("\n")[] | select(. != "") | split(" ")
  | {device: .[2], root: .[3], target: .[4], kind: .[index("-") + 1]}];
# where in the first container the machine's root or the student's folder is mounted
def old_roots:
  [text("mountinfo-cell") | mounts[]
    | select(.target == "/" or .kind == "tmpfs" and (.target | startswith("/home/")))
    | .device] as $devices
  | [text("mountinfo-first") | mounts[] | select(.root == "/" and (.device | IN($devices[])))
    | .target];

def root_facts: . as {$evidence, $script, $machine, $container, $first, $without_network}
  | ($evidence | processes("climb")) as $climb
  | (executed($climb; "trial"; "escape") | last) as $climber
  | [$climb.calls[] | select(.result == 0 and .comm != "trial") | .call] as $calls
  | ($evidence | text("proc-first") | split("\n") | map(tonumber? // empty)) as $pids
  | ($evidence | old_roots) as $old_roots
  | def inside(fact): in_container($first; fact);
    def climbed(fact): in_container($climber; fact);
  {
    cmd_is_pid_1: all_of(own_namespace($first; $machine; "pid"),
      inside(measured($first.nspid[-1] == 1; "it is PID \($first.nspid[-1])"))),
    own_ipc: own_namespace($first; $machine; "ipc"),
    processes_gone: inside(gone($without_network; living; "processes")),
    stays_in_root: climbed(never($evidence; "climb";
      measured(any($climber.states[]; same_root(.; $machine)) | not;
        "it called chroot and fchdir, went up with \"..\", and was in the machine's root "
        + "directory"))),
    only_chroot: climbed(fact(($calls | index("chroot") != null)
      and ($calls | index("pivot_root") == null); "")),
    old_root_unmounted: inside(fact($old_roots == [];
      "mounted in the container: \($old_roots | join(", "))")),
    own_proc: inside(all_of(
      measured($container.inside.proc != null
          and any($container.mounts[]; . == {target: "/proc", fstype: "proc"});
        "no proc is mounted there at /proc"),
      measured($container.inside.proc == $first.ns.pid and $pids == [1];
        "/proc lists \($pids | length) processes, of the PID namespace "
        + "pid:[\($container.inside.proc)]; its own is pid:[\($first.ns.pid)]"))),
    status: inside(status_came_back($script.status; $evidence | step("first").status)
      | with_output($evidence; "first")),
    arguments: inside(arrived_as_typed($script.arguments; $first.argv[5:]))
  };

# --- x3

def addresses: [.addr_info[]? | select(.family == "inet")];
def network: [.local | split(".")[:3][] | tonumber] + [.prefixlen];
def described: [.[]?
  | "\(.ifname) \(if .flags | index("UP") then "up" else "down" end)"
    + ([addresses[] | " \(.local)/\(.prefixlen)"] | add // "")] | join(", ");

def network_facts: . as {$evidence, $script, $machine, $one, $two, $whole, $with_network, $reach}
  | ($evidence | object("links-one.json")) as $links
  | ($evidence | object("links-machine.json")) as $links_machine
  # the pair: what is at the other end of a link of the container
  | ([$links[]? | select(.ifname != "lo")] | first) as $inside
  | ([$links_machine[]? | select($inside != null and .ifindex == $inside.link_index
      and .link_index == $inside.ifindex)] | first) as $outside
  | {local: $script.one_address, prefixlen: 24} as $asked_for
  | def networked(fact): once($one; "a container with --net to run"; fact);
    def paired(fact): networked(once($outside; "a pair to be there"; fact));
    def told($name; $wanted; $what): $reach[$name]
      | once(.; "a container with --net to run"; fact(.body == $wanted;
          "\($what): \(if .ok then "answered \(.body | tojson)" else "no answer" end)"));
  {
    one_ran: $evidence | ran("one"),
    own_uts: own_namespace($one; $machine; "uts"), own_net: own_namespace($one; $machine; "net"),
    host_name: in_container($one; all_of(
      fact($one.hostname == $script.host;
        "--hostname \($script.host), and it is called \($one.hostname)"),
      machine_name_kept($whole))),
    pair: networked(fact($outside != null;
      "in the container: \($links | described)\non the machine: \($links_machine | described)")
      | with_output($evidence; "one")),
    addresses: paired(all_of(
      fact(any($inside | addresses[]; .local == $asked_for.local);
        "--net \($asked_for.local)/24, and in the container: \([$inside] | described)"),
      fact(any($outside | addresses[]; .local != $asked_for.local
          and network == ($asked_for | network));
        "--net \($asked_for.local)/24, and on the machine: \([$outside] | described)"))),
    same_address: paired(fact(any($outside | addresses[]; .local == $asked_for.local); "")),
    ends_up: paired([$inside, $outside | select(.flags | index("UP") | not) | .ifname]
      | fact(. == []; "not up: \(join(", "))")),
    talk: all_of(
      told("machine_to_one"; "one-\($script.nonce)";
        "from the machine, a page of the server in the container"),
      told("one_to_machine"; "served-\($script.nonce)";
        "from the container, a page of a server on the machine"))
      | with_output($evidence; "one"),
    same_port: once($one != null and $two != null; "two containers with --net to run"; all_of(
      told("machine_to_one"; "one-\($script.nonce)";
        "port \($script.port) of the first container"),
      told("machine_to_two"; "two-\($script.nonce)";
        "port \($script.port) of the second container"),
      fact($one.ns.net != $two.ns.net; "they share one network namespace"))
      | with_output($evidence; "two")),
    links_gone: networked(all_of(gone($whole; .links[].ifname; "links"),
      gone($with_network; mounted; "mounts")))
  };

# --- x4: the limits of a group and of the groups above

def mib: (. // 0) * 1048576;
def number_of_bytes: if . == null or . == "max" then null else tonumber end;
def smallest($file): [.limits[]?[$file] | number_of_bytes // empty] | min;
# quota and period of cpu.max as a number of CPUs; null is no limit
def cpus: [.limits[]?["cpu.max"] // empty | split(" ") | select(.[0] != "max")
  | (.[0] | tonumber) / (.[1] // "100000" | tonumber)] | min;

def limit_facts: . as {$evidence, $script, $whole, $first}
  | ($evidence | processes("limited")) as $limited
  | (executed($limited; "trial"; "forks") | last) as $hog
  | $hog.executed.cgroup as $group
  # how many children it had, by their births, and what the kernel counted in its group
  | ([$limited.processes[] | select($hog and .parent == $hog.pid)] | length) as $children
  | $hog.exit.cgroup as $counts
  | "--memory \($script.memory)M --swap \($script.swap)M, and" as $room
  | def limited(fact): once($hog; "a container with limits to run"; fact);
    def limit($file; wanted): limited(wanted as $wanted | ($group | smallest($file)) as $got
      | fact($got == $wanted;
          "when CMD began, it was in group \($group.path), where \($file) is \($got // "max")"
          + if $got != null then ", not \($wanted)" else "" end));
  {
    # where no container works, the limits wait for one
    limited_begun: fact($hog != null or ($first == null and ($evidence | events("limited") != []));
      "CMD was not executed:\n\($evidence | shown("limited"; 6))"),
    pids_limit: limit("pids.max"; $script.pids),
    memory_limit: limit("memory.max"; $script.memory | mib),
    swap_limit: limit("memory.swap.max"; $script.swap | mib),
    cpu_limit: limited(($group | cpus) as $got
      | fact($got != null and ($got - $script.cpus | fabs) < 0.01;
          "--cpus \($script.cpus), and when CMD began, it was in group \($group.path), "
          + "which may use \(if $got == null then "all there is" else "\($got) CPUs" end)")),
    # the first process of the step is ./container
    group_of_parent: limited(fact($group.path == $limited.processes[0].first.cgroup.path; "")),
    # it wants more of them than any --pids, and ends this try at the first that it is denied
    forks_stopped: limited(never($evidence; "limited";
      measured($children < $script.pids and $children >= $script.pids / 2
          # counted where the limit is, which may be above
          and (($group.limits[0]["pids.max"] | tostring) != ($script.pids | tostring)
            or ($counts["pids.events"].max // 0) > 0);
        "--pids \($script.pids), and it had \($children) children at once; its group denied a "
        + "further one \($counts["pids.events"].max // 0) times")
      | with_output($evidence; "limited"))),
    memory_stopped: limited(all_of(
      measured($hog.exit.signal == "SIGKILL" and ($counts["memory.events"].oom_kill // 0) > 0;
        "it ended with \($hog.exit.signal // "status \($hog.exit.status)"), and in its group "
        + "\($counts["memory.events"].oom_kill // 0) processes were killed for lack of memory"),
      measured($counts["memory.peak"] >= $script.memory / 2 * 1048576;
        "\($room) its group was stopped at \($counts["memory.peak"]) bytes"),
      # the kernel lets a page or two pass
      measured($counts["memory.peak"] <= ($script.memory | mib) + 65536
          and ($counts["memory.swap.peak"] // 0) <= ($script.swap | mib);
        "\($room) its group got \($counts["memory.peak"]) bytes of memory, "
        + "\($counts["memory.swap.peak"] // 0) of swap")) | with_output($evidence; "limited")),
    group_deleted: once($hog != null and ($group.path | IN($whole[0].cgroups[]?) | not);
      "a process of a container in a cgroup of its own"; gone($whole; .cgroups[]; "cgroups"))
  };

def facts:
  compiled("compile") + (scene | lessons + overlay_facts + root_facts + network_facts
      + limit_facts);

def notes: endings;
