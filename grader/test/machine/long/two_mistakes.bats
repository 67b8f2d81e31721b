#!/usr/bin/env bats
# two_mistakes.bats - of two mistakes in one submission the one in the earlier stage speaks
# first, and the other one is named as well: neither hides behind the other.

setup() {
  load ../../helper
  cd "$BATS_TEST_TMPDIR" || return
}

# mistake_of TASK MUTANT - the mistake that it makes.
mistake_of() {
  sed -n '/^$/q; s/^Mistake: //p' "$KIT_ROOT/grader/tasks/$1/mutants/$2.patch"
}

# both TASK FOLDERS EARLIER LATER - grades the solution with both mistakes.
both() {
  local task=$1 folders=$2 earlier=$3 later=$4 mutant said
  mkdir -p "$earlier+$later/work"
  for mutant in $folders; do
    cp -r "$KIT_ROOT/solutions/$mutant" "$earlier+$later/work"
  done
  for mutant in "$earlier" "$later"; do
    patch --quiet --strip 1 --directory "$earlier+$later/work" <"$KIT_ROOT/grader/tasks/$task/mutants/$mutant.patch"
  done
  "$KIT_ROOT/grader/bin/kit-grade" --task "$task" --seed proofs --out "$earlier+$later/out" "$earlier+$later/work" >/dev/null
  said=$(gojq -r '[.tests[].extra_data | select(.verdict == "fail") | .mistake // .id]
    | "\(.[0]) \(.[1:] | join(" "))"' "$earlier+$later/out/results.json")
  [[ $said == "$(mistake_of "$task" "$earlier") "* && " ${said#* } " == *" $(mistake_of "$task" "$later") "* ]] \
    || fail "$earlier and $later: $said"
}

@test "two mistakes in task 1" {
  both 1 task1 child-1-crashes child-2-pid-only
  both 1 task1 no-newpid uts-in-parent
  both 1 task1 no-sethostname pid-after-fork
  both 1 task1 stack-low-end fd-never-opened
  both 1 task1 sizeof-pointer child-2-goes-on
  both 1 task1 no-newuts pid-in-child-2
  both 1 task1 debug-line-1a debug-line-1b
}

@test "two mistakes in task 2" {
  both 2 task2 no-libraries no-fork-2b
  both 2 task2 root-not-changed no-ipc-namespace
  both 2 task2 no-fork-2b limit-whole-cpu
  both 2 task2 subtask1-in-2b cgroup-left
  both 2 task2 chroot-before-unshare subtask2-in-2c
  both 2 task2 root-in-single-quotes no-pid-namespace
  both 2 task2 no-uts-namespace removal-loops
}

@test "two mistakes in task 3" {
  both 3 task3 run-no-exec exec-no-uts
  both 3 task3 run-mode-750 net-lo-down
  both 3 task3 exec-no-root lite-ignores-wd
  both 3 task3 lite-no-fork net-inside-down
}

@test "two mistakes in task 4" {
  both 4 'task3 task4' no-peer stop-external-only
  both 4 'task3 task4' ports-swapped clean-fails
}
