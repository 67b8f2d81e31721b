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

# safe_git ARGS... - git, which runs no program that a tree names: anybody may have made it.
safe_git() {
  GIT_NO_LAZY_FETCH=1 git -c core.fsmonitor=false -c core.hooksPath=/dev/null -c core.alternateRefsCommand=false \
    -c protocol.allow=never -c protocol.file.allow=always "$@"
}

# kit_version - what this kit is, for the evidence: the commit, or VERSION where
# the kit was unpacked from a tarball; KNOWN_VERSION where that has been worked out.
kit_version() {
  if [[ -n ${KNOWN_VERSION-} ]]; then
    printf '%s\n' "$KNOWN_VERSION"
  elif [[ -r $KIT_ROOT/VERSION ]]; then
    cat "$KIT_ROOT/VERSION"
  else
    printf '%s%s\n' "$(safe_git -C "$KIT_ROOT" describe --always 2>/dev/null || printf unknown)" "$(dirty)"
  fi
}

# dirty - prints -dirty where a file of the kit is not the commit's. By its bytes: "git
# status" would have filters look at it, and they are programs.
dirty() (
  cd "$KIT_ROOT" || return
  cmp -s <(safe_git ls-tree -r HEAD 2>/dev/null | sed 's/^[^ ]* [^ ]* //; s/\t.*//') \
    <(safe_git ls-tree -r --name-only HEAD 2>/dev/null | safe_git hash-object --no-filters --stdin-paths 2>/dev/null) \
    || printf '%s' -dirty
)

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
