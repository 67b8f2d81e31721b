#!/usr/bin/env bats
# debian13.bats - make test passes on a Debian 13 as well: a root file system that is made
# here, with the packages that grader/packages.tsv names there. It takes as long as make
# test does, and a GiB and a half of disk.
# SPDX-License-Identifier: MIT

load ../../helper

packages() {
  awk -F '\t' '$3 ~ /^(run|machine|class|test|vm|watch)$/ { print $1 }' "$KIT_ROOT/grader/packages.tsv" | paste -sd ,
}

@test "make test passes on Debian 13" {
  ((EUID == 0)) || skip 'only root can enter another root file system here'
  local root=$BATS_TEST_TMPDIR/root
  mmdebstrap --quiet --variant=important --include="$(packages)" trixie "$root"
  # where an ordinary user may read it, too
  mkdir "$root/srv/kit"
  (cd "$KIT_ROOT" && git ls-files -z | tar --create --null --files-from -) | tar --extract --directory "$root/srv/kit"
  # the tests want to know what git knows
  run "$KIT_ROOT/grader/test/machine/long/enter" "$root" sh -c 'cd /srv/kit && git init -q && git add -A \
    && git -c user.name=a -c user.email=a@b commit -qm all && make test 2>&1'
  printf '%s\n' "${lines[@]: -40}"
  assert_success
  assert_line --index -1 --regexp '0 failed'
}
