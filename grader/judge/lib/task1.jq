# task1.jq - which process is which in task 1. Every definition takes the output
# of processes.jq.

def parent: .root as $root | .processes | map(select(.pid == $root)) | first;
def others: .root as $root | .processes | map(select(.pid != $root));

# child 1: process 1 of a PID namespace that the parent is not in
def child1: parent as $parent | others
  | map(select(.last.nspid[-1] == 1 and .last.ns.pid != $parent.last.ns.pid)) | first;

# for a message only: who would be child 1 if its PID namespace were new
def first_child: child1 // (others | first);

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
