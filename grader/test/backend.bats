#!/usr/bin/env bats
# backend.bats - a back end is a file in vm/backend and nothing else: it is found, ranked
# and offered. In a scratch copy of vm/, without a machine.
# SPDX-License-Identifier: MIT

load helper

setup() {
  cd "$BATS_TEST_TMPDIR" || return
  export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache PATH=$BATS_TEST_TMPDIR/bin:$PATH
  cp -r "$KIT_ROOT/vm" .
  mkdir -p bin "$(bash -c 'source vm/lib/cache.sh; image_dir')"
  printf '#!/bin/sh\nexit 0\n' >bin/bwrap
  chmod +x bin/bwrap
  # none of the kit's own can be tried
  for name in kvm uml tcg; do
    printf 'backend_missing() { printf "no %s\\n"; }\n' "$name" >>"vm/backend/$name"
  done
}

# paper NAME RANK [LINE] - a back end whose machine is made of paper.
paper() {
  cat >"vm/backend/$1" <<PAPER
backend_rank=$2
backend_boot_seconds=3
backend_slowness=1
backend_missing() { :; }
backend_command() { machine=(bash -c 'printf "ready\nexit 7\n" >&4'); }
${3-}
PAPER
}

@test "a new back end is offered in its place to who names one that there is not" {
  run vm/run --backend foo -- true
  assert_equal "$status" 2
  assert_output "run: unknown back end 'foo': there are kvm, uml, tcg, here"
  paper paper 15
  run vm/run --backend foo -- true
  assert_output "run: unknown back end 'foo': there are kvm, paper, uml, tcg, here"
  run vm/run --backend paper -- true
  assert_equal "$status" 7
}

@test "vm/probe tries it by its rank, and takes it when it boots" {
  paper paper 25 "backend_command() { machine=(bash -c 'printf \"ready\nexit 0\n\" >&4'); }"
  run vm/probe
  assert_success
  assert_line --index 0 --regexp '^kvm +no kvm$'
  assert_line --index 1 --regexp '^uml +no uml$'
  assert_line --index 2 --regexp '^paper +works$'
  assert_equal "${#lines[@]}" 3
  run vm/probe --quiet
  assert_output paper
  run vm/probe --hint
  assert_output ''
  # another one that is better is seen, although the answer was remembered
  paper card 1 "backend_command() { machine=(bash -c 'printf \"ready\nexit 0\n\" >&4'); }"
  run vm/probe --quiet
  assert_output card
}

@test "one that does not boot within its limit is passed over, with the reason" {
  paper paper 1 "backend_boot_seconds=1
backend_command() { machine=(sleep 60); }"
  run vm/probe
  assert_equal "$status" 125
  assert_line --regexp '^paper +the machine \(paper\) did not boot in 1 s$'
}

@test "a slow one says what the faster ones lack" {
  paper paper 25 "backend_hint='paper is slow'
backend_command() { machine=(bash -c 'printf \"ready\nexit 0\n\" >&4'); }"
  run vm/probe --hint
  assert_output 'probe: paper is slow; kvm: no kvm; uml: no uml'
}

@test "what one back end sets does not reach the next" {
  run bash -euc 'source vm/lib/backend.sh
    load_backend here; load_backend kvm
    printf "%s %s %s\n" "$backend_on_host" "${backend_one_processor-none}" "${jail_devices[0]}"
    ! declare -F backend_clean
    load_backend uml
    printf "%s %s\n" "$backend_one_processor" "${#jail_devices[@]}"'
  assert_success
  assert_output $'no none --dev-bind-try\nyes 0'
}

@test "one that has no time of its own, or a kernel that cannot, is not asked for it" {
  has_virtual_time() { bash -c 'source vm/lib/backend.sh; has_virtual_time "$0"' "$1"; }
  paper paper 15
  paper clock 16 'backend_virtual_time() { :; }'
  paper stopped 17 'backend_virtual_time() { false; }'
  run has_virtual_time clock
  assert_success
  run has_virtual_time paper
  assert_failure
  run has_virtual_time stopped
  assert_failure
}

@test "the grader's programs offer them too, and name none" {
  local command
  for command in kit-lab kit-grade 'kit-class . --'; do
    # shellcheck disable=SC2086 # words
    run "$KIT_ROOT"/grader/bin/$command --backend foo
    assert_equal "$status" 2
    assert_line --partial "unknown back end 'foo': there are kvm, uml, tcg, here"
  done
  run grep -rnE '(kvm|uml|tcg)\b.*\b(kvm|uml|tcg|here)\b' "$KIT_ROOT"/grader/{bin,bench,class} "$KIT_ROOT"/vm/{run,probe,lib} "$KIT_ROOT/Makefile"
  assert_output ''
}
