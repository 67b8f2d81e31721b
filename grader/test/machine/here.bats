#!/usr/bin/env bats
# here.bats - recording without a machine, as inside the course VM. A machine plays
# that VM: one boot does all that is looked at below.
# SPDX-License-Identifier: MIT

load ../helper

# The programs of the host that are wanted inside, without libraries. The machine that grades
# has no gojq: it judges nothing.
link_tools() {
  local objects=$KIT_ROOT/build/bin/obj/src
  mkdir -p kit/build/bin
  cp -- "$(command -v gojq)" kit/build/bin
  gcc -static -o kit/build/bin/evidence-receive "$objects"/evidence/{evidence-receive,evidence_dir,steps_tail,frame_decoder,frame}.o \
    "$objects/fail.o" -ljansson -lnettle
}

# kills all that it may, as a mistake would
kill_all_prog() {
  printf '#include <signal.h>\nint main(void) { return kill(-1, SIGKILL); }\n'
}

inside() {
  cat <<'INSIDE'
cd kit
PATH=$PWD/build/bin:$PATH
export XDG_CACHE_HOME=/tmp/cache out=/tmp/out
mkdir -p $out
state() {
  hostname; ip -o link; ls /sys/fs/cgroup; ls /run /tmp; cat /proc/self/mounts
  # by a file: in a pipe ps may see this shell again, as what is about to become grep
  ps -e -o args >$out/ps
  grep -vE '^(ps|\[)' $out/ps
}
# await COMMAND - until it holds, for a while
await() {
  local end=$((SECONDS + 60))
  until "$@" >/dev/null; do
    ((SECONDS < end)) || return
  done
}
sleep 100000 &
sentinel=$!
await pgrep -x sleep
state >/tmp/out/before
for task in 1 2; do
  grader/bin/kit-record --backend here --task $task --out $out/task$task solutions 2>$out/task$task.log
done
rm -rf /tmp/cache
state >$out/after
grader/bin/kit-record --backend here --task 1 --out $out/kill killer 2>$out/kill.log
kill -0 $sentinel && echo alive >$out/kill.alive
rm -rf /tmp/cache

# a run that is killed: what it started ends with it
vm/run --backend here -- sh -c 'sleep 98765 & echo begun >$KIT_OUTPUT; wait' &
run=$!
await pgrep -f '^sleep 98765'
kill -KILL $run
await sh -c '! pgrep -f "^sleep 98765"' && echo gone >$out/gone
vm/run --backend here -- sh -c 'exit 7'; echo "status $?" >$out/status
ls -d /sys/fs/cgroup/container-kit.* >$out/left 2>/dev/null
vm/run --backend here --timeout 2 -- sleep 1000; echo "status $?" >>$out/status

# the marker of the course VM
mount -t tmpfs tmpfs /mnt; mkdir /mnt/u /mnt/w
mount -t overlay -o lowerdir=/etc,upperdir=/mnt/u,workdir=/mnt/w overlay /etc
touch /etc/cs695-vm
vm/probe >$out/probe 2>&1
XDG_CACHE_HOME=/tmp/nobody setpriv --reuid 65534 --regid 65534 --clear-groups vm/probe >$out/probe.user 2>&1
setpriv --reuid 65534 --regid 65534 --clear-groups vm/run --backend here -- true >$out/refused.user 2>&1
umount /sys/fs/cgroup
vm/run --backend here -- true >$out/refused.cgroup 2>&1; echo "status $?" >>$out/refused.cgroup
tar -C $out -cf "$KIT_OUTPUT" .
INSIDE
}

setup_file() {
  cd "$BATS_FILE_TMPDIR" || return
  mkdir -p kit out
  cp -r "$KIT_ROOT"/{Makefile,grader,vm,task1,task2,task3,task4,solutions} kit
  rm -r kit/grader/test
  link_tools
  cp -r "$KIT_ROOT"/build/{guest,tables,given} kit/build
  rm -rf kit/build/guest/obj
  mkdir -p kit/killer/task1
  kill_all_prog >kit/killer/task1/namespace_prog.c
  inside >inside.sh
  tar -cf input.tar kit inside.sh
  "$KIT_ROOT/vm/run" --memory 1280 --timeout 600 --input input.tar --output out.tar --log log -- bash ./inside.sh
  tar -xf out.tar -C out
}

setup() {
  cd "$BATS_FILE_TMPDIR/out" || return
}

# score TASK - of the evidence that was recorded, as the host judges it.
score() {
  local dir=$BATS_TEST_TMPDIR/judged
  cat "task$1.log"
  "$KIT_ROOT/grader/bin/kit-unpack" "$KIT_ROOT/solutions" "$dir" || return
  mkdir -p "$dir/evidence" "$dir/judged"
  cp -r "task$1" "$dir/evidence/task$1"
  # shellcheck disable=SC2046 # ids are words
  # shellcheck disable=SC2016 # gojq's variables
  "$KIT_ROOT/grader/bin/kit-judge" $(gojq -r --arg task "$1" '.[] | select(.task == $task) | .stages[] | "--stage", .id' "$KIT_ROOT/build/tables/rooms.json") "$dir"
  gojq -r '.tests[] | select(.status != "passed") | .name, .output' "$dir/results.json"
  gojq -r '"\(.score)/\(.extra_data.scale)", .extra_data.notes[]' "$dir/results.json"
}

@test "task 1 is recorded here as in a machine, and the report says that it is for practice" {
  run score 1
  assert_line '20/20'
  assert_output --partial 'for practice, not for marks'
}

@test "so is task 2, whose own program was built here for it" {
  run score 2
  assert_line '25/25'
}

@test "nothing of it is left on the machine" {
  run diff before after
  assert_success
}

@test "a program that kills everything kills nothing outside" {
  assert_equal "$(<kill.alive)" alive
  assert_equal "$(gojq .ended kill/line.json)" true
}

@test "what a killed run leaves ends with it, and its cgroup with the next" {
  assert_equal "$(<gone)" gone
  assert_equal "$(<left)" ''
}

@test "the status of the command and the time limit are as with a machine" {
  run cat status
  assert_output $'status 7\nstatus 124'
}

@test "inside the course VM here is what vm/probe finds, for root" {
  run cat probe
  assert_output --regexp '^here +works$'
  run cat probe.user
  assert_output --partial "'sudo make check'"
  refute_output --partial 'tcg'
}

@test "without root or without cgroup v2 it is refused, and that is said" {
  run cat refused.user
  assert_output --partial "only root can record on this machine: 'sudo make check'"
  run cat refused.cgroup
  assert_output --partial "cgroup v2 is not what is mounted at '/sys/fs/cgroup'"
  assert_line 'status 125'
}

@test "a class is not graded here" {
  mkdir -p "$BATS_TEST_TMPDIR/class"
  run "$KIT_ROOT/grader/bin/kit-class" --out "$BATS_TEST_TMPDIR/o" "$BATS_TEST_TMPDIR/class" -- --backend here
  assert_equal "$status" 2
  assert_output --partial "marks do not come from the back end 'here'"
}
