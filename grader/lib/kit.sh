# shellcheck shell=bash disable=SC2034 # the variables are read by what sources this
# kit.sh - where the parts of the grader lie, and how its programs speak.
# Sourced by the programs in grader/bin.
# SPDX-License-Identifier: MIT

KIT_ROOT=$(cd "${BASH_SOURCE[0]%/*}/../.." && pwd)
GRADER=$KIT_ROOT/grader
TOOLS=$KIT_ROOT/build/bin
TABLES=$KIT_ROOT/build/tables
# shellcheck source=../../vm/lib/say.sh
source "$KIT_ROOT/vm/lib/say.sh"
# shellcheck source=../../vm/lib/cache.sh
source "$KIT_ROOT/vm/lib/cache.sh"
# shellcheck source=../../vm/lib/backend.sh
source "$KIT_ROOT/vm/lib/backend.sh"
# shellcheck source=../course.sh
source "$GRADER/course.sh"

# await_slot N - waits until fewer than N background jobs of this shell run.
await_slot() {
  while (($(jobs -rp | wc -l) >= $1)); do
    wait -n || true
  done
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

# survey SRC [PATH]... - what is in the regions of a submission's files, as region(1)
# says: a JSON array; of all files that may be handed in when none is named.
survey() {
  local src=$1
  shift
  (($#)) || set -- "${FILES[@]}"
  "$TOOLS/region" survey --kit "$KIT_ROOT/solutions" --given "$GRADER/given" --src "$src" -- "$@"
}
