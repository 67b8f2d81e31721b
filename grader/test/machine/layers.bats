#!/usr/bin/env bats
# layers.bats - builds of layers that are killed leave no mount and no half layer, and
# many layers fit one image. KILLS=200 kills more of them.
# SPDX-License-Identifier: MIT

load ../helper

@test "builds that are killed leave nothing, 60 layers fit one image, 20 images share their base" {
  local in=$BATS_TEST_TMPDIR/in all parts
  mkdir "$in"
  cp -- "$KIT_ROOT"/solutions/task3/*.sh "$KIT_ROOT/task3/config.sh" "$FIXTURES/builds.sh" "$in"
  tar -C "$in" -cf "$BATS_TEST_TMPDIR/in.tar" .
  run "$KIT_ROOT/vm/run" --memory 1024 --timeout 1800 --input "$BATS_TEST_TMPDIR/in.tar" \
    --output "$BATS_TEST_TMPDIR/out" -- sh -c "bash builds.sh ${KILLS:-10} 1 >\"\$KIT_OUTPUT\""
  [[ $status == 0 ]] || cat "$BATS_TEST_TMPDIR/out"
  assert_success
  run cat "$BATS_TEST_TMPDIR/out"
  refute_line --partial kill
  # the imported layer alone was there before; in it /bin/vi is deleted
  assert_equal "$(head -n 5 "$BATS_TEST_TMPDIR/out")" $'1\nlast\n/srv/www hello there hello there\nmade of bookworm\nmany 60 60'
  assert_equal "${#lines[@]}" 6
  read -r _ all parts <<<"${lines[5]}"
  ((all * 100 <= parts * 101)) || fail "20 images take $all KiB, their parts $parts"
}
