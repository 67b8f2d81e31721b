# task2.jq - which process is which in task 2. Every definition takes the output
# of processes.jq.

def start: .root as $root | .processes | map(select(.pid == $root)) | first | .first;

# all executions of container_prog, in order: {pid, argv, began, ended}, two states
# of the process, at exec and at exit
def executions: [
    .processes[] | . as $process | .states[]
    | select(.event == "exec" and .comm == "container_prog")
    | {pid: $process.pid, argv, began: ., ended: $process.last, exit: $process.exit}
  ] | sort_by(.began.at);

def ran($subtask): executions | map(select(.argv | index($subtask))) | last;

# 2c runs subtask3; where another one was asked for, what ran after 2b is looked at
def third: ran("subtask3")
  // (ran("subtask2") as $second | executions
      | map(select($second == null or .began.at > $second.began.at)) | last);

def root_changed($start): [.ended.root.dev, .ended.root.ino] != [$start.root.dev, $start.root.ino];
def succeeded: .exit.status == 0;

# the quotient in cpu.max, the smallest of the group and all above it; null is no limit
def quotient: [.cgroup.limits[]?["cpu.max"] // empty | split(" ")
    | select(.[0] != "max") | (.[0] | tonumber) / ((.[1] // "100000") | tonumber)] | min;
def half_of_one_cpu: quotient as $q | $q != null and $q <= 0.5 and $q >= 0.4;
def limits_table: .cgroup.limits[]? | "\(.path)\tcpu.max \(.["cpu.max"] // "-")";

# what the checks ask for, by name
def facts:
  start as $start
  | def own($kind): . != null and .ended.ns[$kind] != $start.ns[$kind];
    def pid_1: own("pid") and .ended.nspid[-1] == 1;
    def rooted: . != null and root_changed($start);
    ran("subtask1") as $one | ran("subtask2") as $two | ran("subtask3") as $three | third as $third
  | {
      one: ($one != null), two: ($two != null), third: ($third != null),
      one_succeeded: ($one | rooted and succeeded),
      two_succeeded: ($two | rooted and succeeded),
      three_succeeded: ($three != null and ($three | succeeded)),
      two_is_pid_1: ($two | pid_1 and succeeded),
      two_rooted: ($two | rooted),
      two_own_uts: ($two | own("uts")),
      third_rooted: ($third | rooted),
      third_separate: ($third | pid_1 and own("uts")),
      third_own_ipc: ($third | own("ipc")),
      third_half: ($third != null and ($third.ended | half_of_one_cpu)),
      nobody_left: (.end != null and .end.left == [])
    };
