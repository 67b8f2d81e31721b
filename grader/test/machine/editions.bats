#!/usr/bin/env bats
# editions.bats - submissions for other editions of the assignment: they have all points, and
# three mistakes in each are told at their stages.
# SPDX-License-Identifier: MIT

load ../helper

setup() {
  cd "$BATS_TEST_TMPDIR" || return
}

# submission YEAR - one of that edition, in directory `work`.
submission() {
  edition=$1
  cp -r "$FIXTURES/editions/$1" work
  cp "$FIXTURES/editions/network.sh" work/task3
}

# grade TASK... - those of `work`; failed is then the stages that failed.
grade() {
  local task tasks=()
  for task; do
    tasks+=(--task "$task")
  done
  timeout 590 "$KIT_ROOT/grader/bin/kit-grade" --edition "$edition" "${tasks[@]}" --seed 1 --color never --out out work >log 2>&1 || fail "$(<log)"
  failed=$(gojq -r '[.extra_data.stages[] | select(.verdict != "pass") | .id] | join(" ")' out/results.json)
}

@test "2024: images copied, options anywhere, a service installed in its container" {
  submission 2024
  grade 3 4
  assert_equal "$failed" ''
  assert_equal "$(gojq '[.extra_data.tasks[].score]' out/results.json | xargs)" '[ 35, 20 ]'
  assert_equal "$(gojq -r '[.extra_data.stages[].id] | join(" ")' out/results.json)" '3a 3b 3c 4a 4b'
}

@test "2025: images that are built of files, in layers, and taken away by clean.sh" {
  submission 2025
  grade 3 4
  assert_equal "$failed" ''
  assert_equal "$(gojq -r '[.extra_data.stages[].id] | join(" ")' out/results.json)" '3a 3b 3c 3d 3e 4a 4b 4c'
}

@test "2024: exec outside of the IPC namespace, lo down, no way out for c2" {
  submission 2024
  sed -i '/nsenter/s/ -i / /' work/task3/conductor.sh
  sed -i '/link set lo up/d' work/task3/network.sh
  sed -i 's/addnetwork -i c2/addnetwork c2/
    s/apt-get update .*app.py/cd counter-service; bash run.sh/; s/sleep 40/sleep 4/' work/task4/service-orchestrator.sh
  grade 3 4
  assert_equal "$failed" '3b 3c 4a'
}

@test "2025: COPY writes below its layer, RUN outside of the image, clean.sh forgets c2" {
  submission 2025
  # shellcheck disable=SC2016 # the fixture's text
  sed -i 's|cp -r "$2" "$1$3"|cp -r "$2" "${lower##*:}$3"|
    s|unshare --pid --mount --fork chroot "$work/root" /bin/bash -c "mount.*"|/bin/bash -c "$3"|' work/task3/conductor.sh
  sed -i 's/ c2;/;/' work/task4/clean.sh
  # so that c2 is there to be forgotten
  sed -i /^RUN/d work/task4/counter.conf
  grade 3 4
  assert_equal "$failed" '3d 3e 4c'
}
