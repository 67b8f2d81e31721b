#!/usr/bin/env bats
# time.bats - a machine with a time of its own: waiting costs nothing, and whatever never
# ends does so at one of its limits, which is named.
# SPDX-License-Identifier: MIT

# shellcheck disable=SC2016 # for the shell in the machine
load ../helper

setup() {
  bash -c 'source "$0"; has_virtual_time uml' "$KIT_ROOT/vm/lib/backend.sh" \
    || skip 'the kernel of user-mode Linux has no virtual time'
}

# timed SECONDS COMMAND - runs COMMAND in a machine with so much time of its own; the host
# stops it after 60.
timed() {
  run "$KIT_ROOT/vm/run" --backend uml --timeout 60 --virtual-time "$1" \
    --log "$BATS_TEST_TMPDIR/log" -- sh -c "$2"
}

@test "an hour of sleep is over at once, and all clocks say that it has passed" {
  timed 7200 'a=$(date +%s); read -r b _ </proc/uptime; sleep 3600
    c=$(date +%s); read -r d _ </proc/uptime
    [ $((c - a)) -ge 3600 ] && [ $((${d%.*} - ${b%.*})) -ge 3600 ] && [ $((c - a)) -le 3602 ]'
  assert_success
}

@test "what waits for ever ends when the machine's own time is over" {
  timed 100 'kill -STOP $$'
  assert_equal "$status" 124
  assert_output "run: the machine's own time was over after 100 s"
  timed 100 'mkfifo pipe; exec 3<>pipe; head -c 100000 /dev/zero >&3'
  assert_output "run: the machine's own time was over after 100 s"
}

# ends_after_share COMMAND LEFT - the machine's clock is at the end of an hour when COMMAND has
# used up two seconds of the host's processor; LEFT, a regular expression, is what is left
ends_after_share() {
  timed 7200 'printf "step 2 3600" >/proc/virtual-time; read -r a _ </proc/uptime
    timeout 3600 sh -c "'"$1"'"; [ $? = 124 ] && grep -xE "left '"$2"'" /proc/virtual-time && read -r b _ </proc/uptime \
      && [ $((${b%.*} - ${a%.*})) -ge 3600 ] && [ $((${b%.*} - ${a%.*})) -le 3602 ]'
  assert_success
}

@test "what starts processes for ever has used up the kernel's share of its step, and the step is over" {
  ends_after_share 'while :; do /bin/true; done' '0,[1-9][0-9]*'
}

@test "what computes for ever has used up the processes' share, and the step is over" {
  ends_after_share 'while :; do :; done' '[1-9][0-9]*,0'
}

@test "what computes has as long as the machine's clock says" {
  timed 7200 'printf "step 9 3600" >/proc/virtual-time; read -r a _ </proc/uptime
    timeout 2 sh -c "while :; do :; done"
    [ $? = 124 ] && read -r b _ </proc/uptime && [ $((${b%.*} - ${a%.*})) -le 7 ] && grep -q "^left [1-9][0-9]*,[1-7]" /proc/virtual-time'
  assert_success
}

@test "only the machine's first processes may give themselves more of the host's time" {
  timed 100 'printf "step 5 9" >/proc/virtual-time && ! unshare -pf --mount-proc sh -c "printf \"step 9 9\" >/proc/virtual-time"'
  assert_success
}

@test "what is recorded goes by the machine's own time, and says so" {
  "$KIT_ROOT/grader/bin/kit-record" --backend uml --task 1 --out "$BATS_TEST_TMPDIR/evidence" "$KIT_ROOT/solutions"
  run gojq -r .machine "$BATS_TEST_TMPDIR/evidence/meta.json"
  assert_output --regexp '^uml, .*, virtual time$'
}
