# facts.jq - what the libraries of facts share. Files of the evidence are arguments, as
# text, empty where there is none; what is cut off in the middle of a line is left out.

def object($text): $text | fromjson? // null;
def lines($text): [$text | split("\n")[] | fromjson? | objects];
def by($key): map(select(has($key)) | {key: .[$key], value: .}) | from_entries;

def fact($ok; seen): {ok: $ok, seen: (if $ok == true then "" else (seen | tostring) end)};
def wait_for(what): {ok: null, seen: "for \(what)"};
# the first of several facts that does not hold, or the last one
def all_of(facts): [facts] | (map(select(.ok != true)) | first) // last;
# of a pair of lists, before and after: nothing is new
def gone($pair; $what): $pair as [$before, $after]
  | if $before == null or $after == null then wait_for("the machine to be looked at")
    else ($after - $before) as $left | fact($left == []; "\($what) left behind: \($left[:6] | map(tostring) | join(", "))") end;

def kinds: {pid: "PID", uts: "UTS", net: "network", mnt: "mount", ipc: "IPC"};
def same_root($a; $b): [$a.root.dev, $a.root.ino] == [$b.root.dev, $b.root.ino];
