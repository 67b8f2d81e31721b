#!/usr/bin/env bats
# kit.bats - the students' kit gives nothing away and is whole.

load helper
load secrets

setup_file() {
  cd "$BATS_FILE_TMPDIR" || return
  # a checkout of its own, with a canary in every body of every solution
  mkdir checkout
  # shellcheck disable=SC2016 # for the inner shell
  (cd "$KIT_ROOT" && git ls-files -z | xargs -0 sh -c 'for f; do [ ! -f "$f" ] || printf "%s\0" "$f"; done' - \
    | tar -c --null --files-from -) | tar -x -C checkout
  find checkout/solutions -type f -exec sed -i -E 's,^([[:space:]]*)(//|#)@ begin .*,&\n\1\2 canary-7d3f,' {} +
  find checkout/grader/tasks/*/{mutants,variants} -type f -exec sed -i '1i canary-7d3f' {} +
  git -C checkout init -q
  git -C checkout add -A
  git -C checkout -c user.name=a -c user.email=a@b commit -qm one
  ln -s "$KIT_ROOT/build" checkout/build
  touch checkout/task1/namespace_prog checkout/task1/mine.txt
  checkout/grader/bin/kit-pack --out . >said
  mkdir kit
  tar -xzf container-kit-*.tar.gz -C kit --strip-components 1
}

setup() {
  cd "$BATS_FILE_TMPDIR" || return
}

@test "no canary of a solution, mutant or variant is in the kit" {
  assert [ "$(grep -rl canary-7d3f checkout/solutions checkout/grader/tasks | wc -l)" -gt 20 ]
  run grep -rl canary-7d3f kit
  assert_failure 1
  assert_output ''
}

@test "no line of code of a solution's region is anywhere in the kit" {
  local found=0
  secret_lines checkout/solutions kit >secrets
  assert [ "$(wc -l <secrets)" -gt 20 ]
  while IFS= read -r line; do
    ! grep -rlF -- "$line" kit || { printf 'found: %s\n' "$line" && found=1; }
  done <secrets
  assert_equal "$found" 0
}

@test "only tracked files are in the kit, and neither tests nor what instructors make" {
  run find kit -name mine.txt -o -name namespace_prog -o -name solutions -o -name mutants -o -name test -o -name staff.mk -o -name kit-pack -o -name 'kit-class*'
  assert_output ''
  run make -C kit --no-print-directory help
  assert_success
  assert_output --partial 'check'
  assert_output --partial 'submit'
  refute_output --partial 'skeletons'
  refute_output --partial 'fuzz'
}

@test "every command of the kit's README is in the kit, and so is every file" {
  local target path tick='`'
  while read -r target; do
    grep -qE "^([a-z-]+ )*$target( [a-z-]+)*:" kit/Makefile || fail "make $target"
  done < <(grep -oE 'make [a-z]+' kit/README.md | cut -d ' ' -f 2 | grep -vx git | sort -u)
  while read -r path; do
    assert [ -e "kit/$path" ]
  done < <(grep -oE "$tick(task|grader|vm)[a-zA-Z0-9/._-]*$tick" kit/README.md | tr -d "$tick")
  run grep -n "COURSE_VM" kit/README.md
  assert_failure
}

@test "the kit is the same bytes each time" {
  mkdir -p again
  checkout/grader/bin/kit-pack --out again
  cmp container-kit-*.tar.gz again/container-kit-*.tar.gz
}

@test "make submit in the kit knows what is untouched" {
  cp -r kit submit
  ln -s "$KIT_ROOT/build" submit/build
  run submit/grader/bin/kit-submit --roll 22m0789
  assert_success
  assert_output --partial 'task1/namespace_prog.c is untouched'
  assert_output --partial 'there is no history'
  rm -r submit
}

@test "VS Code finds the files and lines of what make check and the compiler say" {
  matcher() { gojq -r ".tasks[0].problemMatcher[$1].pattern.regexp" kit/.vscode/tasks.json; }
  run grep -oP "$(matcher 0)" <<<"task1/namespace_prog.c:95:5: error: 'x' undeclared"
  assert_success
  run grep -oP "$(matcher 1)" <<<"Next: 1a, in task1/namespace_prog.c:112, region 1a-child: 'make check STAGE=1a' looks at it alone"
  assert_success
  gojq -e .image kit/.devcontainer/devcontainer.json
  # what clangd is told compiles what is given, without a warning
  xargs gcc -fsyntax-only -Werror kit/task1/child.c <kit/compile_flags.txt
}
