#!/usr/bin/env bats
# stub.bats - a process that jumps into the stub, by which user-mode Linux runs it,
# reaches nothing of the host: vm/kernel-stub.patch.
# SPDX-License-Identifier: MIT

load ../../helper

setup_file() {
  [[ $("$KIT_ROOT/vm/probe" --quiet) == uml ]] || skip 'the machine is not user-mode Linux'
  # shellcheck source=../../../../vm/lib/backend.sh
  source "$KIT_ROOT/vm/lib/backend.sh"
  MODE=$(backend_mode uml)
  export MODE
}

setup() {
  local hostile=$KIT_ROOT/grader/test/machine/hostile
  mkdir "$BATS_TEST_TMPDIR/in"
  # _GNU_SOURCE must come before whatever is included first
  {
    printf '#define _GNU_SOURCE\n'
    cat -- "$hostile/stub_gadgets.c" "$hostile/leaves_by_stub.c"
    printf 'int main(void)\n{\n    hostile();\n}\n'
  } >"$BATS_TEST_TMPDIR/in/leave.c"
  tar -C "$BATS_TEST_TMPDIR/in" -cf "$BATS_TEST_TMPDIR/in.tar" .
}

@test "no call from the stub reaches the host, and no forged report ends the machine" {
  # shellcheck disable=SC2016 # expanded in the machine
  run "$KIT_ROOT/vm/run" --input "$BATS_TEST_TMPDIR/in.tar" --log "$BATS_TEST_TMPDIR/log" \
    --output - -- sh -c 'gcc -O1 -o /tmp/leave leave.c && /tmp/leave >"$KIT_OUTPUT"'
  assert_success
  refute_output --partial REACHED
  assert_output --partial '500 were forged'
  if [[ $MODE == seccomp=strict ]]; then
    # a guess may end the process that makes it, which gains nothing either
    assert_output --regexp 'of 10000 calls (10000|99[0-9]{2}) were refused and [0-9]{1,2} killed, 0 reached'
    assert_output --partial "the stub's orders cannot be written"
  else
    # ptrace(2) ends a process that makes a call from there
    assert_output --partial 'of 10000 calls 0 were refused and 10000 killed'
  fi
}
