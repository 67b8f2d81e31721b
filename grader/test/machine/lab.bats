#!/usr/bin/env bats
# lab.bats - the lab is a real terminal in a machine, edits come back, and nothing
# that a machine does harms what is here.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016 # expanded in the machine, or on the terminal

load ../helper

setup() {
  KIT=$BATS_TEST_TMPDIR/kit
  mkdir "$KIT"
  cp -r "$KIT_ROOT"/{grader,vm,task1,task2,task3,task4} "$KIT"
  ln -s "$KIT_ROOT/build" "$KIT/build"
  cd "$KIT" || return
  printf 'mine\n' >task1/notes.txt
}

teardown() {
  [[ -z ${LAB_PID-} ]] || kill -KILL "$LAB_PID" 2>/dev/null || true
}

# lab_start - a lab on a terminal of its own, whose name is in ./tty and whose
# settings before and after in ./before and ./after; its process in ./pid, its exit status
# in ./status.
lab_start() {
  coproc LAB {
    exec script --quiet --flush --return --command \
      'tty >tty; stty -g >before; sh -c "echo \$\$ >pid; exec grader/bin/kit-lab --task 1"; echo $? >status; stty -g >after' /dev/null 3>&- 4>&-
  }
  screen=''
  expect 'task1# '
}

# expect TEXT - reads the screen until TEXT has come.
expect() {
  local byte end=$((SECONDS + 120))
  until [[ $screen == *"$1"* ]]; do
    if ((SECONDS >= end)) || ! IFS= read -r -N 1 -t 120 -u "${LAB[0]}" byte; then
      fail "waited in vain for '$1' in: $screen"
    fi
    screen+=$byte
  done
  screen=${screen##*"$1"}
}

# keys FORMAT - types that.
keys() {
  # shellcheck disable=SC2059 # the keys are a format
  printf "$1" >&"${LAB[1]}"
}

# lab_end - reads what is left, until the lab has ended; it goes to $screen.
lab_end() {
  local pid=$LAB_PID
  screen+=$(cat <&"${LAB[0]}")
  wait "$pid" || true
}

# lab COMMANDS - a lab in which these lines are typed, without waiting; sets output.
lab() {
  run grader/bin/kit-lab --task 1 < <(printf '%s\nexit\n' "$1")
}

# lab_sends COMMANDS - the same where the machine goes down after them: what they write
# to $KIT_OUTPUT is all that arrives.
lab_sends() {
  run grader/bin/kit-lab --task 1 < <(printf 'PROMPT_COMMAND=\n%s\nbusybox poweroff -f\n' "$1")
}

@test "an edit comes back, the former file stays beside it, and both are named" {
  cp task1/namespace_prog.c former.c
  lab 'echo "// edited" >>namespace_prog.c; mkdir new; echo hello >"new/a file.txt"; chmod +x "new/a file.txt"; : >new/empty.c'
  assert_success
  assert_output --partial 'brought back task1/namespace_prog.c (the former one: namespace_prog.c.before-lab)'
  assert_output --partial 'brought back task1/new/a file.txt'
  assert_equal "$(tail -n 1 task1/namespace_prog.c)" '// edited'
  cmp former.c task1/namespace_prog.c.before-lab
  assert_equal "$(<'task1/new/a file.txt')" hello
  assert [ -x 'task1/new/a file.txt' ]
  assert [ -e task1/new/empty.c -a ! -s task1/new/empty.c ]
}

@test "no backup is overwritten, and what was changed here meanwhile is one too" {
  printf 'kept\n' >task1/notes.txt.before-lab
  lab_start
  printf 'changed here\n' >task1/notes.txt
  keys 'echo inside >notes.txt; exit\n'
  lab_end
  assert_equal "$(<task1/notes.txt)" inside
  assert_equal "$(<task1/notes.txt.before-lab)" kept
  assert_equal "$(<task1/notes.txt.before-lab-2)" 'changed here'
  [[ $screen == *'changed here meanwhile: notes.txt.before-lab-2'* ]]
}

@test "only sources that changed come back; nothing is ever deleted here" {
  cp -r task1 former
  lab 'rm notes.txt README.md; touch Makefile; head -c 3000 /dev/urandom >program; ln -s /etc/passwd link.c; mkdir .images; echo x >.images/a.c; mkfifo pipe.c'
  assert_success
  refute_output --partial 'kit-lab: '
  diff -r task1 former
}

@test "keys, signals, job control and the size of the terminal arrive" {
  lab_start
  keys 'sh -c "echo run""ning; exec cat"\n'
  expect 'running'
  keys '\003'
  expect '# '
  keys 'echo status $?\n'
  expect 'status 130'
  keys 'sh -c "echo run""ning; exec cat"\n'
  expect 'running'
  keys '\032'
  expect 'Stopped'
  keys 'jobs; tty; trap "stty size" WINCH; echo "tra""pped"\n'
  expect 'trapped'
  # shellcheck disable=SC2238 # the file is called so
  stty -F "$(<tty)" rows 41 columns 97
  expect '41 97'
  # a shell that has not noticed yet that its stopped job has ended does not exit
  keys 'kill -KILL %%1; wait -f %%1; exit 0\n'
  lab_end
  cmp before after
  assert_equal "$(<status)" 0
}

@test "a machine that is killed costs what came after the last prompt, and the terminal is set back" {
  lab_start
  keys 'echo saved >notes.txt\n'
  expect '# '
  keys 'echo "prom""pt"\n'
  expect 'prompt'
  pkill -KILL -f "$KIT/vm/run --console"
  lab_end
  cmp before after
  assert_equal "$(<task1/notes.txt)" saved
  assert_equal "$(<task1/notes.txt.before-lab)" mine
  run pgrep -f "$KIT/"
  assert_output ''
}

@test "a terminal that is closed brings back what was saved" {
  lab_start
  keys 'echo saved >notes.txt\n'
  expect '# '
  keys 'echo "prom""pt"\n'
  expect 'prompt'
  kill -KILL "$LAB_PID"
  timeout 60 tail --pid="$(<pid)" -f /dev/null
  assert_equal "$(<task1/notes.txt)" saved
}

# line PATH... - what a machine says to bring PATHs back, for lab_sends.
line() {
  local path
  for path; do
    # shellcheck disable=SC2059 # a path that no file may have is a format
    printf '644 %s =%s ' "$(printf "$path" | base64 -w0)" "$(printf evil | base64)"
  done
}

@test "a hostile machine reaches nothing but sources of the task folders" {
  local sent
  mkdir outside
  ln -s ../outside task1/link
  mkdir task1/folder.c
  cp -r . ../former
  sent=$(line ../evil.c /tmp/kit-evil.c task1/../evil.c task1/./../evil.c task1/.git/config task1/.git/x.c \
    task2/container_root/a.c task1/program task9/a.c Makefile grader/guest/lab.sh task1/link/a.c \
    task1/folder.c 'task1/a\nb.c' 'task1/\033[2J.c' task1)
  # then one that is cut off, and what is no line at all
  lab_sends "printf '%s' '$sent' >\$KIT_OUTPUT; printf '777 dGFzazEvYS5j ZXZpbA== 644 dGFzazEvYS5j ZX!! .\n644 dGFzazEvYS5j ZXZpbA==' >\$KIT_OUTPUT; head -c 9000 /dev/urandom >\$KIT_OUTPUT"
  assert_equal "$status" 4
  diff -r --no-dereference . ../former
  lab_sends "printf '%s.\n' '$sent' >\$KIT_OUTPUT"
  assert_equal "$status" 4
  diff -r --no-dereference . ../former
  assert [ ! -e /tmp/kit-evil.c -a ! -e ../evil.c ]
  assert_equal "$(grep -c 'left out' <<<"$output")" 16
  refute_output --partial $'\e[2J.c'
}

@test "one file that is left out does not keep the others away" {
  lab_sends "printf '%s.\n' '$(line ../evil.c task1/good.c)' >\$KIT_OUTPUT"
  assert_equal "$status" 4
  assert_output --partial "left out: '../evil.c'"
  assert_output --partial 'brought back task1/good.c'
  assert_equal "$(<task1/good.c)" evil
}

@test "tasks 3 and 4 have their world: another host, a name server, a quick debootstrap" {
  cp "$KIT_ROOT"/solutions/task3/* task3
  sed -i 's/DEFAULT_IFC:=eth0/DEFAULT_IFC:=wan7/' task3/config.sh
  lab 'cd ../task3; make -s; ip -br link show wan7; curl -s http://a.example.org/cgi-bin/who
    sudo ./conductor.sh build deb | tail -n 1; ./conductor.sh run deb c1 -- sleep 1000 >/dev/null &
    until ./conductor.sh exec c1 -- true; do :; done; ./conductor.sh addnetwork c1 -i
    ./conductor.sh exec c1 -- ping -c 1 -W 5 a.example.org; ./conductor.sh stop c1; hostname'
  assert_success
  assert_output --regexp 'wan7@'
  assert_output --regexp 'world-[0-9]+-[0-9]+ 10\.'
  assert_output --partial '1 received'
  assert_output --partial 'c1 successfully removed'
  assert_line --partial cs695
}

@test "editors, git, a second terminal, and every page that a handout or a hint names" {
  grep -ohE '[A-Za-z0-9_.-]+\([1-8]\)' task*/*.md "$KIT_ROOT/build/tables/rooms.json" | grep -v '^probe(' | sort -u >task1/pages.txt
  assert [ "$(wc -l <task1/pages.txt)" -gt 30 ]
  lab 'tr "()" "  " <pages.txt | while read -r page section; do man -w "$section" "$page" >/dev/null 2>&1 || echo "no page $page.$section"; done
    for i in nano vim git tmux man; do "$i" --version >/dev/null 2>&1 || command -v "$i" >/dev/null || echo "no program $i"; done'
  assert_success
  refute_output --regexp 'no (page|program) [a-z]'
}

@test "the image that grades is as it was: the lab's layer has a place of its own" {
  # shellcheck source=../../../vm/lib/cache.sh
  source vm/lib/cache.sh
  local image lab
  image=$(image_dir) lab=$(lab_dir)
  printf '\nnano\n' >>vm/lab-packages.txt
  assert_equal "$(image_dir)" "$image"
  assert [ "$(lab_dir)" != "$lab" ]
}

@test "wrong usage is status 2" {
  run grader/bin/kit-lab --task 9
  assert_equal "$status" 2
  run grader/bin/kit-lab --frobnicate
  assert_equal "$status" 2
}
