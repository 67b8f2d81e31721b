# shellcheck shell=bash disable=SC2154 # the arrays come from build/tables/tables.sh
# proof.bash - solutions, skeletons, mutants and variants: the tree of each, what it must
# fail, and what it fails. Sourced after tables.sh.
# SPDX-License-Identifier: MIT

# what grades; the tests put another program here
: "${KIT_GRADE:=$GRADER/bin/kit-grade}"

# not_passed DIR OUT OPTION... - grades DIR; prints the stages that did not pass, and the
# known mistake that speaks first, where the first finding has one.
not_passed() {
  "$KIT_GRADE" --color never "${@:3}" --out "$2" "$1" >"$2.txt" 2>&1 || true
  gojq -r '([.extra_data.stages[] | select(.verdict != "pass") | .id] | join(" "))
    + (first(.tests[].extra_data | select(.verdict == "fail")).mistake // "" | if . == "" then . else " by \(.)" end)' \
    "$2/results.json" 2>/dev/null
}

# is_as_expected GOT EXPECTED - a mutant that names no mistake may make any speak.
is_as_expected() {
  [[ $1 == "$2" || ($2 != *' by '* && ${1% by *} == "$2") ]]
}

# solution_tree TASK DIR - copies the solutions that it is recorded with there.
solution_tree() {
  local one
  while read -r one; do
    cp -r -- "$KIT_ROOT/solutions/${TASK_FOLDER[$one]}" "$2"
  done < <(recorded_with "$1")
}

# prepare TASK NAME DIR - makes the tree that is to be graded; prints which stages it must
# fail, and by which mistake when its patch names one.
prepare() {
  local kind=${2%%/*} name=${2#*/} patch
  case $kind in
    solution) solution_tree "$1" "$3" ;;
    skeleton)
      solution_tree "$1" "$3"
      while IFS= read -r patch; do
        install -D "$KIT_ROOT/$patch" "$3/$patch"
      done < <(cd "$KIT_ROOT/solutions" && find "${TASK_FOLDER[$1]}" -type f)
      stages_of "$1" | xargs
      ;;
    *)
      patch=$GRADER/tasks/$1/$kind/$name.patch
      solution_tree "$1" "$3"
      patch --quiet --strip 1 --directory "$3" <"$patch" >&2
      sed -n '/^$/q; s/^Fails: *//p; s/^Mistake: */by /p' "$patch" | xargs
      ;;
  esac
}
