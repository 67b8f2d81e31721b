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
