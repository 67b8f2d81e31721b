#!/usr/bin/env bats
# The solution of task3/nsenter-lite.c, built with the sanitizers.

load helper
bats_require_minimum_version 1.5.0

setup_file() {
  ((EUID == 0)) || skip 'only root may join namespaces'
  local flags=(-std=c17 -Wall -Wextra -Wshadow -Wconversion -Werror)
  gcc "${flags[@]}" -fsanitize=address,undefined -fno-sanitize-recover=all \
    -o "$BATS_FILE_TMPDIR/lite" "$KIT_ROOT/solutions/task3/nsenter-lite.c"
  gcc "${flags[@]}" -o "$BATS_FILE_TMPDIR/skeleton" \
    "$KIT_ROOT/task3/nsenter-lite.c"
  # A target in five namespaces of its own whose root is /usr, as seen from here,
  # and whose working directory is bin in it.
  unshare --mount --uts --ipc --net --pid --fork --kill-child \
    chroot /usr /bin/sh -c 'cd /bin && exec sleep inf' 3>&- 4>&- &
  OUTER=$!
  until TARGET=$(pgrep -P "$OUTER" -x sleep); do sleep 0.02; done
  # the search for leaks would start a process in the target's PID namespace
  export ASAN_OPTIONS=detect_leaks=0
  export OUTER TARGET
}

teardown_file() {
  [[ -n ${OUTER-} ]] || return 0
  kill -KILL "$OUTER"
  wait "$OUTER" 2>/dev/null || true # says nothing of the kill
}

lite() {
  "$BATS_FILE_TMPDIR/lite" "$@" 3>&- 4>&-
}

namespaces() {
  local kind
  for kind in cgroup ipc uts net pid mnt; do
    readlink "/proc/$1/ns/$kind"
  done
}

# start SCRIPT: lite runs it in the background and it has made the file `ready`.
# LITE is the PID of lite, CHILD that of the script.
start() {
  local ready=$BATS_TEST_TMPDIR/ready
  "$BATS_FILE_TMPDIR/lite" -t "$TARGET" -p -- bash -c "$1" "$ready" 3>&- 4>&- &
  LITE=$!
  until [[ -e $ready ]]; do sleep 0.02; done
  CHILD=$(pgrep -P "$LITE")
}

@test "3n -a joins every namespace of the target" {
  run lite -t "$TARGET" -a -- sh -c 'cd /proc/self/ns && readlink cgroup ipc uts net pid mnt'
  assert_success
  assert_output "$(namespaces "$TARGET")"
}

@test "3n each option joins one namespace and no other" {
  local option kind mine
  for option in C:cgroup i:ipc u:uts n:net m:mnt; do
    kind=${option#*:}
    run lite -t "$TARGET" "-${option%:*}" -- sh -c "cd /proc/self/ns && readlink $kind"
    assert_output "$(readlink "/proc/$TARGET/ns/$kind")"
  done
  mine=$(namespaces self)
  run lite --target "$TARGET" --uts -- sh -c 'cd /proc/self/ns && readlink cgroup ipc uts net pid mnt'
  assert_line --index 2 "$(readlink "/proc/$TARGET/ns/uts")"
  assert_equal "$(grep -v ^uts: <<<"$output")" "$(grep -v ^uts: <<<"$mine")"
}

@test "3n -p makes the command a member of the PID namespace" {
  run lite -t "$TARGET" -p -- grep NSpid /proc/self/status
  assert_success
  assert_output --regexp $'^NSpid:\t[0-9]+\t[0-9]+$'
}

@test "3n -r and -w take over root and working directory" {
  run lite -t "$TARGET" -r -w -- pwd
  assert_output /bin
  run lite -t "$TARGET" --root -- sh -c 'pwd; test -e /share && test ! -e /usr/share'
  assert_success
  assert_output /
}

@test "3n the exit status comes back, with and without a fork" {
  run lite -t "$TARGET" -p -- sh -c 'exit 7'
  assert_failure 7
  run lite -t "$TARGET" -u -- sh -c 'exit 8'
  assert_failure 8
}

@test "3n a command killed by a signal ends nsenter-lite by that signal" {
  # shellcheck disable=SC2016 # the inner shell expands it
  run lite -t "$TARGET" -p -- sh -c 'kill -KILL $$'
  assert_failure 137
  # shellcheck disable=SC2016
  # not INT or QUIT, which whoever is started in the background ignores
  run lite -t "$TARGET" -p -- sh -c 'kill -USR1 $$'
  assert_failure 138
}

@test "3n a signal to nsenter-lite reaches the command" {
  # shellcheck disable=SC2016 # the inner bash expands it
  start 'trap "exit 9" TERM; >"$0"; until false; do sleep 0.1; done'
  kill -TERM "$LITE"
  wait "$LITE" && status=0 || status=$?
  assert_equal "$status" 9
}

@test "3n nsenter-lite stops and continues with its command" {
  # shellcheck disable=SC2016 # the inner bash expands it
  start '>"$0"; exec sleep inf'
  kill -STOP "$CHILD"
  until grep -q '^State:.T' "/proc/$LITE/status"; do sleep 0.02; done
  kill -CONT "$LITE"
  until grep -q '^State:.S' "/proc/$CHILD/status"; do sleep 0.02; done
  kill -TERM "$LITE"
  wait "$LITE" && status=0 || status=$?
  assert_equal "$status" 143
}

@test "3n no descriptor is left open in the command" {
  open_in() {
    "$@" ls /proc/self/fd 3>&- 4>&-
  }
  run open_in env
  local before=$output # bats has some of its own
  run open_in "$BATS_FILE_TMPDIR/lite" -t "$TARGET" -C -i -u -n -p -w --
  assert_output "$before"
}

@test "3n arguments arrive as they are, options of the command too" {
  run lite -t "$TARGET" -p -- printf '<%s>' -t --all 'a b' '' '*' -- $'x\ny'
  assert_output $'<-t><--all><a b><><*><--><x\ny>'
  run lite -t "$TARGET" -p printf '<%s>' -p
  assert_output '<-p>'
}

@test "3n without a command it runs \$SHELL" {
  SHELL=/bin/pwd run lite -t "$TARGET" -r -w
  assert_output /bin
}

@test "3n failures: 1 for its own, 127 not found, 126 cannot be run" {
  local arguments
  for arguments in '' '-u true' '-t' '-t 0 true' '-t -5 true' '-t 1x true' \
    '-t 99999999999999999999 true' '-t 4194305 -u true' '-t 1 -Z true' \
    '-t 1 --nosuch true'; do
    # shellcheck disable=SC2086 # words
    run lite $arguments
    assert_failure 1
    assert_output --partial 'lite: '
  done
  run -127 lite -t "$TARGET" -p -- nosuch
  run lite -t "$TARGET" -p -- /etc
  assert_failure 126
}

@test "3n the skeleton does nothing but say what is to do" {
  run "$BATS_FILE_TMPDIR/skeleton" -t "$TARGET" -a -- true
  assert_failure 1
  assert_output 'skeleton: stage 3n is still to do: 3n-open'
}
