#!/usr/bin/env bats
# The two services of task 4: what they answer, how they end, and that a load of
# 20 clients neither loses a count nor leaves anything behind.

# shellcheck disable=SC2030,SC2031 # each test has variables of its own
load helper
bats_require_minimum_version 1.5.0

setup_file() {
  cp -r "$KIT_ROOT/task4" "$BATS_FILE_TMPDIR/plain"
  local service
  for service in counter external; do
    make -C "$BATS_FILE_TMPDIR/plain/$service-service" clean
  done
  cp -r "$BATS_FILE_TMPDIR/plain" "$BATS_FILE_TMPDIR/asan"
  for service in counter external; do
    make -C "$BATS_FILE_TMPDIR/plain/$service-service" DEVELOPER=1 3>&- 4>&- &
    make -C "$BATS_FILE_TMPDIR/asan/$service-service" DEVELOPER=1 CC=clang \
      CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all' 3>&- 4>&- &
    wait %1 && wait %2
  done
}

setup() {
  # with the sanitizers, but where memory is measured
  BUILD=$BATS_FILE_TMPDIR/asan
  PIDS=()
  cd "$BATS_TEST_TMPDIR" || return
}

teardown() {
  local pid
  for pid in "${PIDS[@]}"; do
    kill -KILL "$pid" 2>/dev/null || continue
    wait "$pid" 2>/dev/null || true
  done
}

# start NAME ARGS... - starts that service on a free port and waits until it
# listens; sets PID and PORT. Its log is NAME.log.
start() {
  local name=$1
  shift
  # what an earlier one said is not what this one says
  : >"$name.log"
  bash "$BUILD/$name-service/run.sh" --port 0 "$@" >"$name.log" 2>&1 3>&- 4>&- &
  PID=$!
  PIDS+=("$PID")
  until grep -q 'listening' "$name.log"; do
    kill -0 "$PID" || { cat "$name.log" && return 1; }
    sleep 0.02
  done
  PORT=$(grep -oE '[0-9]+$' "$name.log")
}

# ask METHOD PATH - the status and the body, on one line.
ask() {
  curl --silent --max-time 20 --request "$1" --write-out '%{http_code}' \
    --output body "http://127.0.0.1:$PORT$2" && printf ' %s\n' "$(<body)"
}

# ends_well PID - it stops on SIGTERM, with 0; the sanitizers found nothing.
ends_well() {
  local status=0
  kill -TERM "$1"
  wait "$1" || status=$?
  assert_equal "$status" 0
}

# clients COUNT REQUESTS PATH - so many curls at a time; all that they were told.
clients() {
  seq "$1" | xargs -P "$1" -I {} curl --silent --fail --max-time 60 \
    "http://127.0.0.1:$PORT$3?client={}&request=[1-$2]"
}

descriptors() {
  find "/proc/$1/fd" -mindepth 1 | wc -l
}

kib() {
  awk '$1 == "VmRSS:" { print $2 }' "/proc/$1/status"
}

@test "counter-service counts from 1, tells, and begins again" {
  start counter
  assert_equal "$(ask GET /get_counter)" '200 0'
  assert_equal "$(ask GET /get_and_increment_counter)" '200 1'
  assert_equal "$(ask GET /get_and_increment_counter)" '200 2'
  assert_equal "$(ask GET /get_counter)" '200 2'
  assert_equal "$(ask GET /reset_counter)" '200 0'
  assert_equal "$(ask GET /get_and_increment_counter)" '200 1'
  ends_well "$PID"
}

@test "counter-service answers in plain text" {
  start counter
  run curl --silent --include "http://127.0.0.1:$PORT/get_counter"
  assert_line --partial 'Content-Type: text/plain'
}

@test "an unknown path is 404, another method 405, both in words, and nothing is counted" {
  start counter
  assert_equal "$(ask GET /)" '404 there is nothing at this path'
  assert_equal "$(ask GET /get_counter/)" '404 there is nothing at this path'
  assert_equal "$(ask POST /nowhere)" '404 there is nothing at this path'
  assert_equal "$(ask POST /get_and_increment_counter)" '405 only GET is known here'
  assert_equal "$(ask DELETE /reset_counter)" '405 only GET is known here'
  run curl --silent --head "http://127.0.0.1:$PORT/get_and_increment_counter"
  assert_line --regexp '^Allow: GET'
  assert_equal "$(ask GET /get_counter)" '200 0'
}

@test "a request with a body is answered, the body is not looked at" {
  start counter
  head -c 300000 /dev/zero >big
  run curl --silent --max-time 20 --request GET --data-binary @big "http://127.0.0.1:$PORT/get_and_increment_counter"
  assert_output 1
  run curl --silent --max-time 20 --data-binary @big "http://127.0.0.1:$PORT/get_counter"
  assert_output 'only GET is known here'
  ends_well "$PID"
}

@test "the log has one line a request, whatever the client wrote" {
  start counter
  ask GET /get_counter
  ask GET '/two%0alines%1b'
  ask BREW "/$(head -c 2000 /dev/zero | tr '\0' x)"
  run cat counter.log
  assert_line --index 1 'counter-service: 127.0.0.1 GET /get_counter 200'
  assert_line --index 2 'counter-service: 127.0.0.1 GET /two?lines? 404'
  assert_line --index 3 --regexp '^counter-service: 127.0.0.1 BREW /x{100,200} 404$'
  assert_equal "${#lines[@]}" 4
}

@test "bytes that are no HTTP do no harm" {
  start counter
  head -c 100000 /dev/urandom | timeout 20 bash -c "cat >/dev/tcp/127.0.0.1/$PORT" || true
  printf 'GET /get_counter' | timeout 20 bash -c "cat >/dev/tcp/127.0.0.1/$PORT"
  assert_equal "$(ask GET /get_and_increment_counter)" '200 1'
  ends_well "$PID"
}

@test "wrong command lines: a line that says why, status 2" {
  local service arguments
  for service in counter external; do
    for arguments in '--port' '--port 65536' '--port -1' '--port 80x' '--ports 1' '-x'; do
      # shellcheck disable=SC2086 # words
      run "$BUILD/$service-service/$service-service" $arguments
      assert_failure 2
      assert_line --index 0 --regexp "^.*$service-service: "
    done
  done
  run "$BUILD/counter-service/counter-service" 8080
  assert_failure 2
  for arguments in '' 'http://a/ http://b/' 'ftp://a/' 'http://' '192.168.2.2:8080' 'http://a b/' \
    "http://$(head -c 300 /dev/zero | tr '\0' a)/"; do
    # shellcheck disable=SC2086 # words
    run "$BUILD/external-service/external-service" $arguments
    assert_failure 2
    assert_line --index 0 --partial 'external-service: '
  done
}

@test "--help is for standard output, and names the options" {
  for service in counter external; do
    run --separate-stderr "$BUILD/$service-service/$service-service" --help
    assert_success
    assert_line --regexp '^usage: '
    assert_line --regexp '--port'
  done
}

@test "a port that is taken is named, status 1" {
  start counter
  run timeout 20 bash "$BUILD/counter-service/run.sh" --port "$PORT"
  assert_failure 1
  assert_output --regexp "cannot listen on port $PORT: Address already in use"
}

@test "external-service answers one sentence with the count, slash or not" {
  local slash counter
  start counter
  counter=$PORT
  for slash in '' /; do
    start external "http://127.0.0.1:$counter$slash"
    run ask GET /
    assert_output --regexp '^200 [A-Z][a-z ]* [0-9]+\.$'
    ends_well "$PID"
  done
  assert_output --partial ' 2.'
}

@test "external-service says 502 and why when there is no counter, and goes on" {
  start counter
  local counter=$PORT counter_pid=$PID
  start external "http://127.0.0.1:$counter/"
  ends_well "$counter_pid"
  run ask GET /
  assert_output --regexp '^502 .*[Cc]onnect'
  PORT=$PORT run ask GET /nowhere
  assert_output --regexp '^404 '
  bash "$BUILD/counter-service/run.sh" --port "$counter" >again.log 2>&1 3>&- 4>&- &
  PIDS+=($!)
  until grep -q listening again.log; do sleep 0.02; done
  run ask GET /
  assert_output '200 You are visitor number 1.'
}

@test "external-service says 502 to what is no counter" {
  local answer port
  for answer in '200 OK\r\n\r\nhello' '200 OK\r\n\r\n-3' '200 OK\r\n\r\n' '500 Oh\r\n\r\n7' \
    '302 Go\r\nLocation: /x\r\n\r\n7' "200 OK\r\n\r\n$(head -c 9000 /dev/zero | tr '\0' 1)"; do
    printf '#!/bin/sh\nread -r line\nprintf "HTTP/1.0 %s"\n' "$answer" >fake
    chmod +x fake
    : >fake.log
    socat -d -d TCP-LISTEN:0,bind=127.0.0.1 EXEC:./fake >fake.log 2>&1 3>&- 4>&- &
    PIDS+=($!)
    until port=$(grep -oE 'listening on .*:[0-9]+$' fake.log); do sleep 0.02; done
    start external "http://127.0.0.1:${port##*:}/"
    run ask GET /
    assert_output --regexp '^502 The counter service gives no number: .'
    ends_well "$PID"
  done
}

@test "a counter that hangs holds up no other client, and is given up" {
  start counter
  local counter=$PID
  start external "http://127.0.0.1:$PORT/"
  kill -STOP "$counter"
  curl --silent --max-time 30 "http://127.0.0.1:$PORT/" >hung 3>&- 4>&- &
  local client=$!
  until ss -Htn state established "dport = :$PORT" | grep -q .; do sleep 0.02; done
  run ask GET /elsewhere
  assert_output --regexp '^404 '
  wait "$client"
  run cat hung
  assert_output --regexp '^The counter service gives no number: .*time'
}

@test "on SIGTERM a request under way is finished first" {
  start counter
  local counter=$PID counter_port=$PORT
  start external "http://127.0.0.1:$PORT/"
  kill -STOP "$counter"
  curl --silent --max-time 30 "http://127.0.0.1:$PORT/" >answer 3>&- 4>&- &
  local client=$!
  until ss -Htn state established "dport = :$counter_port" | grep -q .; do sleep 0.02; done
  kill -TERM "$PID"
  # it listens no more, but lives
  while [[ -n $(ss -Hltn "sport = :$PORT") ]]; do sleep 0.02; done
  kill -CONT "$counter"
  wait "$client"
  wait "$PID"
  assert_equal "$(<answer)" 'You are visitor number 1.'
}

@test "20 clients, 10 000 requests: each number once, nothing left behind" {
  BUILD=$BATS_FILE_TMPDIR/plain
  start counter
  clients 20 10 /get_and_increment_counter >/dev/null # threads and buffers are there
  ask GET /reset_counter
  local before_kib before_descriptors
  before_kib=$(kib "$PID")
  before_descriptors=$(descriptors "$PID")
  clients 20 500 /get_and_increment_counter | sort -n >told
  seq 10000 | cmp - told
  assert_equal "$(ask GET /get_counter)" '200 10000'
  until (($(descriptors "$PID") <= before_descriptors)); do sleep 0.05; done
  echo "memory: $before_kib KiB before, $(kib "$PID") KiB after"
  (($(kib "$PID") - before_kib < 1024))
  ends_well "$PID"
}

@test "20 clients of external-service: each count once, nothing left behind" {
  BUILD=$BATS_FILE_TMPDIR/plain
  start counter
  start external "http://127.0.0.1:$PORT"
  clients 20 25 / >/dev/null
  local before_kib before_descriptors
  before_kib=$(kib "$PID")
  before_descriptors=$(descriptors "$PID")
  clients 20 100 / | grep -oE '[0-9]+' | sort -n >told
  seq 501 2500 | cmp - told
  until (($(descriptors "$PID") <= before_descriptors)); do sleep 0.05; done
  echo "memory: $before_kib KiB before, $(kib "$PID") KiB after"
  (($(kib "$PID") - before_kib < 2048))
  ends_well "$PID"
}

@test "under the sanitizers 20 clients leave no leak and no error" {
  start counter
  local counter=$PID
  start external "http://127.0.0.1:$PORT/"
  clients 20 25 / | grep -oE '[0-9]+' | sort -n >told
  seq 500 | cmp - told
  ends_well "$PID"
  ends_well "$counter"
}
