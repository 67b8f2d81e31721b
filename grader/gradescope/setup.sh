#!/usr/bin/env bash
# setup.sh - Gradescope runs this once, as root, when it builds the container: the
# Debian packages that grading needs, the kit's programs, and the machine when it is not
# in the zip.
# https://gradescope-autograders.readthedocs.io (specs)
# SPDX-License-Identifier: MIT
set -Eeuo pipefail
shopt -s inherit_errexit
cd /autograder/source

# image, kernel and mirror, from where kit-gradescope --url said
fetch_machine() {
  local url
  url=$(<machine.url)
  apt-get -qq update
  apt-get -qq install --yes --no-install-recommends ca-certificates curl
  curl --fail --silent --show-error --location --output machine.tar -- "$url"
  sha256sum --check machine.sha256
  mkdir -p cache
  tar --extract --file machine.tar --directory cache
  rm machine.tar
}

main() {
  grader/bin/kit-deps run
  make --silent tools
  [[ ! -e machine.url ]] || fetch_machine
}

main "$@"
