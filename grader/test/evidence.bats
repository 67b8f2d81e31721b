#!/usr/bin/env bats
# evidence.bats - the evidence line: evidence-receive (as built with the
# sanitizers) against lines that nobody's evidence-send would write.

load helper
load evidence_frames

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

@test "send and receive copy files byte by byte" {
  head -c 3145728 /dev/urandom >big
  mkdir sent/below
  # shellcheck disable=SC2016 # for the inner shell
  send line sent -- bash -c 'cat big >sent/big.bin; : >sent/empty
    printf "\0\r\n\377" >sent/below/odd-name_1.out'

  run receive got <line
  assert_success
  rm got/line.json
  run diff -r sent got
  assert_success
}

@test "line.json counts frames, bytes and what is wrong" {
  printf abc >sent/a
  run send line sent -- bash -c 'exit 7'
  assert_failure 7

  run receive got <line
  assert_success
  assert_equal "$(cat got/line.json)" '{"frames":3,"bytes":3,"stray_bytes":0,"lost_frames":0,"tampered":false,"truncated":false,"ended":true,"status":7}'
}

@test "receive keeps foreign bytes apart, before and between frames" {
  frames >line <<'END'
bytes before
key k
bytes \x1eKITE\x1eKITEV1
data k 1 a.out hello
bytes behind
end k 2 0
END

  run receive got <line
  assert_success
  assert_equal "$(cat got/a.out)" hello
  assert_equal "$(report '[.tampered, .stray_bytes, .lost_frames]')" '[true,24,0]'
  assert_equal "$(cat got/stray.bin)" $'before\036KITE\036KITEV1behind'
}

@test "receive loses only the frame that foreign bytes stand in" {
  frames <<<'data k 1 a.out one' >one
  {
    frames <<<'key k'
    head -c 40 one
    printf 'foreign'
    tail -c +41 one
    printf 'data k 2 a.out two\nend k 3 0\n' | frames
  } >line

  run receive got <line
  assert_success
  assert_equal "$(cat got/a.out)" two
  assert_equal "$(report '[.tampered, .lost_frames, .frames]')" '[true,1,3]'
  assert_equal "$(wc -c <got/stray.bin)" "$(($(wc -c <one) + 7))"
}

@test "receive takes no frame that another key has signed" {
  frames >line <<'END'
key k
data o 1 a.out forged
data k 1 a.out true
end o 2 9
end k 2 0
END

  run receive got <line
  assert_success
  assert_equal "$(cat got/a.out)" true
  assert_equal "$(report '[.tampered, .lost_frames, .frames, .status]')" '[true,0,3,0]'
}

@test "receive takes no frame whose payload was changed" {
  printf 'key k\ndata k 1 a.out true\nend k 2 0\n' | frames | sed 's/true/TRUE/' >line

  run receive got <line
  assert_success
  assert [ ! -e got/a.out ]
  assert_equal "$(report '[.tampered, .lost_frames, .frames]')" '[true,1,2]'
}

@test "receive takes no frame twice" {
  frames >line <<'END'
key k
data k 1 a.out one
data k 1 a.out one
data k 2 a.out two
data k 1 a.out one
end k 3 0
END

  run receive got <line
  assert_success
  assert_equal "$(cat got/a.out)" onetwo
  assert_equal "$(report '[.tampered, .lost_frames, .frames]')" '[true,0,4]'
}

@test "receive takes no second key" {
  frames >line <<'END'
key k
key o
frame k K 1 32 oooooooooooooooooooooooooooooooo
data o 1 a.out forged
data k 1 b.out true
end k 2 0
END

  run receive got <line
  assert_success
  assert_equal "$(ls got)" $'b.out\nline.json\nstray.bin'
}

@test "receive takes nothing before the key" {
  frames >line <<'END'
data k 0 a.out early
end k 1 0
END

  run receive got <line
  assert_failure 1
  assert_equal "$(report '[.tampered, .frames, .status]')" '[true,0,null]'
  run cmp line got/stray.bin
  assert_success
}

@test "receive takes nothing after the end" {
  frames >line <<'END'
key k
end k 1 3
data k 2 a.out late
end k 3 0
END

  run receive got <line
  assert_success
  assert_equal "$(report '[.tampered, .frames, .status]')" '[true,2,3]'
  assert [ ! -e got/a.out ]
}

@test "receive counts the frames that are missing" {
  frames >line <<'END'
key k
data k 1 a.out one
data k 5 a.out five
end k 6 0
END

  run receive got <line
  assert_success
  assert_equal "$(cat got/a.out)" onefive
  assert_equal "$(report '[.tampered, .lost_frames]')" '[true,3]'
}

@test "receive takes a line that is cut off for what it is" {
  printf 'key k\ndata k 1 a.out text\n' | frames >line
  # in the code, the payload, the header and the magic of the second frame
  for cut in 1 36 60 70; do
    run receive "got$cut" < <(head -c -"$cut" line)
    assert_failure 1
    assert_equal "$(gojq -c '[.tampered, .lost_frames, .ended]' "got$cut/line.json")" \
      '[false,1,false]'
  done
}

@test "receive does not lose the frames behind one that was cut" {
  frames >line <<'END'
key k
frame k D 1 65536 \x01a
data k 2 a.out two
end k 3 0
END

  run receive got <line
  assert_success
  assert_equal "$(cat got/a.out)" two
  assert_equal "$(report '[.tampered, .lost_frames]')" '[true,1]'
}

@test "receive does not wait for a length that somebody made up" {
  mkfifo fifo progress
  "$ASAN/evidence-receive" --live got <fifo 2>progress 3>&- 4>&- &
  exec 7<>progress 8>fifo
  frames >&8 <<'END'
key k
frame o D 1 65536 x
data k 1 steps.jsonl {"step":"1a","status":0}\x0a
END
  run read -r -t 20 -u 7
  assert_success
  exec 7<&- 8>&-
  wait
}

@test "receive takes no frame that is longer than allowed" {
  local zeros
  printf -v zeros '%065534d' 0
  frames >line <<END
key k
data k 1 a $zeros
data k 2 b ${zeros}0
end k 3 0
END

  run receive got <line
  assert_success
  assert_equal "$(wc -c <got/a)" 65534
  assert [ ! -e got/b ]
  assert_equal "$(report '[.tampered, .lost_frames]')" '[true,1]'
}

@test "receive takes no name that leads elsewhere" {
  frames >line <<'END'
key k
data k 1  no name
data k 2 . text
data k 3 .. text
data k 4 ../x text
data k 5 /x text
data k 6 a/../x text
data k 7 a/b/c text
data k 8 a//b text
data k 9 a/ text
data k 10 .hidden text
data k 11 a/.b text
data k 12 line.json text
data k 13 meta.json text
data k 14 stray.bin text
frame k D 15 7 \x03a btext
frame k D 16 7 \x03a\x00btext
frame k D 17 7 \x03a\x0abtext
frame k D 18 7 \x03a\xe4btext
frame k D 19 2 \xffa
data k 20 good text
end k 21 0
END

  run receive below/got <line
  assert_failure 4
  mkdir below
  run receive below/got <line
  assert_success
  assert_equal "$(ls -A below below/got)" $'below:\ngot\n\nbelow/got:\ngood\nline.json\nstray.bin'
  assert_equal "$(gojq .lost_frames below/got/line.json)" 19
}

@test "receive follows no link in its directory" {
  mkdir got elsewhere
  printf untouched >target
  ln -s ../target got/a.out
  ln -s ../elsewhere got/below
  for name in a.out below/x; do
    printf 'key k\ndata k 1 %s text\nend k 2 0\n' "$name" | frames >line
    run receive got <line
    assert_failure 4
    assert_output --partial "cannot append to '$name'"
  done
  assert_equal "$(cat target)" untouched
  assert_equal "$(ls -A elsewhere)" ''
}

@test "receive takes no status that is none" {
  frames >line <<'END'
key k
end k 1 256
end k 2 -1
end k 3 1x
end k 4 0001
frame k E 5 0 
END

  run receive got <line
  assert_failure 1
  assert_equal "$(report '[.ended, .lost_frames, .status]')" '[false,5,null]'
}

@test "receive keeps no more bytes than it may, and reads on" {
  frames >line <<'END'
key k
data k 1 a.out 12345
data k 2 b.out 67890
data k 3 c.out x
end k 4 0
END

  run receive --max-bytes 8 got <line
  assert_success
  assert_equal "$(cat got/a.out got/b.out)" 12345678
  assert [ ! -e got/c.out ]
  assert_equal "$(report '[.truncated, .bytes, .frames, .ended]')" '[true,8,5,true]'
}

@test "receive keeps no more than 400 files" {
  touch sent/{1..401}
  send line sent -- true
  run receive got <line
  assert_success
  assert_equal "$(report .truncated)" true
  assert_equal "$(find got -name '[0-9]*' | wc -l)" 400

  rm sent/1
  : >line
  send line sent -- true
  run receive got2 <line
  assert_success
  assert_equal "$(gojq .truncated got2/line.json)" false
}

@test "receive keeps 64 KiB of foreign bytes and counts the rest" {
  {
    head -c 100000 /dev/zero
    printf 'key k\nend k 1 0\n' | frames
  } >line

  run receive got <line
  assert_success
  assert_equal "$(report .stray_bytes)" 100000
  assert_equal "$(wc -c <got/stray.bin)" 65536
}

# repeat_to_16m TEXT: 16 MiB or a little more of the bytes TEXT stands for
repeat_to_16m() {
  frames <<<"bytes $1" >once
  for _ in {1..15}; do
    cat once once >twice
    mv twice once
  done
  head -c $((16 << 20)) < <(while cat once; do :; done)
}

@test "receive reads 16 MiB of magics in seconds" {
  {
    frames <<<'key k'
    repeat_to_16m '\x1eKITEV1\x0a'
    frames <<<'end k 1 0'
  } >line

  run timeout 20 "$ASAN/evidence-receive" got <line
  assert_success
  assert_equal "$(report '[.stray_bytes, .status]')" '[16777216,0]'
}

@test "receive reads 16 MiB of headers that claim 64 KiB each in seconds" {
  {
    frames <<<'key k'
    repeat_to_16m '\x1eKITEV1\x0aD\x00\x00\x00\x00\x00\x00\x00\x01\x00\x01\x00\x00forgery!'
    frames <<<'end k 1 0'
  } >line

  run timeout 20 "$ASAN/evidence-receive" got <line
  assert_success
  assert_equal "$(report '[.stray_bytes, .status]')" '[16777216,0]'
}

@test "receive passes a magic inside a file" {
  printf 'key o\nend o 1 0\n' | frames >sent/a.out
  send line sent -- true

  run receive got <line
  assert_success
  run cmp sent/a.out got/a.out
  assert_success
  assert_equal "$(report .tampered)" false
}

@test "receive shows steps without what would harm a terminal" {
  local overlong
  printf -v overlong '%09000d' 0
  frames >line <<END
key k
data k 1 steps.jsonl {"step":"a\\u001b[2J\\u00e4","status":1}\\x0a
data k 2 steps.jsonl no json\\x0a[1]\\x0a{"status":1}\\x0a{"step":1}\\x0a
data k 3 steps.jsonl {"step":"$overlong"}
data k 4 steps.jsonl \\x0a{"step":"b","sta
data k 5 other.jsonl {"step":"c","status":0}\\x0a
data k 6 steps.jsonl tus":null}\\x0a
end k 7 0
END

  run receive --live got <line
  assert_success
  assert_output $'a?[2J??: status 1\nb: no status'
}

@test "receive reports what it has when it is told to end" {
  mkfifo fifo progress
  "$ASAN/evidence-receive" --live got <fifo 2>progress 3>&- 4>&- &
  local -r receiver=$!
  exec 7<>progress 8>fifo
  frames >&8 <<'END'
key k
data k 1 steps.jsonl {"step":"1a","status":0}\x0a
END
  run read -r -t 20 -u 7
  assert_success
  kill -TERM "$receiver"
  local status=0
  wait "$receiver" || status=$?
  exec 7<&- 8>&-
  assert_equal "$status" 1
  assert_equal "$(report '[.frames, .ended, .tampered]')" '[2,false,false]'
}

@test "send and receive refuse wrong usage" {
  for arguments in '' 'a b' '--max-bytes x a' '--max-bytes -1 a' '--no a'; do
    # shellcheck disable=SC2086 # words
    run receive $arguments
    assert_failure 2
  done
  for arguments in '' 'line sent' 'line sent --' 'line sent true x'; do
    # shellcheck disable=SC2086 # words
    run send $arguments
    assert_failure 2
  done
  run send missing sent -- true
  assert_failure 125
  assert_output "evidence-send: cannot open 'missing': No such file or directory"
}
