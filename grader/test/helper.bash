# helper.bash - loaded by every test: where things are, and assertions.
KIT_ROOT=$(cd "${BASH_SOURCE[0]%/*}/../.." && pwd)
BIN=$KIT_ROOT/build/bin
GUEST=$KIT_ROOT/build/guest
# the parsers are tested as built with the address and undefined-behaviour sanitizers
ASAN=$KIT_ROOT/build/asan
FIXTURES=$KIT_ROOT/grader/test/fixtures
# read by the tests that load this file
export KIT_ROOT BIN GUEST ASAN FIXTURES
# a make of a test is none of `make test`'s
unset MAKEFLAGS MFLAGS MAKELEVEL

# load_library NAME - as bats_load_library does it, whose libraries start dirname(1) for each of
# their files; this is done for each test.
load_library() {
  local file
  for file in "${BATS_LIB_PATH%%:*}/$1"/src/*.bash; do
    # shellcheck source=/dev/null
    source "$file"
  done
}

load_library bats-support
load_library bats-assert

# await COMMAND... - up to a minute for something that other processes do
await() {
  # a look may take seconds itself, at a cluster that is not there
  local end=$((SECONDS + 60))
  while ((SECONDS < end)); do
    ! "$@" || return 0
    sleep 0.1
  done
  printf 'waited in vain for: %s\n' "$*" >&2
  return 1
}
