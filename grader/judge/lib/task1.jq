# task1.jq - which process is which in task 1. Every definition takes the output
# of processes.jq.

def parent: .root as $root | .processes | map(select(.pid == $root)) | first;
def others: .root as $root | .processes | map(select(.pid != $root));

# child 1: process 1 of a PID namespace that the parent is not in
def child1: parent as $parent | others
  | map(select(.last.nspid[-1] == 1 and .last.ns.pid != $parent.last.ns.pid)) | first;

# who would be child 1 if its PID namespace were new
def first_child: child1 // (others | first);

# the parent as it was when a process was born
def parent_at($born): [parent.states[] | select(.at <= $born)] | last;

# who entered child 1's PID namespace later, and whether they are in its UTS namespace
def joined_pid: child1 as $one | others
  | map(select($one != null and .pid != $one.pid and .last.ns.pid == $one.last.ns.pid));
def joined_uts: child1 as $one | .processes
  | map(select($one != null and .pid != $one.pid
      and any(.states[]; .ns.uts == $one.last.ns.uts)));
def child2: child1 as $one
  | (joined_pid | map(select(.last.nspid[-1] == 2 and .last.ns.uts == $one.last.ns.uts)) | first)
    // (joined_pid | map(select(.last.nspid[-1] == 2)) | first)
    // (joined_pid | first);

# the calls that set a host name in the UTS namespace the parent began in
def renames_parent: parent as $parent
  | [.calls[] | select(.call == "sethostname" and .result == 0 and .ns.uts == $parent.first.ns.uts)];

# what the checks ask for, by name
def facts:
  parent as $parent | child1 as $one | child2 as $two | first_child as $first
  | joined_pid as $in_pid | joined_uts as $in_uts
  | {
      another_process: (others != []),
      child1_is_pid_1: ($one != null),
      child1_own_uts: ($first != null
        and $first.last.ns.uts != (parent_at($first.first.at) // $parent.first).ns.uts),
      someone_has_own_uts: (others | any(.last.ns.uts != $parent.first.ns.uts)),
      child1_named: ($first != null and ($first.states | any(.hostname == "Child1Hostname"))),
      parent_not_renamed: (renames_parent == []),
      someone_joined: ($in_pid + $in_uts != []),
      child2_tried: ($in_pid + ($in_uts | map(select(.pid != $parent.pid))) != []),
      child2_there: ($two != null),
      child2_is_pid_2: ($two != null and $two.last.nspid[-1] == 2),
      child2_same_uts: ($one != null
        and ([$two // empty] + (others | map(select(.pid != $one.pid)))
          | any(.last.ns.uts == $one.last.ns.uts))),
      parent_unmoved: ($parent.states
        | (map(.ns.uts) | unique | length) == 1 and (map(.hostname) | unique | length) == 1),
      ended: (.end != null and (.end.timeout | not)),
      nobody_left: (.end != null and .end.left == [])
    };
