#!/usr/bin/env bats
# task4.bats - what keeps the cell apart takes nothing from root in it.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # hostile.bash sets tree and out

load hostile

# uses_root - in place of the orchestrator: what root does to a container whose first
# process is somebody else's. It says what it has done.
uses_root() {
  cat >"$tree/task4/service-orchestrator.sh" <<'END'
#!/bin/bash
[[ ${1-} != clean ]] || exit 0
conductor=../task3/conductor.sh
$conductor build image >/dev/null 2>&1
$conductor run image one -- setpriv --reuid 1000 --regid 1000 --clear-groups sleep 4711 </dev/null >/dev/null 2>&1 &
until pid=$(pgrep -xf 'sleep 4711'); do :; done
echo "its user: $(stat -c %u /proc/$pid), exec: $($conductor exec one -- id -u | tail -n 1)"
$conductor addnetwork one -i >/dev/null 2>&1 && echo networked
denied=$(ls -l /proc/[0-9]*/root /proc/[0-9]*/exe 2>&1 | grep -ci denied)
echo "links denied: $denied, of the first process: $(readlink /proc/1/exe)"
strace -qq -e trace=none -p "$pid" & tracer=$!
until grep -q "TracerPid:.$tracer$" "/proc/$pid/status"; do :; done
echo traced
kill "$tracer"
$conductor stop one >/dev/null 2>&1 && ! kill -0 "$pid" 2>/dev/null && echo stopped
END
}

@test "root is root in the cell: it enters, networks, traces and stops what is another user's" {
  solution 3
  solution 4
  cp -- "$KIT_ROOT/task3/config.sh" "$tree/task3"
  uses_root
  grade 4
  assert_equal "$(<"$out/evidence/task4/first.out")" 'its user: 1000, exec: 0
networked
links denied: 0, of the first process: /usr/sbin/init
traced
stopped'
}

@test "a conductor that starts programs for ever ends with the share of the start that it belongs to" {
  solution 3
  solution 4
  cp -- "$KIT_ROOT/task3/config.sh" "$tree/task3"
  sed -i '/@ begin 3c /a while :; do /bin/true; done' "$tree/task3/conductor.sh"
  grade 4 --no-stand-in
  assert_equal "$(gojq -r .running "$out/evidence/task4/starts.jsonl")" true
  # what runs in the containers goes on
  assert_equal "$(gojq -r '[.processes[].comm | select(test("^(bash|true|sleep)$"))] | join(" ")' \
    "$out/evidence/task4/facts-after.json")" 'sleep sleep'
}
