# lessons.jq - facts by which the mistakes of task 3 are recognised; facts.jq includes
# them. Their input is the scene of facts.jq.
include "evidence";
include "trouble";

def status_of($evidence; $step): $evidence | step($step).status;

# --- 3a

# what run said when the command never began; null when it did
def run_end: . as {$evidence, $script}
  | if .container != null or ($evidence | begun("run_one"; "one\($script.nonce)")) then null
  else {status: (status_of($evidence; "run_one") // "none"),
    said: ($evidence | complaint("run_one") // "it printed nothing")} end;
# what the kernel was asked for: the flags of unshare and clone in a step
def asked($step): [.evidence | processes($step).calls[]
  | select(.error == null and (.call | IN("unshare", "clone", "clone3")))];

# what still ran in a step when its time was over
def still_at($step): [.evidence | processes($step).processes[]
    | select(.exit == null or .exit.signal == "SIGKILL") | .states[] | select(.event == "exec")]
  | sort_by(.seq) | last | if . then {command: (.argv | join(" ") | .[:80])} else null end;
def run_stuck: if .container == null and (.evidence | step("run_one")) == null
  then still_at("run_one") else null end;
# who asked for the PID namespace and then executed something itself
def run_not_forked: .evidence as $evidence | any(asked("run_one")[]
  | select(.call == "unshare" and (.args.flags | index("CLONE_NEWPID")));
  . as $call | any($evidence | processes("run_one").processes[] | select(.pid == $call.pid)
    | .states[]; .event == "exec" and .seq > $call.seq));
# PID 1 of the container, alive when run had ended
def run_left: .evidence | events("run_one") | last
  | if .event? == "end" and (.timeout | not)
    then first(.left[]? | select((.nspid | length) > 2 and .nspid[-1] == 1)) // null else null end;

# the shell that got WORDS after the string of -c
def shell_words($step): [.evidence | events($step)[] | select(.event == "exec")
  | .argv | select((.[0] // "" | test("(^|/)(ba|da)?sh$")) and (.[1] // "" | test("^-[a-z]*c$")))];
def zero_forgotten: shell_words("run_one") | map(select(.[3] // "" | endswith("/rootfs"))
  | select(.[2] | test("\\$1|\\$@"))) | first
  | if . then {zero: .[3], one: (.[4] // "")} else null end;

def lacks($flag): asked("run_one") | map(select(.args.flags | any(startswith("CLONE_NEW"))))
  | if . != [] and all(.[]; .args.flags | index($flag) | not) then {call: (.[0] | call_text)}
      else null end;
def none_asked: .one != null and (asked("run_one") | all(.args.flags
    | any(startswith("CLONE_NEW")) | not));

# who is PID 1 of the first container in the place of the command
def first_inside: .one as $one | if $one == null or $one.nspid[-1] == 1 then null
  else [.evidence | processes("run_one").processes[]
      | select(.last.ns.pid == $one.ns.pid and .last.nspid[-1] == 1)] | first
    | if . then {comm: .last.comm, pid: $one.nspid[-1]} else null end end;

def in_one_string($step; $nonce): any(.evidence | events($step)[] | .argv[]?;
    contains("/kit/probe \($nonce) "));
def arrived_in_run: .one.argv[5:];

# whether that is mounted in the container; any type for null
def mounted($container; $target; $type): any($container.mounts[]?;
  .target == $target and ($type == null or .fstype == $type));
def chmods: [.evidence | events("run_one")[] | select(.event == "exec")
  | .argv | select(.[0] // "" | test("(^|/)chmod$")) | join(" ")];

def run_lessons: . as {$script, $container, $one, $machine, $evidence}
  | {
    crashed_3n: told_of([crashes($evidence; ("lite_join", "lite_status", "lite_signal"))[]] | first;
      {signal: (.signal | signal_text), place: (.place | place_text)}),
    hung_3n: told_of(first(hung($evidence; ("lite_join", "lite_status"))) // null;
      {doing, place: (.place | place_text), seconds}),

    zero_forgotten: told_of(zero_forgotten; .),
    run_ended: told_of(run_end; .),
    run_stuck: told_of(run_stuck; .),
    run_not_forked: told($container == null and run_not_forked; {}),
    run_left: told_of(run_left; {}),
    not_first: told_of(first_inside; .),
    run_asked_nothing: told(none_asked; {}),
    run_without_pid: told_of(lacks("CLONE_NEWPID"); .),
        run_without_uts: told_of(lacks("CLONE_NEWUTS"); .),
    run_without_net: told_of(lacks("CLONE_NEWNET"); .),
        run_without_mnt: told_of(lacks("CLONE_NEWNS"); .),
    run_without_ipc: told_of(lacks("CLONE_NEWIPC"); .),
    run_in_machines_root: told($one != null and $one.root.path == $machine.root.path; {}),
    root_closed: told_of($container.inside.mode // $container.mode | if . == null or . == "755"
        then null else . end;
      {mode: .}),
    no_proc_mounted: told($one != null and (mounted($container; "/proc"; "proc") | not); {}),
    no_sysfs_mounted: told($one != null and (mounted($container; "/sys"; "sysfs") | not); {}),
    sysfs_of_machine: told(mounted($container; "/sys"; "sysfs")
      and ($container.inside.sys == false or any($container.sys_links[]?; . == $script.uplink));
          {}),
    no_devices: told($one != null and (mounted($container; "/dev"; null) | not); {}),
    chmod_on_devices: told_of([chmods[] | select(test("-[a-zA-Z]*R|--recursive|/dev"))] | first;
        {command: .}),
    run_one_string: told(in_one_string("run_one"; "one\($script.nonce)"); {}),
    run_split: told($one != null and split_again($script.arguments; arrived_in_run); {})
  };

# --- 3b

def exec_lessons: . as {$script, $machine, $one, $evidence}
  | (executed($evidence | processes("exec_probe"); "probe"; "e\($script.nonce)") | last) as $command
  | {
    exec_stuck: told_of(if $command == null and ($evidence | step("exec_probe").timeout)
      then still_at("exec_probe") else null end; .),
    exec_ended: told_of(if $one == null or $command then null else
        {status: (status_of($evidence; "exec_probe") // "none"),
         said: ($evidence | complaint("exec_probe") // "it printed nothing")} end; .),
    exec_outside: told_of(if $command == null or $one == null then null
        else [each_kind | select($command.last.ns[.key] != $one.ns[.key]) | .value]
          | if . == [] then null else . end end;
      {kinds: join(", "), s: (if length > 1 then "s" else "" end)}),
    exec_in_machines_root: told($command != null and same_root($command.last; $machine); {}),
    exec_split: told($command != null and split_again($script.arguments;
        $command.executed.argv[2:]); {}),
    exec_status_lost: told_of(status_of($evidence; "exec_status")
      | if . == null or . == $script.status then null else . end; {got: ., wanted: $script.status})
  };

# --- 3n
def lite_ran($script; $evidence): executed($evidence | processes("lite_join"); "probe";
    "j\($script.nonce)") | last;
# the step of nsenter-lite in which it ended before its command did
def ended_early($evidence; $step): ($evidence | processes($step)) as $run
  | ([$run.processes[] | select(.pid == $run.root)] | first.exit) as $own
  | $own != null and ($run.end.timeout | not) and any($run.processes[]; .parent == $run.root
      and (.exit == null or .exit.at > $own.at or .exit.signal == "SIGKILL"));

# whether a process of the step other than the first ended with that status
def came_to($evidence; $step; $status): ($evidence | processes($step)) as $run
  | any($run.processes[]; .pid != $run.root and .exit.status == $status);

def lite_lessons: . as {$script, $target, $machine, $evidence}
  | lite_ran($script; $evidence) as $command
  | ([$evidence | (processes("lite_join", "lite_status", "lite_signal")).calls[]
      | select(.error and (.call | IN("setns", "chroot", "unshare", "pivot_root")))]
          | first) as $failed
  | {
    lite_call_failed: told_of($failed; {call: call_text}),
    lite_not_awaited: told(ended_early($evidence; ("lite_signal")); {}),
    lite_ended: told_of(if $target == null or $command then null else
        {said: ($evidence | complaint("lite_join") // "it printed nothing"),
         status: (status_of($evidence; "lite_join") // "none")} end; .),
    lite_twice: told_of([$evidence | events("lite_join")[] | select(.event == "exec")][1:]
      | if length > 1 then . else null end; {count: length}),
    lite_outside: told_of(if $command == null then null
        else [each_kind | select($command.last.ns[.key] != $target.ns[.key]) | .value]
          | if . == [] then null else . end end; {kinds: join(", ")}),
    lite_in_other_root: told($command != null and (same_root($command.last; $target) | not); {}),
    # of the command that a SIGTERM ended the status is the same; there nsenter-lite has forked
    lite_status_lost: told_of(first(status_of($evidence; "lite_status", "lite_signal") as $got
        | select($got != null and $got != $script.status)
        | select($got != status_of($evidence; "lite_signal")
            or came_to($evidence; "lite_signal"; $script.status)) | $got) // null;
      {got: ., wanted: $script.status})
  };

# --- 3c

# what ip was asked to set up in a step
def set_up($step): [.evidence | events($step)[] | select(.event == "exec")
  | .argv | select((.[0] // "" | test("(^|/)ip$")) and (index("up") != null)) | join(" ")];
def never_up: . as {$script} | set_up("network_one") as $commands
  | ["\($script.one)-outside", "\($script.one)-inside", "lo"]
  | map(select(. as $link | any($commands[]; test("(^| )\($link)( |$)")) | not));
# what ip was asked to make or change of links, and the first of it that failed
def link_commands: [.evidence | processes("network_one").processes[] | .exit as $exit
  | .states[] | select(.event == "exec" and (.argv[0] // "" | test("(^|/)ip$"))
      and (.argv | index("link") and (index("add") or index("set"))))
  | {argv, failed: ($exit.status != 0)}];
def failed_link: [link_commands[] | select(.failed) | .argv | join(" ")] | first;
def moved_a_link: any(link_commands[].argv; index("netns"));
def link_in($links; $name): any($links[]?; .ifname == $name);

def network_lessons: . as {$script, $evidence, $links, $container}
  | ("\($script.one)-outside") as $outside | ("\($script.one)-inside") as $inside
  | (status_of($evidence; "network_one")) as $status
  | {
    ends_down: told_of(if $container == null or $status == null then null
        else never_up | if . == [] or length == 3 then null else . end end;
      {ends: join(" and "), undone: (if $status == 0 then ""
        else ": addnetwork failed at that and took everything back" end)}),
    lo_of_machine: told(any(set_up("network_one")[]; test("^\\S*ip link set (dev )?lo up"))
      and (link_in($links.one; "lo")); {}),
    # taken back again where addnetwork missed it inside
    both_here: told(link_in($links.machine; $inside)
        or (($evidence | out("network_one") | contains("Cannot find device \"\($inside)\""))
          and (moved_a_link | not)); {inside: $inside}),
    link_failed: told_of(if ($status // 0) == 0 then null else failed_link end;
      {command: ., said: ($evidence | complaint("network_one"))}),
    both_inside: told(link_in($links.one; $outside); {outside: $outside}),
    network_undone: told_of(if $container == null or ($status // 0) == 0 then null
        else {status: $status, said: ($evidence
            | complaint("network_one") // "it printed nothing")} end; .)
  };

def lessons: run_lessons + exec_lessons + lite_lessons + network_lessons;
