# hostile.bash - submissions that are broken or mean harm, and what is said of them.
# Loaded by the tests beside it.

load ../../helper

HOSTILE=$KIT_ROOT/grader/test/machine/hostile

setup() {
  tree=$BATS_TEST_TMPDIR/submission
  out=$BATS_TEST_TMPDIR/out
  mkdir "$tree"
}

# solution TASK - the solution of a task is handed in.
solution() {
  mkdir -p "$tree/task$1"
  cp -r -- "$KIT_ROOT/solutions/task$1/." "$tree/task$1"
}

# hostile_in REGION FILE - the solution of task 1, that runs what FILE does when it
# comes to REGION; `main` is where it begins.
hostile_in() {
  local program=$tree/task1/namespace_prog.c
  solution 1
  if [[ $1 == main ]]; then
    sed -i '/^int main(/,/^{/ s/^{/{\nhostile();/' "$program"
  else
    sed -i "/@ begin $1 /a hostile();" "$program"
  fi
  grep -q '^hostile();' "$program"
  {
    # must come before whatever is included first
    printf '#define _GNU_SOURCE\n'
    cat -- "$HOSTILE/$2" "$program"
  } >"$program.new"
  mv -- "$program.new" "$program"
}

# script_in REGION COMMAND - the solution of task 2, that runs COMMAND when it comes to
# REGION.
script_in() {
  solution 2
  sed -i "/@ begin $1 /a $2" "$tree/task2/simple_container.sh"
  grep -qxF -- "$2" "$tree/task2/simple_container.sh"
}

# mutant TASK/NAME - what is handed in has that mistake as well.
mutant() {
  patch --quiet --strip 1 --directory "$tree" <"$KIT_ROOT/grader/tasks/${1%/*}/mutants/${1#*/}.patch"
}

# grade TASK [OPTIONS] - grades what was prepared; kit-grade must say that it did so.
grade() {
  run "$KIT_ROOT/grader/bin/kit-grade" --task "$1" --seed 1 --color never --out "$out" "${@:2}" "$tree"
  assert_success
}

# scores - of the stages, as results.json has them.
scores() {
  gojq -r '[.extra_data.stages[] | "\(.id) \(.score)"] | join(", ")' "$out/results.json"
}

# said TEXT - the report has TEXT, wherever its lines break.
said() {
  local words
  # shellcheck disable=SC2154 # set by bats's run
  words=$(tr -s '[:space:]' ' ' <<<"$output")
  [[ $words == *"$1"* ]] || fail "the report does not say: $1
$output"
}

# recorded FILTER - a FILTER of gojq that is true of the evidence line.
recorded() {
  gojq -e "$1" "$out/evidence/task1/line.json" >/dev/null || fail "line.json: $(<"$out/evidence/task1/line.json")"
}
