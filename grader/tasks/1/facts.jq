# facts.jq - what became of task 1's processes. Which is which is told by namespaces and
# descent, never by what a program prints.
include "evidence";
include "columns";
include "lessons";

# --- who is who, of the processes of step run
def parent: .root as $root | .processes | map(select(.pid == $root)) | first;

# a process, who made it, who made that one, and so on
def line_of($run): limit(100; recurse(.parent as $pid | $run.by_pid["\($pid)"] // empty));
# the executions of another program: the parent's first one is the program itself
def foreign($run): [.states[] | select(.event == "exec")]
  | if .[0].pid == $run.root then .[1:] else . end;
# The work is the program's own where nobody became another program on the way from the
# parent to this process; a thread is no child.
def own_work($run): .first.thread == null
  and ([line_of($run)] | last.pid == $run.root and all(.[]; foreign($run) == []));
def others: . as $run | .processes | map(select(.pid != $run.root and own_work($run)));
# the other ones, which did not count
def strangers: . as $run | .processes | map(select(foreign($run) != []));

# child 1: process 1 of a PID namespace that the parent is not in
def child1: parent as $parent | others
  | map(select(.last.nspid[-1] == 1 and .last.ns.pid != $parent.last.ns.pid)) | first;

# who would be child 1 if its PID namespace were new
def first_child: child1 // (others | first);

# the parent as it was when a process was born
def parent_at($born): [parent.states[] | select(.seq < $born)] | last;

# Who entered child 1's namespaces later. Whom child 1 made is born in both, without a join.
def joiners: . as $run | child1 as $one | others
  | map(select($one != null and all(line_of($run); .pid != $one.pid)));
def joined_pid: child1 as $one | joiners | map(select(.last.ns.pid == $one.last.ns.pid));
# A UTS namespace is joined by a call; who has it from a common parent joined nothing.
def joined_uts: . as $run | child1 as $one
  | [.processes[] | .states as $states | range(1; $states | length) | $states[. - 1:. + 1]
      | select($one != null and .[0].ns.uts != $one.last.ns.uts and .[1].call == "setns"
          and .[1].ns.uts == $one.last.ns.uts) | .[1].pid] as $callers
  | joiners | map(select(.last.ns.uts == $one.last.ns.uts
      and any(line_of($run); .pid | IN($callers[]))));
def born_in_child1: . as $run | child1 as $one | others
  | map(select($one != null and .pid != $one.pid and .last.ns.pid == $one.last.ns.pid
      and any(line_of($run); .pid == $one.pid)));
def child2: child1 as $one | [joined_uts[].pid] as $in_uts
  | (joined_pid | map(select(.last.nspid[-1] == 2 and (.pid | IN($in_uts[])))) | first)
    // (joined_pid | map(select(.last.nspid[-1] == 2)) | first)
    // (joined_pid | first);

# Whether child 1's UTS namespace got its name from one of the processes that count.
def named_by_itself($uts): [others[].pid] as $counted
  | any(.calls[]; .call == "sethostname" and .result == 0 and .ns.uts == $uts
        and .args.name == "Child1Hostname" and (.pid | IN($counted[])))
    or all(strangers[].states[]; .ns.uts != $uts);

# the calls that set a host name in the UTS namespace the parent began in
def renames_parent: parent as $parent | [.calls[]
  | select(.call == "sethostname" and .result == 0 and .ns.uts == $parent.first.ns.uts)];

def before_child2($others): .seq as $seq | [$others[] | select(.first.seq <= $seq)] | length < 2;

# the calls by which the parent itself went into another UTS namespace
def moves_of_parent: parent as $parent | [.calls[] | select(.pid == $parent.pid and .result == 0)
  | select(.call == "setns" or .call == "unshare")
  | select(.ns.uts != $parent.first.ns.uts)];

# --- what is shown
def pids: .nspid[1:] | map(tostring) | join(" > ");

# a host name in words of our own
def name_of($parent): if .hostname == "Child1Hostname" then .hostname
  elif .hostname == $parent.hostname then "the parent's" else "another one" end;

# the processes with what the kernel says of them. PIDs are those inside, outermost
# first; the recorder's own is left out.
def process_table: .root as $root | parent.first as $parent | $parent.ns as $ns
  | def compared($kind): if .last.ns[$kind] == $ns[$kind] then "the same"
      else "\($kind):[\(.last.ns[$kind])]" end;
    [["process", "PIDs", "PID namespace", "UTS namespace", "host name"],
      (.processes[:12][] | [
        (if .pid == $root then "parent" else "child" end),
        (.last | pids), compared("pid"), compared("uts"), (.last | name_of($parent))])]
  | columns;

# What the parent says of itself, at first, is what the kernel says of it.
def said_of_itself($evidence; $parent): ($parent.first | [.nspid[-1], .hostname]) as [$pid, $name]
  | ($evidence | out("run")) as $out
  | (first($out | scan("Parent Process PID: ([0-9]+)")[0] | tonumber) // $pid) as $said_pid
  | (first($out | scan("Parent Hostname: ([^\\s\\p{Z}\\p{Cc}]+)")[0]) // $name) as $said_name
  | fact($said_pid == $pid and $said_name == $name;
      "the parent says that it is \($said_pid) on \($said_name); it is \($pid) on \($name)");

def renamings: [renames_parent[]
  | "sethostname(\"\(.args.name)\") in the parent's UTS namespace uts:[\(.ns.uts)]"] | join("\n");
def parent_history: parent.first as $parent
  | [parent.states[] | [.event, "uts:[\(.ns.uts)]", name_of($parent)]]
  | without_repeats | .[:20] | columns;
def left: [.end.left[] | "PID \(pids)"] | join(", ");

def facts:
  . as $evidence
  | (processes("run") | .by_pid = INDEX(.processes[]; .pid)) as $run
  | ($run | parent) as $parent
  | ($run | if $parent then child1 else null end) as $one
  | ($run | if $one then child2 else null end) as $two
  | ($run | if $parent then first_child else null end) as $first
  | ($run | if $one then joined_pid else [] end) as $in_pid
  | ($run | if $one then joined_uts else [] end) as $in_uts
  | ($run | if $parent then others else [] end) as $others
  | def ran(f): if ($evidence | step("compile").status) != 0
        then blocked("namespace_prog.c does not compile")
      elif $parent == null
        then blocked("the program was not started: \($evidence | how_it_ended)") else f end;
    def with_child1(f): ran(if $one then f else wait_for("stage 1a: child 1 in a new PID "
      + "namespace; only then is there something that setns(2) can join in 1b") end);
    # a program that ended in 1a did nothing in 1b
    def begun_1b(f): with_child1(if ($others | length) > 1
        or any($run.calls[]; .call | IN("setns", "pidfd_open"))
        or ([$evidence | out("run") | scan("Parent Process PID")] | length) > 1 then f
      else wait_for("stage 1a: the program came no further") end);
    def with_child2(f): begun_1b(if $in_pid + $in_uts != [] then f
      else wait_for("a process that joins child 1's namespaces") end);
  ($evidence | compiled("compile"))
  + ({evidence: $evidence, run: $run, who: {parent: $parent, one: $one, two: $two, first: $first,
      others: $others, in_pid: $in_pid,
      strangers: ($run | if $parent then strangers else [] end),
      renamings: ($run | if $parent then [renames_parent[] | select(before_child2($others) | not)]
         else [] end),
       moves: ($run | if $parent then moves_of_parent else [] end)}} | lessons) + {
    child1_is_pid_1: ran(never($evidence; "run"; measured($one != null; $run | process_table)
      | plus($evidence | shown("run"; 4)))),
    # what looks like child 1 is there, by another program
    others_work: ran(fact($one == null and ($run | strangers | any(.last.nspid[-1] == 1)); "")),
    child1_own_uts: ran(if $others == [] then wait_for("child 1")
      else measured($first.last.ns.uts
          != (($run | parent_at($first.first.seq)) // $parent.first).ns.uts;
        $run | process_table) end),
    child1_named: ran(if $others | any(.last.ns.uts != $parent.first.ns.uts) | not
      then wait_for("a UTS namespace that child 1 may rename")
      else measured(($first.states | any(.hostname == "Child1Hostname"))
          and ($run | named_by_itself($first.last.ns.uts)); $run | process_table) end),
    # what child 2 does costs nothing in 1a
    parent_not_renamed: ran(never($evidence; "run";
      fact($run | [renames_parent[] | select(before_child2($others))] == []; $run | renamings))),
    output_1a: with_child1(all_of($evidence | output("output_1a"),
      said_of_itself($evidence; $parent))),

    child2_is_pid_2: begun_1b(never($evidence; "run";
      measured($two != null and $two.last.nspid[-1] == 2; $run | process_table))),
    child2_of_child1: with_child1(fact($two == null and ($run | born_in_child1 != []); "")),
    child2_same_uts: with_child1(
      if $in_pid + $in_uts == []
      then wait_for("a second child that joins child 1's namespaces")
      else measured($in_uts != []; $run | process_table) end),
    parent_unmoved: with_child2(never($evidence; "run"; measured($parent.states
        | (map(.ns.uts) | unique | length) == 1 and (map(.hostname) | unique | length) == 1;
      $run | parent_history))),
    parent_joined_uts: with_child2(fact($run | any(moves_of_parent[]; .call == "setns"); "")),
    # also of a program that came no further than child 1: that is why
    ended: with_child1(measured($run.end != null and ($run.end.timeout | not);
      "it was stopped after \($evidence | step("run").limit) s")
      | plus("it had printed:\n" + ($evidence | shown("run"; 12)))),
    nobody_left: with_child2(measured($run.end != null and $run.end.left == [];
      "still running: \($run | left)")),
    output_1b: with_child2(if $two then all_of($evidence | output("output_1b"),
        said_of_itself($evidence; $parent)) else wait_for("child 2") end)
  };

def notes: endings;
