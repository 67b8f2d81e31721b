#!/usr/bin/env bats
# probe.bats - probe says what it finds where it runs, and waits to be seen.

setup() {
  load helper
  LINE=$BATS_TEST_TMPDIR/line
  background=
}

teardown() {
  if [[ $background ]]; then
    kill -KILL "$background" 2>/dev/null || true
  fi
}

wait_until() {
  local limit=$((SECONDS + 20))
  until "$@"; do
    ((SECONDS < limit)) || fail "waited in vain: $*"
  done
}

# Holds a probe in the background; `background` is its PID.
hold() {
  "$GUEST/probe" "$@" >"$LINE" 3>&- 4>&- &
  background=$!
  wait_until grep -q '}$' "$LINE"
}

@test "probe prints its arguments exactly" {
  run gojq -c '[.nonce, .argv[1:]]' < <("$GUEST/probe" n0nce 'a  b' '' \
    "q'u\"o" $'two\nlines' '*' -- --hold 'grüß')
  assert_output '["n0nce",["n0nce","a  b","","q'"'"'u\"o","two\nlines","*","--","--hold","grüß"]]'
}

@test "probe prints an argument that is not UTF-8 as Latin-1" {
  run gojq -c '.argv[2]' < <("$GUEST/probe" n0nce $'\xe9t\xe9')
  assert_output '"été"'
}

@test "probe prints who and where it is" {
  cd "$BATS_TEST_TMPDIR"
  run env PATH=/a:/b "$GUEST/probe" n0nce
  assert_success
  local facts=$output
  run gojq -r '[.hostname, .cwd, .uid, .environ_path, .mode_root] | @tsv' <<<"$facts"
  assert_output "$(hostname)"$'\t'"$PWD"$'\t'"$EUID"$'\t/a:/b\t'"$(printf %04o "0$(stat -c %a /)")"
  run gojq '.pid > 1 and .ppid > 0 and (.root | index("proc") != null)' <<<"$facts"
  assert_output true
}

@test "probe prints what descriptors it was left" {
  run gojq -c '[.fds[] | select(.fd == 7)]' < <("$GUEST/probe" n0nce 7</dev/null 3>&- 4>&-)
  assert_output '[{"fd":7,"link":"/dev/null"}]'
}

@test "probe runs alone in an empty root" {
  ((EUID == 0)) || skip "needs root"
  local root=$BATS_TEST_TMPDIR/root
  mkdir "$root"
  chmod 700 "$root"
  cp "$GUEST/probe" "$root"
  run gojq -c '[.root, .mode_root, .cwd]' < <(chroot "$root" /probe n0nce)
  assert_output '[["probe"],"0700","/"]'
}

@test "probe --file writes the line to a file as well" {
  "$GUEST/probe" n0nce --file "$BATS_TEST_TMPDIR/copy" x >"$LINE"
  run diff "$LINE" "$BATS_TEST_TMPDIR/copy"
  assert_success
  assert_equal "$(gojq -c '.argv[-1]' "$LINE")" '"x"'
  refute [ -e "$BATS_TEST_TMPDIR/copy.partial" ]
}

@test "probe --file says why it cannot" {
  run "$GUEST/probe" n0nce --file /nowhere/copy
  assert_equal "$status" 1
  assert_line "probe: cannot create '/nowhere/copy.partial': No such file or directory"
}

@test "probe does not wait without being asked" {
  run timeout 20 "$GUEST/probe" n0nce
  assert_success
}

@test "probe --hold waits until SIGUSR1 and is found by its nonce" {
  hold "n0nce-$$" --hold
  assert_equal "$(pgrep -f "probe n0nce-$$")" "$background"
  kill -USR1 "$background"
  wait "$background"
}

@test "probe --hold holds on when it was stopped in between, as it is where a cgroup is frozen" {
  hold n0nce --hold --status 42
  kill -STOP "$background"
  wait_until grep -q '^State:.*stopped' "/proc/$background/status"
  kill -CONT "$background"
  wait_until grep -q '^State:.*sleeping' "/proc/$background/status"
  kill -TERM "$background"
  wait "$background" && status=0 || status=$?
  assert_equal "$status" 42
}

@test "probe --status is what it exits with, held or not" {
  run "$GUEST/probe" n0nce --status 41
  assert_equal "$status" 41
  hold "n0nce-$$" --hold --status 42
  kill -TERM "$background"
  wait "$background" && status=0 || status=$?
  assert_equal "$status" 42
}

@test "probe --hold ends well on SIGTERM as PID 1 of a container" {
  ((EUID == 0)) || skip "needs root"
  unshare --pid --fork "$GUEST/probe" n0nce --hold >"$LINE" 3>&- 4>&- &
  background=$!
  wait_until grep -q '"pid":1,' "$LINE"
  kill -TERM "$(pgrep -P "$background")"
  wait "$background"
}

@test "probe without a nonce says how to use it" {
  run "$GUEST/probe"
  assert_equal "$status" 2
  assert_output 'usage: probe NONCE [--hold] [--status N] [--file PATH] [ARG...]'
}
