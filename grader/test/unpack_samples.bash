# unpack_samples.bash - loaded by the tests of unpack: submissions, made by
# forge.c, and what is expected of unpack.json.
# shellcheck disable=SC2034,SC2154 # SAMPLE, TAKEN: for the tests; status: of run
MANIFEST=$BATS_FILE_TMPDIR/manifest

setup_file() {
  (TABLES=$KIT_ROOT/build/tables EDITION=2026 && source "$KIT_ROOT/grader/lib/tables.sh" && manifest >"$MANIFEST")
  export FORGE=$BATS_FILE_TMPDIR/forge
  "${CC:-cc}" -std=c17 -o "$FORGE" "$KIT_ROOT/grader/test/forge.c" -larchive
}

setup() {
  cd "$BATS_TEST_TMPDIR" || return
  # half of the time of a run; the fuzzer looks for leaks
  export ASAN_OPTIONS=detect_leaks=0
}

forge() {
  "$FORGE" "$@"
}

unpack() { # SUBMISSION
  run "$ASAN/unpack" --manifest "$MANIFEST" --roll "[0-9]+[a-z][0-9]+" "$1" out
}

# what unpack.json says
report() { # FILTER
  gojq -r "$1" out/unpack.json
}

assert_report() { # FILTER EXPECTED
  assert_equal "$(report "$1")" "$2"
}

assert_taken() { # SUBMISSION PATH...: exactly these, in src/ and in the report
  unpack "$1"
  assert_success
  shift
  local expected
  expected=$(printf '%s\n' "$@" | LC_ALL=C sort)
  assert_equal "$(find out/src -type f -printf '%P\n' | LC_ALL=C sort)" \
    "$expected"
  assert_report '.refused, .files[].path' $'null\n'"$expected"
}

assert_refused() { # SUBMISSION REGEX: it says so, and nothing is in src/
  unpack "$1"
  assert_equal "$status" 3
  run report '.files, .digest, .refused | tostring'
  assert_output --regexp $'^\\[\\]\nnull\n'"$2\$"
  assert_equal "$(echo out/src/*)" 'out/src/*'
}

assert_ignored() { # PATH REASON
  assert_report ".ignored[] | select(.path == \"$1\").reason" "$2"
}

# The task folders of a submission, below PREFIX, as words for forge.
sample() { # [PREFIX]
  SAMPLE=(
    f 644 "${1-}task1/namespace_prog.c" $'int main(void)\n'
    f 755 "${1-}task2/simple_container.sh" $'#!/bin/bash\n'
    f 755 "${1-}task3/conductor.sh" $'#!/bin/bash\n'
    f 644 "${1-}task3/config.sh" $'DEFAULT_IFC=eth0\n'
    f 644 "${1-}task3/nsenter-lite.c" $'\n'
    f 755 "${1-}task4/service-orchestrator.sh" ''
  )
  TAKEN=(
    task1/namespace_prog.c task2/simple_container.sh task3/conductor.sh
    task3/config.sh task3/nsenter-lite.c task4/service-orchestrator.sh
  )
}

# The same as a directory: make_tree DIRECTORY
make_tree() {
  mkdir -p "$1"/task{1,2,3,4}
  sample ''
  printf 'int main(void)\n' >"$1/task1/namespace_prog.c"
  printf '#!/bin/bash\n' | tee "$1/task2/simple_container.sh" \
    >"$1/task3/conductor.sh"
  printf 'DEFAULT_IFC=eth0\n' >"$1/task3/config.sh"
  printf '\n' >"$1/task3/nsenter-lite.c"
  : >"$1/task4/service-orchestrator.sh"
  chmod +x "$1/task2/simple_container.sh" "$1/task3/conductor.sh" \
    "$1/task4/service-orchestrator.sh"
}
