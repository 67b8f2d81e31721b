#!/usr/bin/env bats
# vm.bats - vm/run keeps its promises: status, limits, and nothing left behind.
# SPDX-License-Identifier: MIT

# shellcheck disable=SC2016 # for the shell in the machine
load ../helper

setup() {
  RUN=$KIT_ROOT/vm/run
  # what a machine's processes are found by, whatever their names
  MARK=kit-test-$BATS_TEST_NUMBER-$$
}

teardown() {
  [[ -z ${run_pid-} ]] || kill -KILL "$run_pid" 2>/dev/null || true
}

# wait_until SECONDS COMMAND... - waits for the condition, not for the time.
wait_until() {
  local limit=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < limit)) || return 1
    read -r -t 0.05 <> <(:) || true
  done
}

@test "the command's exit status is passed" {
  run "$RUN" -- sh -c 'exit 7'
  assert_equal "$status" 7
}

@test "the input is unpacked, the output comes back byte for byte" {
  mkdir "$BATS_TEST_TMPDIR/in"
  head -c 300000 /dev/urandom >"$BATS_TEST_TMPDIR/in/data"
  tar -C "$BATS_TEST_TMPDIR/in" -cf "$BATS_TEST_TMPDIR/in.tar" .
  run "$RUN" --input "$BATS_TEST_TMPDIR/in.tar" --output "$BATS_TEST_TMPDIR/out" \
    -- sh -c 'cat data >"$KIT_OUTPUT"'
  assert_success
  cmp "$BATS_TEST_TMPDIR/in/data" "$BATS_TEST_TMPDIR/out"
}

@test "the swap disk is the only one that can be written, and leaves no file" {
  TMPDIR=$BATS_TEST_TMPDIR run "$RUN" --swap 32 --log "$BATS_TEST_TMPDIR/log" -- sh -c '
    disk=$(sed -n "s/.*kit.swap=\([^ ]*\).*/\1/p" /proc/cmdline)
    mkswap "$disk" && swapon "$disk" && cat /proc/swaps && grep -l 0 /sys/block/*/ro'
  assert_success
  assert_equal "$(grep -c 'partition.*32764' "$BATS_TEST_TMPDIR/log")" 1
  assert_equal "$(grep -c '/sys/block/.*/ro' "$BATS_TEST_TMPDIR/log")" 1
  assert_equal "$(ls "$BATS_TEST_TMPDIR")" log
}

@test "output beyond its limit is dropped, and the command ends all the same" {
  run "$RUN" --output "$BATS_TEST_TMPDIR/out" --output-limit 1000 \
    -- sh -c 'head -c 500000 /dev/zero >"$KIT_OUTPUT"'
  assert_success
  assert_equal "$(stat -c %s "$BATS_TEST_TMPDIR/out")" 1000
}

@test "nothing of many small pieces of output is lost" {
  run "$RUN" --output "$BATS_TEST_TMPDIR/out" --log "$BATS_TEST_TMPDIR/log" -- \
    sh -c 'i=0; while [ $i -lt 3000 ]; do i=$((i + 1)); echo $i >"$KIT_OUTPUT"; echo line $i; done'
  assert_success
  cmp <(seq 3000) "$BATS_TEST_TMPDIR/out"
  assert_equal "$(grep -c '^line ' "$BATS_TEST_TMPDIR/log")" 3000
}

@test "a command that takes too long is stopped with status 124" {
  run "$RUN" --timeout 2 -- sh -c 'while :; do :; done'
  assert_equal "$status" 124
  assert_output --partial 'after 2 s'
}

@test "a machine that has used what it may have of the host's processor is stopped with status 124" {
  run "$RUN" --processor-time 2 --spent "$BATS_TEST_TMPDIR/spent" -- sh -c 'while :; do /bin/true; done'
  assert_equal "$status" 124
  assert_output "run: the machine was stopped after $(<"$BATS_TEST_TMPDIR/spent") s of the host's processor"
}

@test "a machine that goes down is status 125" {
  run "$RUN" -- busybox poweroff -f
  assert_equal "$status" 125
}

@test "a machine that does not boot is status 125 and says so" {
  run "$RUN" --boot-timeout 20 --memory 8 -- true
  assert_equal "$status" 125
  assert_output --partial 'boot'
}

# with_shm OPTIONS COMMAND... - COMMAND where /dev/shm is a tmpfs with these options.
with_shm() {
  run unshare --map-root-user --mount sh -c 'mount -t tmpfs -o "$0" none /dev/shm && exec "$@"' "$@"
}

@test "a machine whose memory may not be executed says where it is mounted so" {
  with_shm noexec "$RUN" --backend uml --no-jail -- true
  assert_equal "$status" 125
  assert_output "run: the machine (uml) ended at boot: '/dev/shm' is mounted noexec, and its memory is a file there: TMPDIR=DIR names another place"
}

@test "a machine whose memory does not fit says where it is full" {
  with_shm size=20m "$RUN" --backend uml --no-jail -- true
  assert_equal "$status" 125
  assert_output --partial "its 768 MiB of memory are a file in '/dev/shm', which is full: TMPDIR=DIR names another place"
  with_shm ro "$RUN" --backend uml --no-jail -- true
  assert_equal "$status" 125
  assert_output --partial "'/dev/shm' cannot be written"
}

@test "a machine that gets no memory, or too little, says so" {
  run bash -c 'ulimit -v 400000; exec "$0" --backend uml -- true' "$RUN"
  assert_equal "$status" 125
  assert_output 'run: the machine (uml) ended at boot: it did not get 768 MiB of memory: see ulimit -v'
  run "$RUN" --backend uml --memory 8 -- true
  assert_output 'run: the machine (uml) ended at boot: 8 MiB of memory are too few for its kernel'
}

@test "a machine that something kills says that memory may have run out" {
  "$RUN" --output "$BATS_TEST_TMPDIR/out" -- \
    sh -c "echo $MARK >\"\$KIT_OUTPUT\"; while :; do :; done" 2>"$BATS_TEST_TMPDIR/said" 3>&- &
  run_pid=$!
  wait_until 60 grep -qs "$MARK" "$BATS_TEST_TMPDIR/out"
  pkill -KILL -P "$run_pid" '^(bwrap|linux|qemu)'
  local result=0
  wait "$run_pid" || result=$?
  assert_equal "$result" 125
  grep 'ended before its command did: something killed it, .* memory' "$BATS_TEST_TMPDIR/said"
}

@test "nothing that a machine prints is repeated" {
  run "$RUN" -- sh -c 'printf "bwrap: evil \033[2J\nqemu-system-x86_64: evil\n" >/dev/console; busybox poweroff -f'
  assert_equal "$status" 125
  refute_output --partial evil
}

@test "the memory of the machine is what was asked for" {
  run "$RUN" --memory 300 --log "$BATS_TEST_TMPDIR/log" -- \
    sh -c 'exit $(awk "/MemTotal/ { print int(\$2 / 10240) }" /proc/meminfo)'
  assert [ "$status" -ge 20 -a "$status" -le 30 ]
}

# start_endless - starts a machine that never ends by itself; once its command runs,
# sets run_pid, and children to the processes of vm/run.
start_endless() {
  "$RUN" --output "$BATS_TEST_TMPDIR/out" -- \
    sh -c "echo $MARK >\"\$KIT_OUTPUT\"; while :; do :; done" 3>&- &
  run_pid=$!
  wait_until 60 grep -qs "$MARK" "$BATS_TEST_TMPDIR/out"
  children=$(pgrep -P "$run_pid" -d ' ')
  [[ -n $children ]]
}

# all_gone PID... - waits until none of them is there.
all_gone() {
  local pid
  for pid; do
    wait_until 20 bash -c "! kill -0 $pid 2>/dev/null"
  done
}

@test "kill -9 of vm/run leaves no process of the machine" {
  start_endless
  kill -KILL "$run_pid"
  # shellcheck disable=SC2086 # a list of PIDs
  all_gone $children
}

@test "TERM ends vm/run and its machine at once" {
  start_endless
  kill -TERM "$run_pid"
  # shellcheck disable=SC2086 # a list of PIDs
  all_gone "$run_pid" $children
}

@test "the jail shows the machine's process nothing of the host" {
  canary=$HOME/.kit-canary-$$
  printf 'KIT-CANARY\n' >"$canary"
  run "$RUN" --log "$BATS_TEST_TMPDIR/log" -- sh -c \
    "mkdir -p /tmp/h; for t in hostfs 9p virtiofs; do mount -t \$t none /tmp/h && ls /tmp/h/$HOME; done; ls -A /sys/class/net | grep -v '^lo\$'; exit 0"
  rm -f -- "$canary"
  assert_success
  run cat "$BATS_TEST_TMPDIR/log"
  refute_output --partial kit-canary
  refute_output --regexp '(^|[[:space:]])eth0'
}

@test "wrong usage is status 2 and names the option" {
  run "$RUN" --memory lots -- true
  assert_equal "$status" 2
  assert_output --partial "'--memory lots'"
  run "$RUN" --frobnicate -- true
  assert_equal "$status" 2
}

@test "a missing input is named" {
  run "$RUN" --input /nonexistent.tar -- true
  assert_equal "$status" 2
  assert_output --partial "'/nonexistent.tar'"
}
