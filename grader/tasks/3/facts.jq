# facts.jq - what became of task 3's containers, which the recorder looked at from
# outside, and of the commands that exec and nsenter-lite ran.
include "evidence";
include "lessons";

# What the facts are about. What is not there is null.
def scene: {
    evidence: ., script: object("script.json"), world: object("world.json"),
    # two containers, and the process that nsenter-lite was tried on
    container: object("container-one.json"), one: object("container-one.json").process,
    two: object("container-two.json").process, target: object("container-target.json").process,
    # the machine, what conductors leave on it, its links and those of the containers
    machine: (object("facts-ready.json") | machine),
    snapshots: [object("facts-ready.json"), object("facts-after.json")],
    host: [object("host-before.json"), object("host-after.json")],
    links: {machine: object("links-machine.json"),
      one: object("links-one.json"), two: object("links-two.json")},
    reach: (lines("reach.jsonl") | by("name"))
  };

# --- what commands are in

# the namespaces of $there that the process $state is not in
def outside_of($state; $there):
  [each_kind | select($state.ns[.key] != $there.ns[.key]) | .value];
def in_namespaces($state; $there): outside_of($state; $there)
  | measured(. == []; "the command stays outside of \(join(", ")) namespace"
      + if length > 1 then "s" else "" end);
def in_root($state; $there; $machine): measured(same_root($state; $there);
  "its root directory is \(if same_root($state; $machine) then "the machine's"
    else "another one" end)");

# of a link of the machine and one of a container: whether they are the two ends of a pair
def paired($outside; $inside): $outside != null and $inside != null
  and $inside.link_index == $outside.ifindex and $outside.link_index == $inside.ifindex;

# Probe says its line once: who says it a second time wants to be heard in its place.
def one_answer($step; $nonce; fact): [said($step)[] | select(.nonce == $nonce)] as $answers
  | if $answers | length > 1 then measured(false;
      "the command's answer is there \($answers | length) times: others than the command gave it")
    else fact end;

# a namespace that is gone leaves its number to the next one
def own_namespace($kind): . as {$machine, $one, $evidence}
  | (if ($evidence | step("run_one").end < step("run_two").start) then null else .two end) as $two
  | once($one; "a container to run"; $one.ns[$kind] as $own
    | if $own == $machine.ns[$kind]
      then measured(false; "its \(kinds[$kind]) namespace is the machine's own")
      else measured($two == null or $own != $two.ns[$kind];
        "two containers share one \(kinds[$kind]) namespace") end);

# the device files that the container lacks
def missing_devices: . as $there
  | [["null", "1:3"], ["zero", "1:5"], ["urandom", "1:9"]]
  | map(select("\(.[0]) \(.[1])" | IN($there[]?) | not) | "/dev/\(.[0])");

# something of the machine is as it was before a container ran
def unchanged($pair; change): once(all($pair[]; . != null); "a container to end";
  fact($pair[0] == $pair[1]; $pair | change));

# --- 3a
def run_facts: . as {$evidence, $script, $world, $machine, $container, $one, $snapshots, $host,
    $reach}
  | $container.inside as $around
  | def inside(fact): once($one; "a container to run"; fact);
    def mounted($target; $kind): any($container.mounts[]; . == {target: $target, fstype: $kind});
    def status($step): $evidence | step($step).status;
  {
    cmd_ran: $evidence | one_answer("run_one"; "one\($script.nonce)";
      measured($one.known == "probe" and ($one.code // [] | index("probe") != null);
          $evidence | not_held("run_one"; "one\($script.nonce)"; "run"))
      | plus("run said:\n\($evidence | shown("run_one"; 12))")),
    cmd_is_pid_1: inside(measured($one.nspid[-1] == 1 and $one.ns.pid != $machine.ns.pid;
      if $one.ns.pid == $machine.ns.pid
      then "it is in the machine's own PID namespace, as PID \($one.nspid[-1])"
      else "it is PID \($one.nspid[-1]) of a PID namespace" end)),
    own_uts: own_namespace("uts"), own_net: own_namespace("net"),
    own_mnt: own_namespace("mnt"), own_ipc: own_namespace("ipc"),
    own_root: inside(all_of(
      measured(same_root($one; $machine) | not; "its root directory is the machine's"),
      measured($one.shares_root == false;
        "what is put into the machine's root directory is in its own as well"))),
    root_mode: inside(measured($around.mode == "755"; "mode \($around.mode)")),
    # only what could be asked for tells something
    apt_updates: inside(fact((status("apt") == 0
          and ($evidence | out("apt") | contains("unsandboxed") | not))
        or ($world.mirror and all($reach["one_to_world", "one_to_name"]; .ok) | not);
      "with -i, apt-get update in the container exits with \(status("apt"))")
      | with_output($evidence; "apt")),
    # by the type of the file system: directories and files may have any name
    own_proc: inside(all_of(
      measured($around.proc != null and mounted("/proc"; "proc");
        "no proc is mounted there at /proc"),
      measured($around.proc == $one.ns.pid;
        "the proc there shows the PID namespace pid:[\($around.proc)], its own is "
        + "pid:[\($one.ns.pid)]"))),
    proc_of_machine: inside(fact($around.proc == $machine.ns.pid
      and $one.ns.pid != $machine.ns.pid and (same_root($one; $machine) | not); "")),
    own_sys: inside(all_of(
      measured($around.sys != null and mounted("/sys"; "sysfs");
        "no sysfs is mounted there at /sys"),
      measured($around.sys; "the sysfs there shows another network namespace than its own"))),
    devices: inside($around.dev | missing_devices
      | measured(. == []; "missing there, or no device: \(join(", "))")),
    run_arguments: inside(arrived_as_typed($script.arguments; $one.argv[5:])),
    run_status: inside(status_came_back($script.status; status("run_one"))
      | with_output($evidence; "run_one")),

    machine_devices_kept: unchanged($host | map(.dev);
      "changed on the machine: \((.[1] - .[0])[:6] | join(", "))"),
    machine_name_kept: machine_name_kept($snapshots),
    image_kept: unchanged($host | map(.images); "files of the image have changed"),
    stop_leaves_nothing: once($host[1]; "stop to be tried"; all_of(
      measured(status("stop_one") == 0;
        "stop of a container whose command has ended exits with \(status("stop_one"))"),
      measured(status("stop_two") == 0;
        "stop of a running container exits with \(status("stop_two"))"),
      gone($host; .containers[]; "containers"),
      # they are ended with the step, so that no snapshot shows them
      ([$evidence | events("stop_one", "stop_two")[] | select(.event == "end") | .left[]]
        | measured(. == []; "processes left by stop: \(length)")),
      gone($snapshots; living; "processes"),
      gone($snapshots; mounted; "mounts"),
      gone($snapshots; .cgroups[]; "cgroups")) | with_output($evidence; "stop_two"))
  };

# --- 3b
def exec_facts: . as {$evidence, $script, $machine, $one}
  | ($evidence | processes("exec_probe")) as $processes
  | (executed($processes; "probe"; "e\($script.nonce)") | last) as $command
  | $command.last as $state | $command.executed.argv[2:] as $arrived
  # the programs that nobody executed in the container: what they show can be printed
  | (["ps", "top"] - [$evidence | events("exec_look")[]
      | select(.event == "exec" and same_root(.; $one) and .ns.pid == $one.ns.pid
          and .ns.net == $one.ns.net) | .known]) as $unseen
  | def ran(fact): once($one; "a container to run";
      once($command; "exec to run a command"; fact));
  {
    exec_joins: once($one; "a container to run";
      $evidence | one_answer("exec_probe"; "e\($script.nonce)";
        if $command == null and any($evidence | events("exec_probe")[]; .event == "fault"
          and .comm == "nsenter-lite")
        then wait_for("stage 3n: exec starts nsenter-lite, which crashed")
        elif $command == null then measured(false; "the command was not executed")
        else in_namespaces($state; $one) end)) | with_output($evidence; "exec_probe"),
    # some shell got all of it as one argument
    exec_in_one_string: fact(any($evidence | events("exec_probe")[] | .argv[]?;
      contains("/kit/probe e\($script.nonce) ")); ""),
    exec_root: ran(in_root($state; $one; $machine)),
    exec_arguments: ran(arrived_as_typed($script.arguments; $arrived)),
    exec_status: ran(all_of(
      status_came_back($script.status; $evidence | step("exec_status").status),
      measured(any($evidence | processes("exec_status").processes[];
          .exit.status == $script.status and .last.ns.pid == $one.ns.pid);
        "no process of the container ended with it")) | with_output($evidence; "exec_status")),
    exec_shows: ran(all_of($evidence | output("exec_shows"), measured($unseen == [];
      "not executed in the container: \($unseen | join(" and "))")))
  };

# --- 3n

# whether the process asked for the PID namespace of the target, and got it
def asked_for_pid($calls; $pid): any($calls[]; .call == "setns" and .result == 0
  and .pid == $pid and (.args.kind == "pid" or any(.args.nstype[]?; . == "CLONE_NEWPID")));

# What is executed in a step after nsenter-lite itself: the command, and nothing else.
def executions($evidence; $step): [$evidence | events($step)[] | select(.event == "exec")][1:];
def by_itself($evidence; $step; fact): executions($evidence; $step) as $executions
  | if $executions | length > 1 then fact(false; "\($executions | length) programs were executed "
      + "where the command is one: \([$executions[:4][].comm] | join(", "))")
    else never($evidence; $step; fact) end;

def lite_facts: . as {$evidence, $script, $machine, $target}
  | ($evidence | processes("lite_join")) as $join
  | (executed($join; "probe"; "j\($script.nonce)") | last) as $command
  | $command.last as $state
  # as it was when it began: any program may be called sh, and join something itself
  | (executions($evidence; "lite_status") | first) as $shell
  | ($evidence | step("lite_signal")) as $signal
  | executed($evidence | processes("lite_signal"); "probe"; "s\($script.nonce)") as $held
  | def tried($step; fact): once($target; "nsenter-lite to be tried";
      by_itself($evidence; $step; fact));
    def ran(fact): once($command; "the command to be executed";
      by_itself($evidence; "lite_join"; fact)) | with_output($evidence; "lite_join");
  {
    lite_joins: tried("lite_join"; $evidence | one_answer("lite_join"; "j\($script.nonce)";
      if $command == null then measured(false; "the command was not executed")
      else in_namespaces($state; $target) end)) | with_output($evidence; "lite_join"),
    lite_joins_one: tried("lite_status"; if $shell == null
      then measured(false; "the command was not executed")
      else outside_of($shell; $machine) as $joined
        | measured($shell.ns.uts == $target.ns.uts and $joined == ["UTS"];
            if $shell.ns.uts != $target.ns.uts
            then "the command stays outside of UTS namespace"
            else "with -u alone it also joined \($joined - ["UTS"] | join(", "))" end) end)
      | with_output($evidence; "lite_status"),
    lite_forks: ran(measured($state.ns.pid == $target.ns.pid
        and ($state.nspid | length) == ($target.nspid | length);
      "the command has no PID in the PID namespace of the target")),
    lite_does_not_fork: ran(fact(outside_of($state; $target) == ["PID"]
      and asked_for_pid($join.calls; $command.pid); "")),
    lite_root: ran(in_root($state; $target; $machine)),
    lite_directory: ran($command.executed.cwd as $cwd
      | fact($cwd != null and ([$cwd, $target.cwd] | map([.dev, .ino]) | .[0] == .[1]);
          "the working directory of the target is /var, that of the command \($cwd.path)")),
    lite_arguments: ran(arrived_as_typed($script.arguments; $command.executed.argv[2:])),
    lite_closes: ran($command.executed.fds as $open | fact($open == [];
      "open in the command: \([$open[]? | "\(.fd) \(.link)"] | join(", "))")),
    lite_status: once($target != null and $shell != null; "nsenter-lite to run a command";
      by_itself($evidence; "lite_status";
        status_came_back($script.status; $evidence | step("lite_status").status))),
    lite_mask: ran(measured($command.executed.blocked == ($join.processes[0].states
        | map(select(.event == "exec")) | first.blocked);
      "the mask of the command is \($command.executed.blocked), not that of nsenter-lite")),
    lite_signal: once($target != null and $signal != null; "nsenter-lite to be tried";
      once($held != []; "a command to hold in nsenter-lite"; by_itself($evidence; "lite_signal";
        measured($signal.status == $script.status;
          if $signal.timeout then "the command never got the signal"
          else "the command exits with \($script.status) at SIGTERM, what came back is "
            + "\($signal.status)" end))))
  };

# --- 3c
def link($links; $name): [$links[]? | select(.ifname == $name)] | first;
def is_up: . != null and (.flags | index("UP") != null);
def described: [.[]?
  | "\(.ifname | split("@")[0]) \(if is_up then "up" else "down" end)"
    + ([.addr_info[]? | select(.family == "inet") | " \(.local)"] | add // "")] | join(", ");

def network_facts: . as {$evidence, $script, $world, $container, $links, $reach, $snapshots, $host}
  | link($links.machine; "\($script.one)-outside") as $outside
  | link($links.one; "\($script.one)-inside") as $inside
  | def pair($name; $there): once($container; "a container to run";
      once($links.machine; "addnetwork to be tried";
        fact(paired(link($links.machine; "\($name)-outside"); link($there; "\($name)-inside"));
          "on the machine: \($links.machine | described)\n"
          + "in container \($name): \($there | described)")));
    # something that was tried over the network
    def tried($name; as_it_should; $what): $reach[$name]
      | once(.; "addnetwork to be tried"; fact(as_it_should;
          "\($what): \(if .ok then "answered \(.body | tojson)" else "no answer" end)"));
  {
    pair: all_of(pair($script.one; $links.one), pair($script.two; $links.two))
      | with_output($evidence; "network_one"),
    ends_up: once($links.one; "addnetwork to be tried";
      once($outside != null and $inside != null; "the pair to be there";
        [$outside, $inside | select(is_up | not) | .ifname]
        | measured(. == []; "not up: \(join(", "))"))),
    lo_up: once($links.one; "addnetwork to be tried"; all_of(
      fact(link($links.one; "lo") | is_up;
        "in container \($script.one): \($links.one | described)"),
      tried("loopback"; .ok; "ping 127.0.0.1 in the container"))),
    ends_reach: all_of(
      tried("machine_to_one"; .ok; "ping from the machine to the container"),
      tried("one_to_machine"; .ok; "ping from the container to the machine"),
      tried("machine_to_two"; .ok; "ping from the machine to the second container"))
      | with_output($evidence; "network_one"),
    network_shows: once(pair($script.one; $links.one).ok; "the pair to be there";
      $evidence | output("network_shows")),
    internet: all_of(
      tried("one_to_world"; .body == "\($world.token) \($world.machine)";
        "a web page of the outside, asked for in the container with -i"),
      tried("one_to_name"; .body == $world.answer;
        "a name asked of the container's name server"))
      | with_output($evidence; "network_one"),
    no_internet: tried("two_to_world"; .ok | not;
      "a web page of the outside, asked for in the container without -i"),
    exposed: all_of(
      tried("world_to_one"; .body == "served-one-\($script.nonce)";
        "from another host, port \($script.outer) of the machine"),
      tried("world_to_two"; .body == "served-two-\($script.nonce)";
        "from another host, port \($script.outer + 1) of the machine"),
      tried("machine_to_port"; .body == "served-one-\($script.nonce)";
        "from the machine, port \($script.outer) of its own address"))
      | with_output($evidence; "network_one"),
    strangers: tried("strangers"; .ok | not;
      "before peer, ping from one container to the other"),
    peers: all_of(
      tried("peers"; .ok; "after peer, ping from one container to the other"),
      tried("peers_back"; .ok; "and back"))
      | with_output($evidence; "peer"),
    stop_unlinks: once($host[1] != null and pair($script.one; $links.one).ok; "stop to be tried";
      all_of(
        gone($host; .rules[]; "rules"),
        gone($host; .netns[]; "names of network namespaces"),
        gone($snapshots; .links[].ifname; "links"))
      | with_output($evidence; "stop_one"))
  };

# --- what exec leaves to nsenter-lite

def letters: {uts: "u", pid: "p", net: "n", mount: "m", ipc: "i", root: "r"};
# whether a call of nsenter-lite asks for all that 3b needs
def asks_for_all: [.[1:][] | select(startswith("-")) | if startswith("--")
      then letters[.[2:]] // empty else .[1:] end]
  | add // "" | . as $asked | all(letters[]; . as $letter | $asked | contains($letter));
# What is amiss in exec then is amiss in nsenter-lite, and told there.
def exec_by_lite($lite): any(.evidence | events("exec_probe")[] | select(.event == "exec").argv
    | select(.[0] // "" | endswith("/nsenter-lite")); asks_for_all) as $left_to_lite
  | any($lite | del(.lite_does_not_fork)[]; .ok == false) as $amiss
  | exec_facts | map_values(if $left_to_lite and .ok == false and $amiss
      then wait_for("stage 3n: exec asks nsenter-lite for all that is needed") else . end);

# --- 3d and 3e, of an edition in which conductor builds images of layers
def layer_facts: . as {$evidence, $script, $snapshots}
  | ($evidence | lines("layers.jsonl") | by("image")) as $looks
  | def written($image; path; $text): any($looks[$image].files[];
      .text == $text and (.path | path));
    def has($image; path; $text; $what): once($looks[$image]; "a container of the image to run";
      fact(written($image; path; $text);
        "in the container there is no \($what) with what it should hold"))
      | with_output($evidence; "build_\($image)");
    # of what one image was given, nothing in the others
    def apart($image; $name): once(all("base", $image; $looks[.]);
      "containers of both images to run";
      [("base", "copied", "ran") | select(. != $image) | $looks[.].files[]?.path
        | select(test($name))]
      | fact(. == []; "in an image that has no such line: \(join(", "))"));
    def ours: "-\($script.nonce)";
  {
    file_copied: has("copied"; startswith("kit-copied" + ours); "copied" + ours;
      "/kit-copied" + ours),
    tree_copied: all_of(
      has("copied"; startswith("kit-tree") and endswith("/kit-leaf" + ours); "copied" + ours;
        "file below DEST"),
      has("copied"; startswith("kit-tree") and endswith("/sub/kit-deep" + ours); "copied" + ours;
        "file in a directory below DEST")),
    copied_apart: apart("copied"; "kit-(copied|tree)-"),
    command_ran: has("ran"; . == "kit-ran" + ours; "run" + ours; "/kit-ran" + ours),
    command_ran_on: has("ran"; . == "kit-again" + ours; "run" + ours; "/kit-again" + ours),
    command_inside: once($evidence | step("build_ran"); "build to be tried";
      $snapshots[1].changed_in_root // [] | map(select(startswith("kit-ran-")))
      | fact(. == []; "on the machine: /\(join(", /"))")),
    ran_apart: apart("ran"; "kit-(ran|again)-")
  };

def facts:
  runnable
  # not handed in by whoever used nsenter(1)
  + (if .files | has("compile.out") then compiled("compile")
    else compiled("compile") | map_values(wait_for("nsenter-lite.c to be handed in")) end)
  + (scene | lite_facts as $lite | lessons + run_facts + exec_by_lite($lite) + $lite
    + network_facts + layer_facts);

def notes: endings;
