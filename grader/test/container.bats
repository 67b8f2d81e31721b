#!/usr/bin/env bats
# container.bats - the solution of task1/container.c, built with the sanitizers, as far
# as it needs no machine: neither limits nor links.

load helper
bats_require_minimum_version 1.5.0

setup_file() {
  local flags=(-std=c17 -Wall -Wextra -Wshadow -Wconversion -Werror "-I$KIT_ROOT/task1")
  local given=() file tool
  for file in options state change_root devices cgroup veth child; do
    given+=("$KIT_ROOT/task1/$file.c")
  done
  cd "$BATS_FILE_TMPDIR" || return
  gcc "${flags[@]}" -fsanitize=address,undefined -fno-sanitize-recover=all \
    -o container "$KIT_ROOT/solutions/task1/container.c" "${given[@]}"
  gcc "${flags[@]}" -o skeleton "$KIT_ROOT/task1/container.c" "${given[@]}"
  # the search for leaks would start a process
  export ASAN_OPTIONS=detect_leaks=0
  # an image of a few of the machine's programs and their libraries
  mkdir -p images/img/usr/{bin,lib,lib64} a,b
  touch images/file
  ln -s usr/bin usr/lib usr/lib64 images/img
  for tool in sh cat ls sleep readlink rm; do
    while IFS= read -r file; do
      install -D "$file" "images/img/${file#/}"
    done < <(command -v "$tool" && ldd "$(command -v "$tool")" | grep -o '/[^ ]*')
  done
}

# a name of its own for each test: all containers of a machine share /tmp/container
setup() {
  cd "$BATS_FILE_TMPDIR" || return
  ID=bats-$BATS_ROOT_PID-$BATS_TEST_NUMBER
}

teardown() {
  rm -rf -- "/tmp/container/$ID"
}

container() {
  ./container "$@" 3>&- 4>&-
}

as_root() {
  ((EUID == 0)) || skip 'only root may make a container'
}

@test "x wrong command lines: one line, a status, nothing changed" {
  local line arguments wanted message status wrong=0 rows=0 before
  before=$(find . | sort)
  while IFS= read -r line; do
    [[ $line != '#'* ]] || continue
    IFS=$'\x1f' read -r arguments wanted message <<<"${line//$'\t'/$'\x1f'}"
    rows=$((rows + 1)) status=0
    # the table is ours: its words are shell words
    eval "container $arguments" >out 2>err || status=$?
    if [[ $status != "$wanted" || -s out || $(grep -c "container: " err) != 1 ]] || ! grep -q -- "$message" err; then
      wrong=$((wrong + 1))
      printf 'container %s: status %s, wanted %s and %s\n' "$arguments" "$status" "$wanted" "$message"
      cat out err
    fi
  done <"$FIXTURES/container-usage.tsv"
  rm -f out err
  assert_equal "$(find . | sort)" "$before"
  ((rows >= 15))
  assert_equal "$wrong" 0
}

@test "x --help tells every option, on standard output, for anybody" {
  run --separate-stderr container --help
  assert_success
  for option in hostname net memory swap cpus pids rm; do
    assert_output --partial "--$option"
  done
  # shellcheck disable=SC2154 # set by run --separate-stderr
  assert_equal "$stderr" ''
}

@test "x the skeleton does nothing but say what is to do" {
  run ./skeleton --hostname box --net 10.9.8.2/24 --rm "$ID" img true
  assert_failure 125
  assert_output --regexp '^container: stage x1 is still to do: [^'$'\n'']*$'
  assert [ ! -e "/tmp/container/$ID" ]
}

@test "x the root of the image is /, with a proc and devices of its own" {
  as_root
  run container --hostname box "$ID" img sh -c 'echo $$; cat /proc/sys/kernel/hostname; echo /proc/[0-9]*; echo x >/dev/null; ls /'
  assert_success
  assert_line --index 0 1
  assert_line --index 1 box
  assert_line --index 2 /proc/1
  assert_equal "$(container "$ID" img ls /)" "$(
    cd images/img && { ls && printf 'dev\nproc\n'; } | sort
  )"
}

@test "x five new namespaces, and no mount is left" {
  as_root
  local kind mine
  run container --rm "$ID" img sh -c 'cd /proc/self/ns && readlink mnt pid uts ipc net'
  assert_success
  for kind in mnt pid uts ipc net; do
    mine=$(readlink "/proc/self/ns/$kind")
    refute_line "$mine"
    assert_line --partial "$kind:"
  done
  run grep "container/$ID" /proc/self/mountinfo
  assert_output ''
}

@test "x what is written stays with the ID and does not reach the image" {
  as_root
  local before
  before=$(find images -type f -exec sha256sum {} + | sort)
  container "$ID" ./images/img sh -c 'echo one >/file; rm /bin/cat'
  assert_equal "$(<"/tmp/container/$ID/upper/file")" one
  cd /
  # shellcheck disable=SC2016 # expanded inside
  run "$BATS_FILE_TMPDIR/container" "$ID" "$BATS_FILE_TMPDIR/images/img" sh -c 'read x </file; echo $x; ls /bin/'
  assert_success
  assert_line --index 0 one
  refute_line cat
  cd "$BATS_FILE_TMPDIR"
  assert_equal "$(find images -type f -exec sha256sum {} + | sort)" "$before"
  container --rm "$ID" img sh -c 'exit 0'
  assert [ ! -e "/tmp/container/$ID" ]
}

@test "x the exit status comes back: the command's, 126, 127, 128 and a signal's" {
  as_root
  run container "$ID" img sh -c 'exit 7'
  assert_failure 7
  run -127 container "$ID" img nosuch
  run -126 container "$ID" img /usr
  # shellcheck disable=SC2016 # expanded inside
  run container "$ID" img sh -c 'sleep 600 & kill -KILL $!; wait $!'
  assert_failure 137
}

@test "x without a command it is a shell" {
  as_root
  # shellcheck disable=SC2016 # expanded inside
  run container "$ID" img <<<'echo $0 $$'
  assert_success
  assert_output --regexp '^(/bin/)?(ba)?sh 1$'
}

@test "x arguments arrive as they are" {
  as_root
  # shellcheck disable=SC2016 # expanded inside
  run container "$ID" img sh -c 'for x; do echo "<$x>"; done' --rm --hostname 'a  b' '' '*'
  assert_output $'<--hostname>\n<a  b>\n<>\n<*>'
}

# start COMMAND...: a container with it runs in the background, and has made /ready.
start() {
  ./container "$ID" img "$@" 3>&- 4>&- &
  CONTAINER=$!
  until [[ -e /tmp/container/$ID/upper/ready ]]; do sleep 0.02; done
}

@test "x an ID that is running is refused" {
  as_root
  start sh -c '>/ready; exec sleep 600'
  run container --rm "$ID" img ls
  assert_failure 125
  assert_output "container: '$ID' is running"
  assert [ -e "/tmp/container/$ID/upper/ready" ]
  kill -KILL "$CONTAINER"
  wait "$CONTAINER" || true
  # the kernel has let it go, though nobody cleaned up
  until container "$ID" img ls /ready; do sleep 0.02; done
}

@test "x a signal is passed on; a command that does not know it ends by it" {
  as_root
  local status=0
  start sh -c 'trap "exit 9" TERM; >/ready; while :; do sleep 0.1; done'
  kill -TERM "$CONTAINER"
  wait "$CONTAINER" || status=$?
  assert_equal "$status" 9
  rm "/tmp/container/$ID/upper/ready"
  start sh -c '>/ready; sleep 600; exit 3'
  kill -INT "$CONTAINER"
  status=0
  wait "$CONTAINER" || status=$?
  assert_equal "$status" 130
}

@test "x a directory of somebody else in the place of the state is not used" {
  as_root
  mkdir -p /tmp/container
  mkdir "/tmp/container/$ID"
  chown 65534 "/tmp/container/$ID"
  run container "$ID" img ls
  assert_failure 125
  assert_output "container: '/tmp/container/$ID' belongs to another user"
  rmdir "/tmp/container/$ID"
  ln -s /etc "/tmp/container/$ID"
  run container --rm "$ID" img ls
  assert_failure 125
  assert_output --partial "cannot open '/tmp/container/$ID'"
  assert [ -e /etc/passwd ]
}
