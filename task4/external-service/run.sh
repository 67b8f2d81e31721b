#!/usr/bin/env bash
# run.sh - starts external-service, in the foreground, from wherever it is called.
#
#   bash run.sh http://ADDRESS-OF-THE-COUNTER:8080/ [--port N]
#
# The program was built on the host by `make`; a container may lack libraries
# that it needs. These, and only if they are missing, are installed first.
# SPDX-License-Identifier: MIT
set -Eeuo pipefail

PROGRAM=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)/external-service
PACKAGES=(libmicrohttpd12 libcurl4)

fail() {
  printf 'run.sh: %s\n' "$*" >&2
  exit 1
}

# What the loader does not find for the program, a line each.
missing() {
  grep 'not found' < <(ldd "$PROGRAM" 2>&1)
}

[[ -x $PROGRAM ]] || fail "no '$PROGRAM': run 'make' on the host first"
if missing; then
  printf 'run.sh: installing %s\n' "${PACKAGES[*]}"
  { apt-get -q update \
    && DEBIAN_FRONTEND=noninteractive apt-get -qy install \
      --no-install-recommends -- "${PACKAGES[@]}"; } </dev/null \
    || fail 'apt-get failed: does this container reach the Internet?'
  ! missing || fail "'$PROGRAM' was built on another Debian than this one"
fi
exec "$PROGRAM" "$@"
