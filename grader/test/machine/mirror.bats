#!/usr/bin/env bats
# mirror.bats - the world's Debian mirror: apt-get as it comes works in a base image whose
# machine has a way outside, on any later day, and fails as elsewhere where there is none.
# SPDX-License-Identifier: MIT

load ../helper

setup_file() {
  local dir=$BATS_FILE_TMPDIR/in
  mkdir "$dir"
  cp -- "$KIT_ROOT/grader/guest/world.sh" "$KIT_ROOT/grader/test/machine/mirror-visit" "$dir"
  tar -C "$dir" -cf "$BATS_FILE_TMPDIR/in.tar" .
  # shellcheck disable=SC2016 # known inside
  "$KIT_ROOT/vm/run" --input "$BATS_FILE_TMPDIR/in.tar" --disk "$("$KIT_ROOT/vm/mirror")" --memory 1024 \
    --output "$BATS_FILE_TMPDIR/out" -- sh -c './mirror-visit >"$KIT_OUTPUT" 2>&1'
}

# said PART - what mirror-visit printed in this part.
said() {
  run sed -n "/^== $1\$/,/^== /p" "$BATS_FILE_TMPDIR/out"
}

@test "without a network no name is known" {
  said alone
  assert_output --partial "Temporary failure resolving 'deb.debian.org'"
  assert_output --partial "Temporary failure resolving 'security.debian.org'"
}

@test "a year later the indexes are taken, as Debian signed them, by the user _apt" {
  said update
  assert_output --partial 'security.debian.org/debian-security'
  refute_line --regexp '^[EW]:|unsandboxed|^Err:'
  assert_line 'apt-get update: 0'
}

@test "a package and what it needs are installed and work" {
  said install
  assert_line --regexp '^tcp6? .*LISTEN'
  assert_line 'apt-get install --yes net-tools: 0'
}

@test "a service in flask is installed and answers over HTTP" {
  said flask
  assert_line 'apt-get install --yes --no-install-recommends python3-flask: 0'
  assert_line 'visitor 1'
}

@test "what is not there fails as it does on a real machine" {
  said absent
  assert_line 'E: Unable to locate package no-such-package'
  assert_line --partial '404  Not Found'
  assert_line 'curl: (6) Could not resolve host: mirror.invalid'
  assert_line --partial '100% packet loss'
}
