# scene.jq - what is to be seen of a step that witness followed: which processes, in
# which PID namespaces, and what each has of its own.
#
#   {groups: [GROUP], moved: whether any process ended elsewhere than the first began,
#    left_out: how many processes there were besides}
#   GROUP  a PID namespace: {ns, kind, rows: [ROW], groups: [GROUP that began in it]};
#          kind is first, new (its PID 1 is in it) or other
#   ROW    a process: {pid, parent, name, pid_there, pids_outside, labels: [{text, kind}]}
#
# A label says what a process has otherwise than the first one. Namespaces of a kind are
# told apart by letters: A is where the first process began.
# SPDX-License-Identifier: MIT
include "result";

def most_rows: 14;
# as deep as a container in a container has them; the kernel allows 32
def most_depth: 7;
def kinds: ["uts", "mnt", "net", "ipc", "cgroup", "user"];

# --- which processes: those that differ from the first one, and who led to them ---

def root_of: .root // {} | [.dev, .ino];

# whether a process ended elsewhere than the first one, whose state is FIRST, began
def moved($first): .last as $last
  | any(kinds[], "pid"; $last.ns[.] != $first.ns[.])
    or ($last.root != null and $first.root != null and ($last | root_of) != ($first | root_of))
    or $last.cgroup.path != $first.cgroup.path;

# the processes from which the one on input descends, itself the first
def line_of_descent($parent): limit(30; recurse($parent[tostring] // empty));

def by_pid(value): map({key: (.pid | tostring), value: value}) | from_entries;

# {first: state of the first process, rows, moved: whether any differs, left_out}
def chosen:
  .root as $root | .processes as $all
  | ([$all[] | select(.pid == $root) | .first] | first) as $first
  | if $first == null then {first: null} else
      ($all | by_pid(.parent)) as $parent
      | [$all[] | select(.pid != $root and moved($first)) | .pid] as $movers
      | ([$root, ($movers[] | line_of_descent($parent))]
          | map({key: tostring, value: true}) | from_entries) as $wanted
      | [$all[] | select($wanted[.pid | tostring])][:most_rows] as $rows
      | {first: $first, rows: $rows, moved: ($movers != []),
         left_out: (($all | length) - ($rows | length))}
    end;

# --- letters: which namespace of a kind each process was in when it ended ---

# The namespace of one row: {inode, since, until}, the times at which the row was in it.
def space($kind): .last.ns[$kind] as $inode
  | {inode: $inode, since: ([.states[] | select(.ns[$kind] == $inode) | .at] | min),
     until: .last.at};

# Where in KNOWN this namespace is. The kernel gives an inode again when nothing is left
# in a namespace, so the same number after the last process that had it is another one;
# except where a mount may have kept it.
def place_among($known; $kind): . as $space
  | [$known | to_entries[] | select(.value.inode == $space.inode)
      | select(($kind | IN("net", "mnt")) or .value.until >= $space.since) | .key]
  | last // ($known | length);

# For each row the number of its namespace, in the order in which they were met.
def numbers($kind): [foreach (.[] | space($kind)) as $space ({known: []};
    .known as $known | .number = ($space | place_among($known; $kind))
    | .known[.number] |= {inode: $space.inode, until: ([.until // 0, $space.until] | max)};
    .number)];

def letter: if . < 26 then [65 + .] | implode else "+" end;

# the rows with letters: {uts: "A", …}
def lettered: reduce kinds[] as $kind (.; numbers($kind) as $numbers
    | [to_entries[] | .key as $i | .value | .letters[$kind] = ($numbers[$i] | letter)]);

# --- labels ---

# its kind decides its colour: that of the letter, none for A
def make_label($text; $letter): {text: ($text | gsub("[\\s\\p{Z}]"; " ") | brief(40)),
  kind: ({A: "", B: "b", C: "c", D: "d"}[$letter] // "e")};

# the first part of cpu.max that limits, of the group itself or one above it
def cpu_limit: first(.cgroup.limits[]?["cpu.max"] // empty | select(startswith("max") | not));

# a host name says more than a letter, so it always stands there
def namespace_labels: .last.hostname as $hostname | .letters as $letters
  | kinds[] as $kind | $letters[$kind] as $letter
  | if $kind == "uts" then make_label("uts \($letter) \($hostname // "?")"; $letter)
    elif $letter != "A" then make_label("\($kind) \($letter)"; $letter) else empty end;
def root_label($first): .last
  | select(.root and root_of != ($first | root_of)) | make_label("root \(.root.path // "?")"; "E");
def cgroup_labels($first): .last
  | select(.cgroup.path and .cgroup.path != $first.cgroup.path)
  | make_label("cgroup \(.cgroup.path)"; "C"), (cpu_limit | make_label("cpu.max \(.)"; "C"));

# --- rows ---

# The PIDs of a process, from the outermost namespace to its own; the outermost one is
# the recorder's, which nobody asks for.
def pids: .last.nspid // [] | if length > 1 then .[1:] else . end;

def as_row($first): {
    pid, parent, ns: .last.ns.pid, name: (.last.comm // "?" | brief(24)),
    pid_there: (pids | last // "?"), pids_outside: pids[:-1],
    labels: [namespace_labels, root_label($first), cgroup_labels($first)]
  };

# --- PID namespaces within each other ---

# The PID namespaces in the order in which they were met: [{ns, above}]; above is where
# the first process in it comes from.
def spaces($first): . as $rows
  | by_pid(.ns) as $ns_of
  | [foreach .[] as $row ([]; . + [$row.ns];
      if .[:-1] | index($row.ns) then empty
      else {ns: $row.ns, above: ($ns_of[$row.parent | tostring] // $first.ns.pid)} end)];

# The group of the first of SPACES; those that began in it come after it.
def group($rows; $first; $spaces; $depth): $spaces[0].ns as $ns
  | [$rows[] | select(.ns == $ns)] as $own | {
    ns: $ns, rows: $own,
    kind: (if $ns == $first.ns.pid then "first" elif any($own[]; .pid_there == 1) then "new"
      else "other" end),
    groups: [range(1; $spaces | length) as $i | select($spaces[$i].above == $ns)
      | select($depth < most_depth) | group($rows; $first; $spaces[$i:]; $depth + 1)]
  };

# The first group is where the first process began; another one is on its own when
# nobody knows where it comes from.
def groups($first): . as $rows | spaces($first) as $spaces
  | [range($spaces | length) as $i | $spaces[:$i] as $former
      | select(any($former[]; .ns == $spaces[$i].above) | not)
      | group($rows; $first; $spaces[$i:]; 1)];

# from what processes_of made; null when the step was not followed
def scene: chosen | .first as $first
  | if $first == null then null
    else {moved, left_out, groups: (.rows | lettered | map(as_row($first)) | groups($first))} end;

# --- what shows it asks ---

# a group and all within it, the outer ones first
def nested: recurse(.groups[]);

def pids_in_words: "PID \(.pid_there)" + if .pids_outside == [] then ""
  else " (outside \(.pids_outside | map(tostring) | join(", ")))" end;
