# facts.jq - what became of task 2's three containers: which executions of container_prog
# there were, and where each of them was.
include "evidence";
include "columns";
include "lessons";

# --- who is who, of the processes of a run of the script
def script: .root as $root | .processes | map(select(.pid == $root)) | first | .first;

# all executions of a program, in order: {pid, argv, began, ended}, two states of the
# process, at exec and at exit
def executions(which): [
    .processes[] | . as $process | .states[] | select(.event == "exec")
    | {pid: $process.pid, argv, began: ., ended: $process.last, exit: $process.exit} | select(which)
  ] | sort_by(.began.at);
# The kit's own program is known by its contents, as is all that it can execute: anything may
# be called like it, and another loader or library makes another program of it.
def own_code: .code // [] | . != [] and all(.[]; . != null);
def is_own: .began.known == "container_prog" and (.began | own_code)
  and (.exit.code == null or (.exit | own_code));
def executions: executions(is_own);
def namesakes: executions(.began.comm == "container_prog" and (is_own | not));

def ran($subtask): executions | map(select(.argv[1:] == [$subtask])) | last;

def second: (executions | map(select(.argv[1:] == ["subtask2"])))
  | if length > 1 then first else last end;
# 2c runs subtask3; where another one was asked for, what ran after 2b is looked at: the
# third, where 2b ran something else, too
def third: ran("subtask3")
  // (second as $second | executions
      | if $second then map(select(.began.at > $second.began.at)) else .[2:] end | last);

# What container_prog is in, it was in when it began and when it ended.
def rooted($script): . != null and .began.shares_root == false
  and (same_root(.began; $script) or same_root(.ended; $script) | not);
def succeeded: . != null and .exit.status == 0 and (.exit | own_code);
def own($script; $kind): . != null
  and all(.began, .ended; .ns[$kind] != null and .ns[$kind] != $script.ns[$kind]);
def pid_1($script): own($script; "pid") and .ended.nspid[-1] == 1;

# the quotient in cpu.max, the smallest of the group and all above it that are new: one that
# was there before holds others as well; null is no limit
def quotient($before): [.cgroup.limits[]? | select(.path | IN($before[]) | not)
    | .["cpu.max"] // empty | split(" ")
    | select(.[0] != "max") | (.[0] | tonumber) / ((.[1] // "100000") | tonumber)] | min;
def half_of_one_cpu($before): quotient($before) as $q | $q != null and $q <= 0.5 and $q >= 0.4;

# what its group used while it ran, in microseconds; null where it changed its group. The
# benchmark alone takes a multiple of the least that counts, on any processor.
def used: if .began.cgroup.path != .ended.cgroup.path then null
  else (.ended.cgroup["cpu.stat"].usage_usec - .began.cgroup["cpu.stat"].usage_usec)? end;
# What it used itself is in that, but for what the clock's ticks round off.
def computed_there: used as $used | ((.exit.ticks // 0) * 10000) as $own
  | $used != null and $used >= 50000 and $used >= $own * 0.8 - 50000;
# a group that was not there before, in which a process of the script was
def own_groups($before): [.processes[].states[].cgroup.path // empty ] | unique
  | map(select(. != "/" and (IN($before[]) | not)));

# whether a process that ran container_prog had asked for a new PID namespace before: it
# stays outside, its children are born there
def asked_for_children($execution): any(.calls[]; .pid == $execution.pid and .call == "unshare"
  and .result == 0 and (.args.flags | index("CLONE_NEWPID")) and .at < $execution.began.at);

# --- what is shown
def pids: .nspid[1:] | map(tostring) | join(" > ");
def first_six($list; $between): $list[:6] | map(tostring) | join($between);

# the executions of container_prog, in words of our own
def what_ran: script as $script | (namesakes | length) as $namesakes
  | [executions[:8][] | [
      "container_prog " + (.argv[1:] | if length == 1 and (.[0] | test("^subtask[1-3]$")) then .[0]
        else "…" end), "PID \(.ended | pids)",
      (if rooted($script) then "another root" else "the machine's root" end),
      "exit \(.exit.status // .exit.signal // "?")"]]
  | if . == [] then "container_prog was never executed" else columns end
  | if $namesakes == 0 then .
    else "\(.)\nanother program of that name was executed, which does not count: the kit's own is "
      + "what make builds, or gcc -o container_prog container_prog.c, with this machine's libraries"
    end;

# which of an execution's namespaces are new
def namespaces($script): . as $execution
  | ["pid", "uts", "ipc"] | map(. as $kind
      | [$kind, if $execution | own($script; $kind) then "new" else "the machine's" end]) | columns;

# of its cgroup and the groups above, all but the root
def limits: [.cgroup.limits[]? | .["cpu.max"] // "none"] | .[:6] | join(", in the group above ");
def left: [(.end.left // [])[] | "PID \(pids)"] | first_six(.; ", ");

# what the script printed from a stage's heading on
def section($stage): out("run") | split("\n")
  | (map(contains("Output Subtask \($stage)")) | index(true)) as $at
  | if $at == null then [] else .[$at:] end;
# a fact and, where it does not hold, these lines
def over($lines): if $lines == [] then . else plus($lines | join("\n") | sub("\n+\\z"; "")) end;

# what a list of a snapshot holds afterwards that it did not hold before; null where one
# of them is missing
def new_since(list): [object("facts-before.json"), object("facts-after.json")]
  | if any(.[]; . == null) then null else map([list]) | .[1] - .[0] end;

# what a system has in /: that a script made or changed something below is not told here
def usual: ["tmp", "var", "root", "etc", "usr", "home", "run", "dev", "proc", "sys", "opt", "mnt",
  "srv"];

# --- where the script ended: {line, function, status, stage}

# the stage in whose regions the given script's function is
def of_stage: if . == null then null
  else .stage = (.function | if IN("prepare", "stage_2a", "main") then "2a"
    elif . == "stage_2b" then "2b" elif IN("stage_2c", "finish") then "2c" else null end) end;
# Bash ends some mistakes itself, as a variable that is not set: then the given code says
# nothing, and the last heading tells how far it came.
def ended_by_bash: out("run") | split("\n")
  | ([.[] | capture("^Output Subtask (?<stage>2[abc])").stage] | last // "2a") as $stage
  | [.[] | capture("simple_container.sh: line (?<line>\\d+): (?<said>.*: (unbound variable|"
      + "bad substitution|parameter .*))$")] | last
  | if . then {line, function: "stage_\($stage)", in: "", status: "1", said} else null end;
def ended_at: . as $evidence | out("run") | [split("\n")[]
    | capture("^simple_container.sh: line (?<line>\\d+), in (?<function>\\S+): "
        + "status (?<status>\\d+),")]
  | first // ($evidence | ended_by_bash) | of_stage;
# where the script was when its time was over: {line, function, stage, seconds, command}, or null
def hung: . as $evidence | events("run") | . as $events | last
  | [select(.event? == "end" and .timeout) | .left | sort_by(.nspid[0])
  | (map(select(.where.line)) | last // empty) as $shell
  | (map(select(.nspid[0] > $shell.nspid[0] and .comm != $shell.comm)) | last) as $inside
  | $shell.where | {line, function, seconds: ($evidence | step("run").limit),
      command: ([$events[] | select(.event == "exec" and .pid == $inside.pid) | .argv | join(" ")]
        | last)}] | first | of_stage;

def facts:
  . as $evidence | processes("run") as $run | processes("again") as $again
  | ($run | if .root then script else null end) as $script
  | ($run | if $script then [ran("subtask1"), second, ran("subtask3"), third]
      else [null, null, null, null] end) as [$one, $two, $three, $third]
  | ($run | if $script then what_ran else "" end) as $what_ran
  | ($evidence | ended_at) as $ended
  | ($evidence | hung) as $hung
  | def asked(f): if $script == null
      then blocked("the script was not run: \($evidence | how_it_ended)") else f end;
    def with($execution; $subtask; f): asked(if $execution then f
      else wait_for("container_prog \($subtask) to run") end);
    # what a script that ended before it came to a stage did there is nothing to look at
    def reached($stage; $execution; f): asked(
      if $execution or ($evidence | section($stage)) != [] then f
      else wait_for("the script to get to stage \($stage)\($ended
        | if . then ": it ended at line \(.line | tonumber)" else "" end)") end);
    def looked_at($list; f): if $list == null
      then blocked("the machine was not looked at: \($evidence | how_it_ended)") else f end;
    def twice($subtask): ($again | if .root then script else null end) as $there
      | if $there == null then blocked("there was no second run: \($evidence | how_it_ended)")
        else fact($again | ran($subtask) | rooted($there) and succeeded;
          $evidence | shown("again"; 12)) end;
    ($evidence | new_since(mounted)) as $mounts
  | ($evidence | new_since(.changed_in_root[]) | if . then . - usual else . end) as $names
  | ($evidence | new_since(.cgroups[])) as $groups
  | ($evidence | object("facts-before.json").cgroups // []) as $old_groups
  | ($run | own_groups($old_groups)) as $own_groups
  | ($evidence | object("script.json")) as $file
  | ($evidence | runnable)
  + ({evidence: $evidence, run: $run, who: {script: $script, one: $one, two: $two, three: $three,
      third: $third, ran: ($run | executions), ended: $ended, hung: $hung}} | lessons) + {
    unix_line_ends: fact(($file.carriage_returns // 0) == 0;
      "lines that end in a carriage return: \($file.carriage_returns) of \($file.lines)\n"
      + ($evidence | shown("run"; 3))),

    one_ran: asked(measured($one != null; $what_ran)
      | over($evidence | section("2a")[:14])),
    one_under_its_root: asked(measured($one | rooted($script) and succeeded; $what_ran)),
    output_2a: with($one; "subtask1"; $evidence | output("output_2a")),
    leaves_2a: with($one; "subtask1";
      measured($hung.stage != "2a"; "the script was stopped in 2a")),
    leaves_2b: with($two; "subtask2";
      measured($hung.stage != "2b"; "the script was stopped in 2b")),
    one_again: with($one; "subtask1"; twice("subtask1")),
    no_mount_left: with($one; "subtask1"; looked_at($mounts;
      fact($mounts == []; "still mounted: \(first_six($mounts; " "))"))),
    no_name_left: with($one; "subtask1"; looked_at($names; fact($names == [];
      "new or gone in the root directory of the machine: \(first_six($names; " "))"))),

    two_is_pid_1: reached("2b"; $two; measured($two | pid_1($script) and succeeded; $what_ran)),
    two_not_forked: with($two; "subtask2"; fact($run | asked_for_children($two); "")),
    two_rooted: with($two; "subtask2"; measured($two | rooted($script); $what_ran)),
    two_own_uts: with($two; "subtask2";
      measured($two | own($script; "uts"); $two | namespaces($script))),
    output_2b: with($two; "subtask2"; $evidence | output("output_2b")),
    two_again: with($two; "subtask2"; twice("subtask2")),
    # of a script that was stopped, what is left is that script
    nobody_left: with($two; "subtask2";
      measured(($evidence | step("run").timeout) == true or ($run.end.left // []) == [];
        "still running: \($run | left)")),

    three_succeeded: reached("2c"; $third; measured($three | succeeded; $what_ran)
      | over($evidence | section("2c")[:8])),
    third_rooted: with($third; "subtask3"; measured($third | rooted($script); $what_ran)),
    third_separate: with($third; "subtask3";
      measured($third | pid_1($script) and own($script; "uts");
        "\($what_ran)\n\($third | namespaces($script))")),
    third_own_ipc: with($third; "subtask3";
      measured($third | own($script; "ipc"); $third | namespaces($script))),
    third_half: with($third; "subtask3"; all_of(
      ($third.began, $third.ended | measured(half_of_one_cpu($old_groups);
        "when container_prog \(if .event == "exec" then "began" else "ended" end), the cpu.max of "
        + "its group was \(limits)"
        + if half_of_one_cpu([]) then ", of a group that was there before the script" else "" end))
        | plus("its group: \($third.ended.cgroup.path)"),
      measured($third | computed_there; "in that group \(($third | used // 0) / 1000) ms of "
        + "processor time were used while it ran: less than its benchmark takes"))),
    no_group_left: with($third; "subtask3"; looked_at($groups;
      if $own_groups == [] then wait_for("a cgroup of the script's own with a process in it")
      else fact($groups == []; "left behind: \(first_six($groups; " "))")
        | over([$evidence | out("run") | split("\n")[]
            | select(test("rmdir|busy|cgroup"; "i"))][:3]) end)),
    script_ends: with($third; "subtask3"; measured(($evidence | step("run").timeout) != true;
      "it was stopped after \($evidence | step("run").limit) s")),
    output_2c: with($third; "subtask3"; $evidence | output("output_2c"))
  };

# what the limit did to the benchmark, as a picture: no mark depends on it. One run's own
# figures: of two runs, one after the other, a busy host may disturb either.
def benchmark: processes("run") | third | select(.exit.at and (.ended | quotient([]))) as $it
  | [$it | .began, .ended | .cgroup["cpu.stat"].usage_usec] | select(all(.[]; . != null))
  | ((.[1] - .[0]) / 1000 | round) as $used | select($used > 0)
  | (($it.exit.at - $it.began.at) * 1000 | round) as $elapsed
  | "for \($used) ms of computing the benchmark took \($elapsed) ms with the limit: "
    + "\($elapsed / $used * 100 | round / 100) times as long.";

def notes: endings + [benchmark];
