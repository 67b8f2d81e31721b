# shellcheck shell=bash disable=SC2034 # the variables are read by what sources this
# kit.sh - where the parts of the grader lie, and how its programs speak.
# Sourced by the programs in grader/bin.
# SPDX-License-Identifier: MIT

KIT_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
GRADER=$KIT_ROOT/grader
TOOLS=$KIT_ROOT/build/bin
# shellcheck source=../../vm/cache.sh
source "$KIT_ROOT/vm/cache.sh"

# need_value COUNT OPTION - ends with a usage error when the option has no value.
need_value() {
  (($1 > 1)) || wrong_usage "'$2' needs a value"
}

wrong_usage() {
  say "$1"
  usage >&2
  exit 2
}

# await_slot N - waits until fewer than N background jobs of this shell run.
await_slot() {
  while (($(jobs -rp | wc -l) >= $1)); do
    wait -n || true
  done
}

# tasks - the numbers of the tasks that have stages, one a line.
tasks() {
  awk -F '\t' '!/^#/ && !seen[$2]++ { print $2 }' "$GRADER/stages.tsv"
}

# folder TASK - where its files are; those of the elective, task x, lie beside task 1's.
folder() {
  printf 'task%s\n' "${1/x/1}"
}

# stands_on TASK - the tasks that it is recorded with: task 4 stands on task 3.
stands_on() {
  [[ $1 != 4 ]] || printf '3\n'
  printf '%s\n' "$1"
}

# stages_json - stages.tsv as JSON.
stages_json() {
  grep -v '^#' "$GRADER/stages.tsv" | jq -R -s \
    'split("\n") | map(select(. != "") | split("\t")
      | {id: .[0], task: .[1], points: (.[2] | tonumber), needs: (if .[3] == "-" then [] else (.[3] | split(",")) end),
         file: .[4], path: "task\(.[1] | sub("x"; "1"))/\(.[4])", title: .[5]})'
}

# kit_version - what this kit is, for the evidence: the commit, or VERSION where
# the kit was unpacked from a tarball.
kit_version() {
  if [[ -r $KIT_ROOT/VERSION ]]; then
    cat "$KIT_ROOT/VERSION"
  else
    git -C "$KIT_ROOT" describe --always --dirty 2>/dev/null || printf 'unknown\n'
  fi
}

# kit_file PATH - a file as the kit gives it to students, before anybody wrote in it:
# the students' kit keeps a copy, elsewhere it is made from the solution.
kit_file() {
  if [[ -r $GRADER/given/$1 ]]; then
    cat -- "$GRADER/given/$1"
  elif [[ -r $KIT_ROOT/solutions/$1 ]]; then
    "$TOOLS/region" strip "$KIT_ROOT/solutions/$1"
  else
    return 1
  fi
}
