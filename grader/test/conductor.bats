#!/usr/bin/env bats
# What conductor.sh says to wrong command lines. Namespaces, mounts and networks
# are not touched here: the scenarios of task 3 see to them in the machine.

load helper
bats_require_minimum_version 1.5.0

setup() {
  cd "$BATS_TEST_TMPDIR" || return
  mkdir -p .images/img .containers/dead/rootfs
  ln -s 1-1 .containers/dead/id
  ln -s "$PWD/.images/img" .containers/dead/image
  ln -s "$KIT_ROOT"/solutions/task3/{conductor,layers}.sh "$KIT_ROOT/task3/config.sh" .
  export LOCK_FILE=$BATS_TEST_TMPDIR/lock
  : >"$LOCK_FILE"
}

# as root, or as root of a user namespace
conductor() {
  if ((EUID == 0)); then
    ./conductor.sh "$@"
  else
    unshare --user --map-root-user ./conductor.sh "$@"
  fi
}

@test "wrong command lines: one line that says why, the right status, nothing changed" {
  local arguments status_wanted message before wrong=0 rows=0
  before=$(find . | sort)
  while IFS= read -r line; do
    [[ $line != '#'* ]] || continue
    IFS=$'\x1f' read -r arguments status_wanted message <<<"${line//$'\t'/$'\x1f'}"
    # the table is ours: its words are shell words
    eval "conductor $arguments" >out 2>err && status=0 || status=$?
    rows=$((rows + 1))
    if [[ $status != "$status_wanted" || $(grep -c ^conductor: err) != 1 ]] \
      || ! head -n 1 err | grep -Eq -- "$message" \
      || [[ $(cat out) != 'CS695 Conductor that manages containers' ]]; then
      wrong=$((wrong + 1))
      printf 'conductor %s: status %s, wanted %s and %s\n' "$arguments" "$status" "$status_wanted" "$message"
      cat err
    fi
  done <"$FIXTURES/conductor-usage.tsv"
  rm out err
  assert_equal "$(find . | sort)" "$before"
  ((rows >= 30))
  assert_equal "$wrong" 0
}

@test "--help lists every command, on standard output, for anybody" {
  run --separate-stderr ./conductor.sh --help
  assert_success
  for command in build images rmi run ps stop exec addnetwork peer; do
    assert_line --regexp "^  $command( |\$)"
  done
  # shellcheck disable=SC2154 # set by run --separate-stderr
  assert_equal "$stderr" ''
}

@test "without images and containers the lists say so" {
  rm -r .images .containers
  run conductor images
  assert_line --index 1 'No images found'
  run conductor ps
  assert_line --index 1 'No containers found'
}

@test "through a link conductor keeps its state beside the link" {
  run conductor ps
  assert_line --index 2 --regexp '^dead +[0-9]{4}-[0-9]{2}-[0-9]{2}$'
}
