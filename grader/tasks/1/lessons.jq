# lessons.jq - facts by which the mistakes of task 1 are recognised; facts.jq includes them.
# $who: {parent, one, two, first, others, in_pid, moves, renamings}, processes and calls of
# $run as facts.jq tells them apart.
include "evidence";
include "trouble";

# what a process is called to the student
def role($who; $pid): if $pid == $who.parent.pid then "the parent"
  elif $pid == ($who.one // $who.first).pid then "child 1"
  elif $pid == $who.two.pid then "child 2" else "a child" end;

# the stage in whose code somebody was: by the function, else by who had been born
def stage_at($who; $pid; $at; $place):
  if $place.function // "" | startswith("child1_") then "1a"
  elif $place.function // "" | startswith("child2_") then "1b"
  elif $pid == ($who.one // $who.first).pid then "1a"
  elif $pid == $who.parent.pid and ($who.others | map(select(.first.at <= $at)) | length) < 1
      then "1a"
  else "1b" end;

# the calls that failed; those of a stage
def failed($who; $run; $stage): [$run.calls[] | select(.error)
  | select(stage_at($who; .pid; .at; null) == $stage)];

# lines that nobody asked for: the stage's other lines stand there as they should
def known_line: test("^(-{40}|(Parent|Child1|Child2) (Process PID|Hostname): .*)$");
# what the given code says of itself
def own_line: test("^(namespace_prog|hint): | is still to do: ");
def kinds_of_lines: map(if startswith("-") then "-" else split(":")[0] end);
def block($whose): "-", "\($whose) Process PID", "\($whose) Hostname";
def blocks_1a: [block("Parent"), block("Child1")];
def blocks_1b: blocks_1a + [block("Parent"), block("Child2"), block("Parent"), "-"];
def extra($evidence; $blocks): ($evidence | out("run") | split("\n")) as $lines
  | [$lines[] | select(known_line)] as $known
  | if ($known | kinds_of_lines)[:$blocks | length] != $blocks then []
    else ($known[($blocks | length) - 1]) as $last
      | $lines[:(if $blocks[-1] == "-" then ($lines | length) else ($lines | index($last)) end)]
      | map(select((known_line or own_line or . == "") | not)) end;
def extra_words: {count: counted(length; "line"; "lines"), seen: join("\n"), line: .[0]};

def crash($evidence; $who; $stage): [crashes($evidence; "run")[]
    | select(stage_at($who; .pid; .at; .place) == $stage)] | first;
def crash_words($who): {who: role($who; .pid), signal: (.signal | signal_text),
  place: (.place | place_text),
  seen: "\(role($who; .pid)) was ended by \(.signal | signal_text)\(.place | place_text)"};

def hang($evidence): [all_hung($evidence; "run")] | .[0] | if . == [] then null else . end;
def hang_words($who): {seconds: .[0].seconds,
  all: ([.[] | "\(role($who; .pid)) \(.doing)\(.place | place_text)"] | join("; "))};

def call_words($who): {who: role($who; .pid), call: call_text, error, fd: .args.fd};
def first_call($who): if . == [] then null else .[0] | call_words($who) end;

def isolating($run; $by): [$run.calls[] | select(.error == null and .pid == $by.pid)
  | select(.call | IN("clone", "clone3", "unshare"))];
# the clone that made child 1: its flags, as the kernel got them
def creation($who; $run): [isolating($run; $who.parent)[] | select(.call != "unshare")] | first;
def asked_for($run; $flag): any($run.calls[]; .error == null
  and (.call | IN("clone", "clone3", "unshare")) and (.args.flags | index($flag)));
def lacks_flag($who; $run; $flag): creation($who; $run)
  | if . != null and (.args.flags | index($flag) | not) and (asked_for($run; $flag) | not)
      and (.args.flags != [] or .args.signal != 1)
    then {call: call_text} else null end;

def joins($run): [$run.calls[] | select(.call == "setns")];
def joined($run; $pid; $flag): any(joins($run)[];
  .pid == $pid and .error == null and (.args.nstype == [] or (.args.nstype | index($flag))));
def late($who): .first.at as $born | $who.others | map(select(.first.at > $born));
# who was born after child 1
def second($who): [$who.others[] | select(.pid != ($who.one // $who.first).pid)] | last;

def names($run): [$run.calls[] | select(.call == "sethostname" and .error == null) | .args.name];

def lessons: . as {$evidence, $run, $who}
  | second($who) as $second | ($evidence | out("run")) as $out | names($run) as $names
  | {
    crashed_1a: told_of(crash($evidence; $who; "1a"); crash_words($who)),
    crashed_1b: told_of(crash($evidence; $who; "1b"); crash_words($who)),
    stack_ended: told_of([crashes($evidence; "run")[]
        | select(.pid == $who.parent.pid and .there == "---p")] | first; crash_words($who)),
    hung: told_of(hang($evidence); hang_words($who)),
    hung_1a: told_of(if $who.others | length < 2 then hang($evidence) else null end;
      hang_words($who)),
    flooded: told_of(first(printed($evidence; "run"), null); .),
    crowded: told_of(first(crowd($evidence; "run"), null); .),
    starved: told_of(first(starved($evidence; "run"), null); .who = role($who; .pid)),

    flags_or: told_of([$run.calls[] | select((.args.flags == [] and .args.signal == 1)
        or .args.flags == ["0x1"] or .args.nstype == ["0x1"])] | first; call_words($who)),
    failed_1a: told_of(failed($who; $run; "1a") | first_call($who); .),
    said_1a: told_of(if $second == null then $evidence | error_line("run") else null end;
        {line: .}),
    said_1b: told_of($evidence | error_line("run"); {line: .}),
    failed_1b: told_of(failed($who; $run; "1b") | first_call($who); .),
    bad_descriptor: told_of([failed($who; $run; "1b")[]
        | select(.call == "setns" and .error == "EBADF")] | first_call($who); .),
    pid_unknown: told_of([failed($who; $run; "1b")[]
        | select(.call == "pidfd_open" and .error == "ESRCH" and .pid != $who.parent.pid)]
      | first_call($who); .),

    only_printed: told($who.others == [] and ($out | test("Child1 Process PID")); {}),
    one_executes: told_of([$who.strangers[] | select(.parent == $run.root
        and .first.nspid[-1] == 1 and .first.ns.pid != $who.parent.last.ns.pid)] | first;
      {comm: .last.comm}),
    without_newpid: told_of(lacks_flag($who; $run; "CLONE_NEWPID"); .),
    without_newuts: told_of(lacks_flag($who; $run; "CLONE_NEWUTS"); .),
    without_any: told($who.others != [] and ([$run.calls[] | .args.flags // [] | .[]] == []); {}),
    unshared_in_child: told_of([$run.calls[] | select(.call == "unshare" and .error == null
        and .pid != $who.parent.pid and (.args.flags | index("CLONE_NEWPID")))]
      | first_call($who); .),
    renamed_late: told_of(if $who.renamings == [] then null else $who.renamings[-1] end;
      {who: role($who; .pid)}),
    parent_unshared: told($who.moves | any(.call == "unshare"); {}),

    name_cut: told_of([$names[] | select(. != "Child1Hostname" and . != "")
        | select(. as $name | "Child1Hostname" | startswith($name))] | first;
      {name: ., length: length}),
    named_otherwise: told_of([$names[] | select(. != "Child1Hostname")] | first; {name: .}),
    not_named: told($who.one != null and $names == []; {}),

    pid_1_lost: told($who.others != [] and ($out | contains("child 1 was not created")); {}),
    child_2_went_on: told($second != null and ($out | split("\n")
        | any(. == "Parent Process PID: \($second.last.nspid[-1])"));
            {pid: $second.last.nspid[-1]}),
    pid_2_lost: told($second != null and ($out | contains("child 2 was not created"))
      and ($out | split("\n")
        | any(. == "Parent Process PID: \($second.last.nspid[-1])") | not); {}),

    extra_1a: told_of(extra($evidence; blocks_1a) | if . == [] then null else . end; extra_words),
    extra_1b: told_of(extra($evidence; blocks_1b) | if . == [] then null else . end; extra_words),

    parent_as_second: told_of(if $second == null then joins($run)
        | map(select(.pid == $who.parent.pid and .args.nstype == ["CLONE_NEWUTS"]))
            | first_call($who)
      else null end; .),
    ended_by: told_of([$run.end | select(.signal and (.timeout | not))] | first;
      {signal: (.signal | signal_text)}),
    early: told_of(if $out | contains("child 1 ended before it was ready")
        then ($who.one // $who.first).exit else null end; {status: (.status // .signal)}),
    stranger: told_of(if $second == null then $who.strangers[-1] else null end; {comm: .last.comm}),
    own_joined: told_of([joins($run)[] | select(.error == null and .pid == $who.parent.pid
        and (.args.nstype | index("CLONE_NEWPID")))
      | select(.args.pid == $who.parent.first.nspid[0] or .args.inode == $who.parent.first.ns.pid)]
      | first_call($who); .),
    no_second: told($who.one != null and $second == null; {}),
    pid_2_taken: told_of([$who.in_pid[] | select(.last.nspid[-1] == 2)] | first
      | if . != null and ($who.in_pid | length) > 1 then . else null end; {}),
    new_pid_again: told($who.one != null and $second != null
      and ([$who.one.last.ns.pid, $who.parent.last.ns.pid] | index($second.last.ns.pid) | not);
      {pid: $second.last.nspid[-1]}),
    new_uts_again: told($who.one != null and $second != null
      and ([$who.one.last.ns.uts, $who.parent.first.ns.uts] | index($second.last.ns.uts) | not);
          {}),
    joined_itself: told($second != null and joined($run; $second.pid; "CLONE_NEWPID");
      {pid: $second.last.nspid[-1]}),
    joined_late: told($second != null and $who.one != null
      and $second.last.ns.pid == $who.parent.last.ns.pid
      and any(joins($run)[]; .pid == $who.parent.pid and .error == null
        and (.args.nstype | index("CLONE_NEWPID")) and .seq >= $second.first.seq); {}),
    never_joined_pid: told($second != null and $who.one != null
      and $second.last.ns.pid == $who.parent.last.ns.pid
      and (joined($run; $who.parent.pid; "CLONE_NEWPID") | not); {pid: $second.last.nspid[-1]}),
    never_joined_uts: told($second != null and $who.one != null
      and (joined($run; $second.pid; "CLONE_NEWUTS") | not); {})
  };
