#!/usr/bin/env bats
# unpack_refused.bats - what unpack refuses, and its usage; and kit-unpack, which
# must leave all or nothing.

load helper
load unpack_samples
bats_require_minimum_version 1.5.0

# ---- what is refused -------------------------------------------------------

# Adds one entry to the sample and expects a refusal, of tar and zip.
refuse_entry() { # REGEX TYPE MODE NAME VALUE
  local regex=$1 format
  shift
  sample
  for format in ${FORMATS-ustar zip}; do
    rm -rf out
    forge "$format" "in.$format" "${SAMPLE[@]}" "$@"
    assert_refused "in.$format" "$regex"
  done
}

@test "an absolute path is refused" {
  refuse_entry "'/tmp/x' is an absolute path" f 644 /tmp/x x
}

@test "a path that climbs is refused, wherever it would end" {
  refuse_entry "'../x' leads out of it" f 644 ../x x
  FORMATS=ustar
  refuse_entry '.* leads out of it' f 644 task1/../task1/namespace_prog.c x
  refuse_entry '.* leads out of it' d 755 task1/.. ''
  refuse_entry '.* leads out of it' f 644 .git/../../x x
}

@test "a symbolic link that leaves is refused" {
  refuse_entry "'task1/a' is a symbolic link that leads out of it" \
    l 777 task1/a /etc/passwd
  refuse_entry '.* is a symbolic link that leads out of it' \
    l 777 task1/a ../b/../../c
}

@test "a hard link that leaves is refused" {
  FORMATS=ustar
  refuse_entry "'task1/a' is a hard link that leads out of it" \
    h 644 task1/a /etc/x
  refuse_entry '.* is a hard link that leads out of it' h 644 task1/a ../x
}

@test "a file below a link does not go where the link leads" {
  FORMATS=ustar
  refuse_entry '.* leads out of it' l 777 task1/a /tmp f 644 task1/a/x x
  sample
  forge ustar in.tar "${SAMPLE[@]}" l 777 task1/a ../task2 f 644 task1/a/x x
  rm -r out
  assert_taken in.tar "${TAKEN[@]}" task1/a/x
  run test -e out/src/task2/x
  assert_failure
}

@test "devices and pipes are refused" {
  FORMATS=ustar
  refuse_entry "'task1/a' is a device, a pipe or a socket" p 644 task1/a ''
  refuse_entry "'task1/a' is a device, a pipe or a socket" c 644 task1/a ''
}

@test "a device or socket in a zip is refused" {
  sample
  forge stored in.zip "${SAMPLE[@]}" f 652 task1/a x
  # the mode 100652 becomes that of a device, 020652, or a socket, 140652
  local type
  for type in '\x21' '\xc1'; do
    LC_ALL=C sed "s/\xaa\x81/\xaa$type/g" in.zip >other.zip
    rm -rf out
    assert_refused other.zip "'task1/a' is a device, a pipe or a socket"
  done
}

@test "set-id bits are refused" {
  refuse_entry "'task1/a' has a set-id bit" f 4755 task1/a x
  FORMATS=ustar
  refuse_entry "'a' has a set-id bit" f 2755 a x
}

@test "a known file larger than its limit is refused" {
  refuse_entry "'task1/container.c' is larger than 128 KiB" \
    z 644 task1/container.c 131073
  sample
  forge ustar in.tar "${SAMPLE[@]}" z 644 task1/container.c 131072
  rm -r out
  assert_taken in.tar "${TAKEN[@]}" task1/container.c
}

@test "a known file that is too large but not taken is no reason" {
  sample
  forge ustar in.tar "${SAMPLE[@]}" z 644 old/task3/config.sh 20000
  assert_taken in.tar "${TAKEN[@]}"
}

@test "too many files are refused" {
  FORMATS=ustar refuse_entry 'it holds too many files' n 644 doc/ 20000
}

@test "a decompression bomb is refused" {
  FORMATS='ustar,zstd zip' refuse_entry 'it is too large when unpacked' \
    z 644 zeros 67108864
}

@test "a file with a hole of a terabyte is refused" {
  make_tree in
  truncate -s 1T in/task1/hole
  tar -Scf in.tar in
  assert_refused in.tar 'it is too large when unpacked'
}

@test "a directory's file with a hole of a terabyte is ignored" {
  make_tree in
  truncate -s 1T in/task1/hole
  assert_taken in "${TAKEN[@]}"
}

@test "a bomb in .git is refused" {
  FORMATS=ustar,zstd refuse_entry 'it is too large when unpacked' \
    z 644 .git/zeros 536870913
}

@test "an archive that is compressed twice is refused" {
  FORMATS='ustar,gzip,gzip zip,gzip' refuse_entry 'it is compressed twice'
}

@test "an encrypted file is refused" {
  FORMATS=secret refuse_entry ".* is encrypted"
}

@test "a truncated archive is refused" {
  sample
  forge ustar in.tar "${SAMPLE[@]}"
  forge ustar,gzip in.gz "${SAMPLE[@]}"
  forge zip in.zip "${SAMPLE[@]}"
  head -c 514 in.tar >cut.tar
  head -c 100 in.gz >cut.gz
  head -c 200 in.zip >cut.zip
  local archive
  for archive in cut.*; do
    assert_refused "$archive" 'it cannot be read: .+'
    rm -r out
  done
}

@test "a damaged archive is refused" {
  forge stored in.zip f 644 task3/config.sh untouched
  sed -i 's/untouched/different/' in.zip
  assert_refused in.zip 'it cannot be read: ZIP bad CRC.*'
}

@test "what is no archive is refused" {
  local text
  for text in '' 'hello' $'\037\213\010'; do
    printf '%s' "$text" >in.tar
    rm -rf out
    assert_refused in.tar 'it cannot be read: .+'
    assert_report .kind null
  done
}

@test "a submission with none of the files is refused" {
  sample
  forge ustar in.tar f 644 task1/notes.txt x f 644 essay.pdf x
  assert_refused in.tar "none of the assignment's files is in it"
  assert_report '.ignored[].path' essay.pdf
  rm -r out
  forge ustar in.tar
  assert_refused in.tar "none of the assignment's files is in it"
  mkdir empty
  rm -r out
  assert_refused empty "none of the assignment's files is in it"
}

@test "names that are too long are refused" {
  local part
  printf -v part '%0256d' 0
  FORMATS='pax zip'
  refuse_entry '.* is too long a path' f 644 "task1/$part" x
  FORMATS='pax'
  part=${part:1}
  refuse_entry '.* is too long a path' f 644 "$part/$part/$part/$part/a" x
}

@test "nothing is written beside DEST" {
  sample
  mkdir -p deep/er
  forge ustar deep/in.tar "${SAMPLE[@]}" f 644 ../../evil x
  run "$ASAN/unpack" --manifest "$MANIFEST" deep/in.tar deep/er/out
  assert_equal "$status" 3
  assert_equal "$(find . -newer deep/in.tar -type f)" ./deep/er/out/unpack.json
}

# ---- usage -----------------------------------------------------------------

@test "a submission that is not there is an error of usage" {
  unpack nothing
  assert_equal "$status" 2
  assert_output "unpack: cannot open 'nothing': No such file or directory"
  run test -e out
  assert_failure
}

@test "a submission that is a pipe or a device is an error of usage" {
  mkfifo pipe
  unpack pipe
  assert_equal "$status" 2
  assert_output "unpack: 'pipe' is neither a file nor a directory"
  unpack /dev/zero
  assert_equal "$status" 2
}

@test "DEST must not be there, not even as a link" {
  make_tree in
  ln -s nowhere out
  unpack in
  assert_equal "$status" 2
  assert_output "unpack: 'out' exists already"
}

@test "the manifest must be one" {
  make_tree in
  local line
  for line in '' $'a.c\t1\t1\tyes\ta.c' $'../a\t1\t1\tyes\t../a' $'task1/a\t1\t1\tyes' \
    $'task1/a/b\t1\t1\tyes\ttask1/a/b' $'task1/a\t1\t0\tyes\ttask1/a' $'task1/a\t1\t1\tperhaps\ttask1/a' \
    $'task1/a\t1\t1\tyes\ttask2/a' $'task1/a\t1\t1\tyes\ttask1/a\t' \
    $'task1/a\t1\t1\tyes\ttask1/a\ntask1/b\t1\t1\tyes\ttask1/a'; do
    printf '%s\n' "$line" >bad.tsv
    run "$ASAN/unpack" --manifest bad.tsv in out
    assert_equal "$status: $line" "2: $line"
  done
}

@test "--help prints the usage, anything wrong prints it on stderr" {
  run --separate-stderr "$ASAN/unpack" --help
  assert_success
  assert_line --index 0 'usage: unpack --manifest FILE [--roll PATTERN] SUBMISSION DEST'
  run --separate-stderr "$ASAN/unpack" a b
  assert_equal "$status" 2
  assert_equal "$output" ''
}

# ---- kit-unpack ------------------------------------------------------------

@test "kit-unpack makes DEST and leaves nothing else" {
  make_tree in
  mkdir made
  run "$KIT_ROOT/grader/bin/kit-unpack" in made/out/
  assert_success
  assert_equal "$(ls -A made)" out
  assert_equal "$(ls made/out)" $'src\nunpack.json'
}

@test "kit-unpack makes DEST for a refused submission too" {
  mkdir in
  run "$KIT_ROOT/grader/bin/kit-unpack" in out
  assert_equal "$status" 3
  assert_report .refused "none of the assignment's files is in it"
}

@test "kit-unpack leaves nothing when unpack is killed" {
  mkdir -p kit/{grader/bin,build/bin,vm} made
  cp "$KIT_ROOT/grader/bin/kit-unpack" kit/grader/bin
  cp -r "$KIT_ROOT"/grader/{lib,course.sh} kit/grader
  cp -r "$KIT_ROOT/vm/lib" kit/vm
  cp -r "$KIT_ROOT/build/tables" kit/build
  # shellcheck disable=SC2016 # for the fake program
  printf '%s\n' '#!/bin/sh' 'mkdir -p "$5"/src; kill -KILL $$' \
    >kit/build/bin/unpack
  chmod +x kit/build/bin/unpack
  run kit/grader/bin/kit-unpack . made/out
  assert_equal "$status" 4
  assert_output --regexp "ended with status 137$"
  assert_equal "$(ls -A made)" ''
}

@test "kit-unpack refuses a DEST that is there" {
  mkdir in out
  run "$KIT_ROOT/grader/bin/kit-unpack" in out
  assert_equal "$status" 2
  assert_output "kit-unpack: 'out' exists already"
}

@test "kit-unpack takes a file by its name in the edition, and keeps it by the kit's" {
  make_tree in
  mv in/task3/config.sh in/task3/setup.sh
  EDITION=2025 run "$KIT_ROOT/grader/bin/kit-unpack" in out
  assert_success
  assert_report '[.files[].path | select(startswith("task3/"))] | join(" ")' \
    'task3/conductor.sh task3/config.sh task3/nsenter-lite.c'
  assert_report '.files[] | select(.path == "task3/config.sh").from' task3/setup.sh
  rm -r out
  EDITION=2026 run "$KIT_ROOT/grader/bin/kit-unpack" in out
  assert_report '.missing | join(" ")' task3/config.sh
}
