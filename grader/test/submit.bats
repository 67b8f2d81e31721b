#!/usr/bin/env bats
# submit.bats - kit-submit packs what the grader takes, warns plainly, and leaves
# the student's files alone.

setup() {
  load helper
  cd "$BATS_TEST_TMPDIR" || return
  export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b
  export GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b
  ARCHIVE=tree/22m0789_assignment3.tar.gz
}

# a_tree - the solutions as a student's tree, without the elective, which takes most of
# the compiler's time
a_tree() {
  cp -r "$KIT_ROOT/solutions" tree
  rm tree/task1/container.c
  # what is given, beside what is handed in
  find "$KIT_ROOT/task1" -maxdepth 1 -name '*.[ch]' ! -name container.c -exec cp --no-clobber -t tree/task1 {} +
  cp "$KIT_ROOT/task1/Makefile" tree/task1
}

# a_history - makes the tree a repository with everything committed
a_history() {
  git -C tree init -q -b main
  git -C tree add .
  git -C tree commit -q -m one
}

submit() {
  run "$KIT_ROOT/grader/bin/kit-submit" --tree tree --roll 22m0789 "$@" </dev/null
}

listed() {
  tar -tzf "$ARCHIVE" | grep -v '/$' | sort
}

# --- what is packed

@test "only the files that the rooms name are packed" {
  a_tree
  cp "$KIT_ROOT/solutions/task1/container.c" tree/task1
  touch tree/notes.txt tree/task1/namespace_prog tree/task9
  submit
  assert_success
  run listed
  assert_line 22m0789_assignment3/task1/namespace_prog.c
  assert_line 22m0789_assignment3/task1/container.c
  refute_line --partial notes
  refute_line --partial Makefile
  local path
  while IFS= read -r path; do
    # shellcheck disable=SC2016 # gojq's variables
    gojq -e --arg path "${path#22m0789_assignment3/}" 'any(.[].files[]; .path == $path)' "$KIT_ROOT/build/tables/rooms.json" >/dev/null || fail "$path"
  done < <(listed)
}

@test "the archive is the same bytes for the same input, whatever the clock and umask" {
  a_tree
  a_history
  submit
  assert_success
  mv "$ARCHIVE" first
  find tree -exec touch -d 2001-01-01 {} +
  umask 077
  submit
  cmp first "$ARCHIVE"
}

@test "the grader takes the archive, reads the roll number and computes the receipt" {
  a_tree
  submit
  assert_success
  "$KIT_ROOT/grader/bin/kit-unpack" "$ARCHIVE" unpacked
  assert_equal "$(gojq -r .roll unpacked/unpack.json)" 22m0789
  assert_line "Receipt: $(gojq -r .digest unpacked/unpack.json)"
  cmp unpacked/src/task1/namespace_prog.c tree/task1/namespace_prog.c
}

@test "of .git only HEAD, refs, packed-refs and objects are packed" {
  a_tree
  a_history
  git -C tree config remote.origin.url https://user:secret@host/x
  git -C tree gc -q
  git -C tree pack-refs --all
  touch tree/.git/hooks/evil
  submit
  assert_success
  assert_line --regexp '^  \.git .* 1 commits$'
  run bash -c "tar -tzf $ARCHIVE | grep -F /.git/ | cut -d/ -f3 | sort -u"
  assert_output $'\nHEAD\nobjects\npacked-refs\nrefs'
  tar -xzf "$ARCHIVE"
  run git -C 22m0789_assignment3 -c safe.directory='*' fsck --strict
  assert_success
}

@test "a repository that holds more than the kit stays at home" {
  mkdir outer
  a_tree
  mv tree outer
  git -C outer init -q
  run "$KIT_ROOT/grader/bin/kit-submit" --tree outer/tree --roll 22m0789
  assert_success
  assert_line --partial 'the history is left out'
  run tar -tzf "outer/$ARCHIVE"
  refute_output --partial .git
}

@test "an elective that was not begun is not packed" {
  a_tree
  cp "$KIT_ROOT/task1/container.c" tree/task1/
  submit
  assert_success
  refute_output --partial container.c
}

# --- the student's files

@test "a former archive is kept beside the new one" {
  a_tree
  submit
  cp "$ARCHIVE" first
  printf '// more\n' >>tree/task1/namespace_prog.c
  submit
  assert_success
  assert_output --partial 'the former one is now former-1-22m0789_assignment3.tar.gz'
  cmp first tree/former-1-22m0789_assignment3.tar.gz
  submit
  assert_output --partial 'was there already, the same bytes'
  [[ ! -e tree/former-2-22m0789_assignment3.tar.gz ]]
}

@test "no file of the tree is touched" {
  a_tree
  find tree -type f -exec sha256sum {} + | sort >before
  submit
  rm "$ARCHIVE"
  find tree -type f -exec sha256sum {} + | sort >after
  diff before after
}

# --- warnings

@test "a missing file is named and the rest is packed" {
  a_tree
  rm tree/task2/simple_container.sh
  submit
  assert_success
  assert_line --partial 'task2/simple_container.sh is missing'
}

@test "nothing to hand in is refused" {
  mkdir tree
  submit
  assert_failure 2
  assert_output --partial 'nothing to hand in'
}

@test "an untouched file, an empty region and a change outside regions are named" {
  a_tree
  "$BIN/region" strip "$KIT_ROOT/solutions/task2/simple_container.sh" >tree/task2/simple_container.sh
  "$BIN/region" strip "$KIT_ROOT/solutions/task1/namespace_prog.c" >kits.c
  "$BIN/region" splice --from "$KIT_ROOT/solutions/task1/namespace_prog.c" --id 1a kits.c >tree/task1/namespace_prog.c
  sed -i '1s/^/\/\/ mine\n/' tree/task1/namespace_prog.c
  submit
  assert_success
  assert_output --partial 'task2/simple_container.sh is untouched'
  assert_output --partial 'nothing is written yet in region 1b-child, 1b-parent'
  assert_output --partial 'task1/namespace_prog.c is changed outside its regions, at line 1;'
}

@test "damaged markers, C that does not compile and bash that does not parse are named" {
  a_tree
  sed -i '0,/end 1a/s//end 1q/' tree/task1/namespace_prog.c
  printf 'int x = ;\n' >>tree/task1/namespace_prog.c
  printf 'if\n' >>tree/task2/simple_container.sh
  submit
  assert_success
  assert_output --partial "task1/namespace_prog.c:"
  assert_output --partial "end of '1q"
  assert_output --partial 'task1/namespace_prog.c does not compile: task1/namespace_prog.c:'
  assert_output --partial 'task2/simple_container.sh: '
  assert_output --partial 'syntax error'
}

@test "C that does not link is named" {
  a_tree
  sed -i 's/int main(/int not_main(/' tree/task1/namespace_prog.c
  submit
  assert_output --partial 'undefined reference'
}

@test "changes that are not committed are named" {
  a_tree
  a_history
  printf '# more\n' >>tree/task2/simple_container.sh
  submit
  assert_success
  assert_line --partial 'task2/simple_container.sh has changes that are not in your history'
  refute_line --partial 'task1/namespace_prog.c has changes'
}

@test "git runs no program that the tree names: monitor, hooks, filters" {
  local evil="touch $PWD/pwned" name
  a_tree
  a_history
  for name in core.fsmonitor core.alternateRefsCommand uploadpack.packObjectsHook filter.x.{clean,smudge,process} \
    diff.x.{command,textconv} core.{pager,editor,sshCommand}; do
    git -C tree config "$name" "$evil"
  done
  printf '* filter=x diff=x\n' >tree/.gitattributes
  for name in post-checkout post-index-change pre-auto-gc reference-transaction; do
    printf '#!/bin/sh\n%s\n' "$evil" | install -m 755 /dev/stdin "tree/.git/hooks/$name"
  done
  touch tree/task*/*
  printf '# more\n' >>tree/task2/simple_container.sh
  submit
  assert_success
  assert_line --partial 'simple_container.sh has changes that are not in your history'
  run bash -c 'source "$1/grader/lib/kit.sh"; KIT_ROOT=$PWD/tree kit_version' - "$KIT_ROOT"
  assert_output --regexp '^[0-9a-f]+-dirty$'
  [[ ! -e pwned ]] || fail 'a program of the tree ran'
}

@test "what a compiler, bash or git says of a file is shown, not obeyed" {
  a_tree
  printf '#error \033[31m\u202e\n' >>tree/task1/namespace_prog.c
  printf 'if \033[31m) \n' >>tree/task2/simple_container.sh
  submit
  assert_success
  assert_line --partial 'does not compile'
  refute_output --regexp $'[\033\u202e]'
}

@test "a link is not followed and a file beyond the limit is left out" {
  a_tree
  ln -sf /etc/passwd tree/task2/simple_container.sh
  head -c 70000 /dev/zero >tree/task1/namespace_prog.c
  submit
  assert_success
  assert_output --partial 'task2/simple_container.sh is a link'
  assert_output --partial 'task1/namespace_prog.c has 70000 bytes and is left out'
  run listed
  refute_output --partial task1/
  refute_output --partial task2/
}

# --- the roll number

@test "a roll number is lowered and its shape is checked" {
  a_tree
  submit --roll 22M0789
  assert_success
  [[ -e $ARCHIVE ]]
  submit --roll 'x y'
  assert_failure 2
  submit --roll '../22m0789'
  assert_failure 2
}

@test "the pattern of roll numbers is the course's" {
  a_tree
  ROLL_PATTERN='cs[0-9]+' submit --roll cs7
  assert_success
  [[ -e tree/cs7_assignment3.tar.gz ]]
  ROLL_PATTERN='cs[0-9]+' submit
  assert_failure 2
}

@test "without a terminal and without a roll number it says what to type" {
  a_tree
  run "$KIT_ROOT/grader/bin/kit-submit" --tree tree </dev/null
  assert_failure 2
  assert_output --partial 'make submit ROLL=22m0789'
}

@test "on a terminal it asks, and asks again" {
  a_tree
  run script -qec "$KIT_ROOT/grader/bin/kit-submit --tree tree" /dev/null < <(printf 'nonsense\n22M0789\n')
  assert_success
  assert_output --partial 'that does not look like a roll number'
  [[ -e $ARCHIVE ]]
}
