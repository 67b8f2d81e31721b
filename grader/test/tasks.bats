#!/usr/bin/env bats
# tasks.bats - kit-tasks proves the rooms of the tasks; and a task is added by three
# folders, renamed by one, with no other file changed.

load helper
load scratch

setup_file() {
  scratch_kit "$BATS_FILE_TMPDIR/kit"
  cp -r "$BATS_FILE_TMPDIR/kit" "$BATS_FILE_TMPDIR/nine"
  add_task_9 "$BATS_FILE_TMPDIR/nine"
}

setup() {
  cd "$BATS_FILE_TMPDIR" || return
}

# nine FILE SED - says what kit-tasks says where that file of task 9's room is changed so, in a
# kit of this test's own.
nine() {
  local status=0
  [[ -d $BATS_TEST_TMPDIR/nine ]] || cp -r "$BATS_FILE_TMPDIR/nine" "$BATS_TEST_TMPDIR"
  cd "$BATS_TEST_TMPDIR/nine" || return
  cp -- "$1" ../before
  sed -i -E "$2" "$1"
  { make --silent tools && grader/bin/kit-tasks 9; } || status=$?
  cp -- ../before "$1"
  return "$status"
}

@test "the rooms of the kit are sound" {
  run "$KIT_ROOT/grader/bin/kit-tasks"
  assert_success
  assert_output ''
}

@test "of a task with one mutant and no variant this is said, and nothing else" {
  run nine/grader/bin/kit-tasks
  assert_failure 1
  assert_output 'task 9: stage 9a: 1 of 5 mutants fail it
task 9: fewer than 3 variants'
}

@test "each slip in a row is found and named" {
  local room=grader/tasks/9
  while IFS=@ read -r file change says; do
    run nine "$file" "$change"
    assert_failure
    assert_output --partial "$says"
  done <<END
$room/task.jq@s/seconds: 20/secs: 20/@task.jq: nobody knows the key 'secs'
$room/task.jq@s/seconds: 20/secs: 20/@task.jq: 'seconds' is missing
$room/task.jq@s/memory: 256/memory: 5/@memory: 5 MiB are no machine
$room/task.jq@s/seconds: 20/seconds: 20, ways: {"2025": {image: "nowhere"}}/@ways: '2025': image: 'nowhere' is no function
$room/task.jq@s/seconds: 20/seconds: 20, older_product: {"2025": "old"}/@older_product: '2025': 'old' is no folder of the room
$room/stages.jq@s/points: 7/points: 7, only: []/@stage 9a: only [] are no years
$room/task.jq@s/seconds: 20/seconds: 30/@task 9: the handout's limits lack 30 s
$room/scenario.sh@s/step run 5/step run 6/@the handout's limits have 5 s, which scenario.sh does not have
$room/task.jq@s/"own_name.c"/"own.c"/@task9/own.c is missing
$room/stages.jq@s/points: 7/points: 8/@stage 9a: 8 points, and the handout gives 7
$room/stages.jq@s/points: 7/points: 7, needs: ["9z"]/@stage 9a: needs '9z', which is no stage here
$room/stages.jq@/first, then/d;s/(UTS; .*"),$/\1/@stage 9a: 2 of 3 hints
$room/stages.jq@s/namespace\?"/namespace"/@stage 9a: its first hint is no question
$room/stages.jq@s/\(2\)//g@stage 9a: its second hint names no page
$room/checks.jq@s/fact: "named"/fact: "called"/@check 9a-named: facts.jq has no fact 'called'
$room/checks.jq@s/fact: "named"/fact: "called"/@facts.jq: nobody asks for the fact 'named'
$room/checks.jq@s/stage: "9a", share: 1/stage: "9b", share: 1/@check 9a-named: there is no stage '9b'
$room/checks.jq@s/id: "9a-named"/id: "9a-own-uts"/@the id '9a-own-uts' is there twice
$room/mistakes.jq@s/check: "9a-own-uts"/check: "9b"/@mistake machine-renamed: there is no check '9b'
$room/mistakes.jq@s/id: "machine-renamed"/id: "renamed"/@mistake renamed: no mutant makes it speak
$room/mutants/no-unshare.patch@s/Fails: 9a/Fails: 9b/@mutants/no-unshare: there is no stage '9b'
$room/facts.jq@s/once\(/twice(/@task 9: facts.jq:
solutions/task9/own_name.c@s/(begin|end) 9a/\1 9b/@stage 9a: task9/own_name.c of the solution has no region of it
END
}

@test "a room that cannot be read stops the build, which names the file" {
  run nine grader/tasks/9/checks.jq 's/^\]$//'
  assert_failure
  assert_output --partial 'compile-tables: cannot read grader/tasks/9/checks.jq'
}

@test "task 9 is unpacked, submitted and packed, and no file of the kit was changed" {
  cd "$BATS_TEST_TMPDIR"
  cp -r "$BATS_FILE_TMPDIR/nine" kit
  run git -C kit status --porcelain
  refute_output --regexp '^ ?M'
  cp -r "$BATS_FILE_TMPDIR/kit" before
  diff -rq --exclude .git --exclude build before kit >differ || true
  run cat differ
  assert_output 'Only in kit/grader/tasks: 9
Only in kit/solutions: task9
Only in kit: task9'
  # what a student hands in
  cp kit/solutions/task9/own_name.c kit/task9
  run kit/grader/bin/kit-submit --roll 22m0789
  assert_success
  assert_output --partial 'task9/own_name.c'
  kit/grader/bin/kit-unpack kit/22m0789_assignment3.tar.gz unpacked
  run gojq -c '[.files[] | select(.task == "9") | .path]' unpacked/unpack.json
  assert_output '["task9/own_name.c"]'
  # what students get
  kit/grader/bin/kit-skeletons
  git -C kit -c user.name=a -c user.email=a@b commit -qm nine
  kit/grader/bin/kit-pack --out .
  run tar -tzf container-kit-*.tar.gz
  assert_line container-kit/task9/own_name.c
  assert_line container-kit/grader/tasks/9/mistakes.jq
  refute_output --partial mutants
  refute_output --partial solutions
}

@test "a room that is renamed is another task of the same files" {
  cd "$BATS_TEST_TMPDIR"
  cp -r "$BATS_FILE_TMPDIR/kit" kit
  local elective
  elective=$(gojq -r 'first(.[] | select(.elective)) | .task' kit/build/tables/rooms.json)
  mv kit/grader/tasks/"$elective" kit/grader/tasks/z
  make --silent -C kit tools
  run kit/grader/bin/kit-tasks
  assert_success
  run kit/grader/bin/kit-grade --task "$elective" kit/solutions
  assert_failure 2
  assert_output --regexp "there is no task '$elective': the tasks are .* z$"
}
