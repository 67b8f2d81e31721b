#!/usr/bin/env bats
# evidence-send.bats - the evidence line: what evidence-send ships, and when.

bats_require_minimum_version 1.5.0
load helper

setup() {
  cd "$BATS_TEST_TMPDIR" || return
  mkdir sent
  : >line
}

teardown() {
  local -a left
  mapfile -t left < <(jobs -p)
  if ((${#left[@]})); then
    kill "${left[@]}" || true
  fi
}

send() {
  "$GUEST/evidence-send" "$@"
}

receive() {
  "$ASAN/evidence-receive" "$@"
}

# report FILTER: what line.json of the directory `got` says
report() {
  gojq -c "$1" got/line.json
}

@test "send passes the status of the command on" {
  run send line sent -- bash -c 'exit 7'
  assert_failure 7
  # shellcheck disable=SC2016 # for the inner shell
  run send line sent -- bash -c 'kill -TERM $$'
  assert_failure 143
  run -127 send line sent -- ./missing
  assert_output "evidence-send: cannot run './missing': No such file or directory"
  run send line sent -- ./sent
  assert_failure 126
}

@test "send gives the command no descriptor of its own" {
  run ls /proc/self/fd
  local -r without=$output
  run send line sent -- ls /proc/self/fd
  assert_success
  assert_output "$without"
}

@test "send does not let the line become standard error of the command" {
  send line sent -- bash -c 'printf noise >&2' 2>&-
  run receive got <line
  assert_success
  assert_equal "$(report .stray_bytes)" 0
}

@test "send ships what is appended while the command still runs" {
  mkfifo fifo go progress
  "$ASAN/evidence-receive" --live got <fifo 2>progress 3>&- 4>&- &
  # shellcheck disable=SC2016 # for the inner shell
  "$GUEST/evidence-send" fifo sent -- bash -c '
    printf "%s\n" "{\"step\":\"one\",\"status\":0}" >>sent/steps.jsonl
    read -r <go
    printf "%s\n" "{\"step\":\"two\",\"status\":1}" >>sent/steps.jsonl
    read -r <go' 3>&- 4>&- &

  # opened both ways they block nobody, and none of the readers meets an end
  exec 6<>go 7<>progress
  read -r -t 20 -u 7 first
  assert_equal "$first" 'one: status 0'
  assert_equal "$(gojq -r .step got/steps.jsonl)" one
  printf '\n' >&6
  read -r -t 20 -u 7 second
  assert_equal "$second" 'two: status 1'
  printf '\n' >&6
  wait
  exec 6<&- 7<&-
  assert_equal "$(report .status)" 0
}

@test "send notices files in a directory made while it runs" {
  mkfifo fifo
  "$ASAN/evidence-receive" got <fifo 3>&- 4>&- &
  # the command ends when its second line has arrived
  # shellcheck disable=SC2016 # for the inner shell
  run timeout 20 "$GUEST/evidence-send" fifo sent -- bash -c '
    mkdir sent/below; printf "1\n" >sent/below/a
    until [[ -s got/below/a ]]; do :; done
    printf "2\n" >>sent/below/a
    until cmp -s sent/below/a got/below/a; do :; done'
  assert_success
  wait
}

@test "send makes a terminal pass every byte" {
  printf '%b' "$(printf '\\%03o' {0..255})" >bytes
  # shellcheck disable=SC2016 # for the inner shell
  script -qec '"$GUEST/evidence-send" "$(tty)" sent -- \
    cp bytes sent/bytes' /dev/null >line </dev/null

  run receive got <line
  assert_success
  run cmp bytes got/bytes
  assert_success
  assert_equal "$(report .stray_bytes)" 0
}

@test "send ships regular files with right names only, in silence" {
  printf secret >outside
  # shellcheck disable=SC2016 # for the inner shell
  run send line sent -- bash -c 'cd sent && ln -s ../outside link && mkfifo pipe &&
    mkdir -p a/b link.d && ln -s .. a/up && printf x >a/b/deep &&
    printf x >.hidden && printf x >"a space" && printf x >line.json &&
    mkdir $(printf "%0200d" 0) && printf x >$(printf "%0200d/%0200d" 0 0) &&
    printf x >good'
  assert_success
  assert_output ''

  run receive got <line
  assert_success
  run ls -A got
  assert_output $'good\nline.json'
}

@test "send says once that a file has shrunk and goes on" {
  mkfifo fifo go
  "$ASAN/evidence-receive" got <fifo 3>&- 4>&- &
  # shellcheck disable=SC2016 # for the inner shell
  run timeout 20 "$GUEST/evidence-send" fifo sent -- bash -c '
    printf "1234" >sent/a
    until [[ -s got/a ]]; do :; done
    : >sent/a
    printf x >sent/b
    until [[ -s got/b ]]; do :; done
    printf "12345678" >sent/a'
  assert_success
  assert_output "evidence-send: 'a' has shrunk, what was sent of it stays sent"
  wait
  assert_equal "$(cat got/a)" 12345678
}

@test "send ends the command when the line breaks" {
  mkfifo fifo gone never
  { head -c 93 <fifo >/dev/null && printf '\n' >gone; } 3>&- 4>&- &
  # shellcheck disable=SC2016 # for the inner shell
  run timeout 20 "$GUEST/evidence-send" fifo sent -- bash -c '
    read -r <gone; printf x >sent/a; read -r <never'
  assert_failure 125
  assert_output 'evidence-send: cannot write to the evidence line: Broken pipe'
  wait
}
