# lessons.jq - facts by which the mistakes of task 2 are recognised; facts.jq includes them.
# $who: {script, ran (all executions of container_prog), one, two, three, third}, as facts.jq
# tells them apart, and where the script came to its end: ended, hung.
include "evidence";
include "trouble";

# --- where the script ended

# the last line before it said so that is not its own
def said_before($evidence): $evidence | out("run") | split("\n")
  | (map(test("^simple_container.sh: line \\d+, in ")) | index(true)) as $at
  | [.[:$at // 0][] | select(test(": ")
      and (test("^(simple_container.sh: |Output |Process|Child|Time|Value|Host)") | not))]
  | last;
# the last program that ended with that status
def command_of($run; $status): [$run.processes[] | select(.exit.status == $status
    and .pid != $run.root)
    | . as $process | [.states[] | select(.event == "exec") | .argv] | last | values
    | {argv: ., at: $process.exit.at}] | sort_by(.at) | last | .argv;
def stop($evidence; $run; $who; $stage): $who.ended
  | if .stage == $stage then
      (.said // ($evidence | said_before($evidence))) as $said
      | (command_of($run; .status | tonumber) // [] | join(" ")) as $command
      | .in = (.in // ", in \(.function)")
      | .said = (if $said then ": \($said)"
          elif $command != "" then ": `\($command)` said nothing" else "" end)
      | .seen = ([$command | select(. != "")] + [$said // empty] | join("\n") | if . == ""
          then null else . end)
    else null end;

def hang($who; $stage): $who.hung
  | if .stage == $stage then
      .during = (if .command then ", while `\(.command)` ran" else "" end)
    else null end;

# --- what the kernel got
def flags_before($run; $execution): [$run.calls[] | select(.call == "unshare" and .error == null)
    | select(.at <= $execution.began.at)] | last;
def lacks_flag($run; $execution; $flag): flags_before($run; $execution)
  | if . != null and $execution != null and (.args.flags | index($flag) | not)
    then {call: call_text} else null end;

# the command that chroot(8) did not find
def not_run: capture("chroot: failed to run command .(?<command>.*).: No such file or directory")
  .command // null;

# what programs that copy were to write: the last argument, where it is not below container_root
def copies($run): [$run.processes[].states[] | select(.event == "exec")
    | select(.argv[0] // "" | test("(^|/)(cp|install|rsync)$")) | .argv | select(length > 2)
        | last];
def elsewhere($run): [copies($run)[] | select(test("container_root/")
    and (test("^/container_root") | not)
    | not) | select(test("lib|[$]|container_root"))] | first;

def v1_names: {"cpu.cfs_quota_us": "cpu.max", "cpu.cfs_period_us": "cpu.max",
  "cpu.shares": "cpu.weight", "memory.limit_in_bytes": "memory.max", "tasks": "cgroup.procs"};
# what an error speaks of: a file of v1, or the tree of one controller
def v1($evidence): $evidence | out("run")
  | (capture("/(?<old>cpu\\.cfs_quota_us|cpu\\.cfs_period_us|cpu\\.shares|"
        + "memory\\.limit_in_bytes|tasks): ") | .new = "its file is \(v1_names[.old])"),
    (capture("(?<old>/sys/fs/cgroup/(cpu|cpuacct|cpu,cpuacct|memory|pids))/.*: No such file")
      | .new = "all groups are directly below /sys/fs/cgroup");
# the program that the script itself became, by exec outside of a subshell
def replaced($run): [$run.processes[] | select(.pid == $run.root).states[]
    | select(.event == "exec").argv[0] // empty] | last // ""
  | sub(".*/"; "") | select(IN("", "sh", "bash", "simple_container.sh") | not);

def quota: [.cgroup.limits[]? | select(.["cpu.max"] // "max" | startswith("max") | not)] | first;
def cpus: .["cpu.max"] | split(" ") | (.[0] | tonumber) / ((.[1] // "100000") | tonumber);
def groups_of($run; $pid): [$run.processes[] | select(.pid == $pid)
    | .states[].cgroup.path // empty];

def lessons: . as {$evidence, $run, $who}
  | ($evidence | out("run")) as $out
  | ([$evidence | out("run") | split("\n")[] | select(test("^(rmdir|rm): .*cgroup"))]
      | first) as $rmdir
  | ($who.third.ended.cgroup.path) as $group | ($run.root) as $root
  # the group in which the script began is nobody's own
  | $who.script.cgroup.path as $home
  | (groups_of($run; $root) | map(select(. != $home)) | sort_by(. == "/")) as $shell_groups
  | {
    stopped_2a: told_of(stop($evidence; $run; $who; "2a"); .),
    stopped_2b: told_of(stop($evidence; $run; $who; "2b"); .),
    stopped_2c: told_of(stop($evidence; $run; $who; "2c"); .),
    hung_2a: told_of(hang($who; "2a"); .),
    hung_2b: told_of(hang($who; "2b"); .),
    hung_2c: told_of(hang($who; "2c"); .),
    flooded: told_of(first(printed($evidence; "run"), null); .),
    crowded: told_of(first(crowd($evidence; "run"), null); .),

    only_printed: told($who.script != null and $who.ran == [] and ($out | test("Process PID: "));
        {}),
    libraries_elsewhere: told_of(elsewhere($run); {target: .,
      why: (if contains("$")
          then "in single quotes nothing is replaced: $ROOT stands there letter by letter"
        else "the container grows below \"$ROOT\"; no other place on the machine is its root"
        end)}),
    no_loader: told($who.one == null
      and ($out | not_run) == "/container_prog"; {}),
    command_elsewhere: told_of(if $who.one == null then $out | not_run
        | select(. != "/container_prog") else null end // null; {command: .}),
    no_library: told_of($out
        | capture("error while loading shared libraries: (?<library>[^:]+):") // null; .),
    machines_root: told($who.one != null and $who.one.ended.root.path == $who.script.root.path; {}),

    other_in_2b: told_of(if $who.two == null and ($who.ran | length) >= 2 then $who.ran[1]
        else null end;
      {argument: (.argv[1] // "nothing")}),
    two_without_pid: told_of(lacks_flag($run; $who.two; "CLONE_NEWPID"); .),
    two_without_uts: told_of(lacks_flag($run; $who.two; "CLONE_NEWUTS"); .),
    two_in_machines_root: told($who.two != null
        and $who.two.ended.root.path == $who.script.root.path; {}),

    two_in_background: told($who.two != null and ([$run.processes[].states[]
        | select(.event == "exec" and .at < $who.two.ended.at) | .argv[0] // ""]
      | .[index("unshare") // length:] | index("hostname")); {}),
    other_in_2c: told_of(if $who.three == null and $who.third != null then $who.third else null end;
      {argument: (.argv[1] // "nothing")}),
    third_without_pid: told_of(lacks_flag($run; $who.third; "CLONE_NEWPID"); .),
    third_without_uts: told_of(lacks_flag($run; $who.third; "CLONE_NEWUTS"); .),
    third_without_ipc: told_of(lacks_flag($run; $who.third; "CLONE_NEWIPC"); .),
    third_not_forked: told($who.third != null and any($run.calls[]; .pid == $who.third.pid
      and .call == "unshare" and .error == null and .at < $who.third.began.at
      and (.args.flags | index("CLONE_NEWPID"))); {}),
    third_in_machines_root: told($who.third != null
      and $who.third.ended.root.path == $who.script.root.path; {}),

    cgroup_v1: told_of(first(v1($evidence), null); .),
    no_cpu_max: told($out | test("/cpu\\.max: Permission denied"); {}),
    script_replaced: told_of(first(replaced($run), null); {program: .}),
    script_in_group: told($who.third != null and $shell_groups != []
      and ($group | IN($shell_groups[]) | not); {group: $shell_groups[0]}),
    not_in_a_group: told($group != null and $group == $home; {}),
    no_limit: told($who.third != null and $group != $home and ($who.third.ended | quota) == null;
        {group: $group}),
    other_limit: told_of($who.third.ended | quota // null | if . and cpus == 0.5 then null
        else . end; {max: .["cpu.max"], group: .path,
      cpus: cpus}),

    shell_stays: told($shell_groups != [] and ($rmdir // "" | test("busy"; "i")); {}),
    removal_failed: told_of($rmdir; {said: .}),
    none_removed: told($rmdir == null; {})
  };
