#!/usr/bin/env bats
# class.bats - what machine/class.bats shows, with a class of forty; and how long one
# job takes and how long two.

@test "forty are graded, killed and resumed, and through Slurm, with the same marks" {
  load ../../helper
  CLASS_SIZE=40 run bats "$KIT_ROOT/grader/test/machine/class.bats"
  assert_success
}

@test "two jobs are quicker than one" {
  load ../../helper
  load ../../class_of
  cd "$BATS_TEST_TMPDIR" || return
  moodle_class 40
  local jobs
  local -a took
  for jobs in 1 2; do
    no_evidence
    SECONDS=0
    class "jobs-$jobs" --jobs "$jobs" >log 2>&1
    took[jobs]=$SECONDS
  done
  printf '# one job %s s, two jobs %s s\n' "${took[1]}" "${took[2]}" >&3
  (($(nproc) == 1 || took[2] < took[1]))
  diff <(marks jobs-1) <(marks jobs-2)
}

@test "of sixty with two mistakes each, the groups of the class are those that were put in" {
  load ../../helper
  load ../../class_of
  cd "$BATS_TEST_TMPDIR" || return
  two_mistakes 60
  # one seed: each task with a mistake is recorded once
  "$KIT_ROOT/grader/bin/kit-class" --out out class -- --task 1 --task 2 --seed sixty
  # shellcheck disable=SC2016 # gojq's variables
  gojq -r '[.[] | .key as $key | .checks[].mistake // empty | "\(.) \($key)"] | unique[]' out/gradebook/class.json >seen
  diff <(sort -u put-in) <(sort seen)
  python3 -c 'import csv, decimal as d
table = lambda name: list(csv.DictReader(open(f"out/gradebook/{name}.csv")))
for r in table("mistakes"):
    if r["mistake"]: [print(r["mistake"], m) for m in r["members"].split()]
lost = [sum(d.Decimal(r["points"]) for r in table("mistakes")),
    sum(d.Decimal(r["of"]) - d.Decimal(r["points"]) for r in table("checks")),
    sum(45 - d.Decimal(r["total"]) for r in table("grades"))]
assert lost[0] > 0 and len(set(lost)) == 1, lost' | sort >seen
  diff <(sort -u put-in) seen
}
