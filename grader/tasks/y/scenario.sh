# shellcheck shell=bash
# scenario.sh - the elective about layers: images that a Conductorfile makes by COPY and
# by RUN, and a container on an image of twelve layers that the recorder has made, so
# that each stage is seen without the others. Sourced by record.
# SPDX-License-Identifier: MIT

# shellcheck source=../../guest/containers.sh
source "$GUEST/containers.sh"
# shellcheck source=../../guest/images.sh
source "$GUEST/images.sh"

# more than ten: in the order of text 10 comes before 2
PLANTED=12

# choose_names - from the seed: nothing can be known beforehand. They go to script.json.
choose_names() {
  IMAGE=image${NUMBERS[8]} NONCE=${NUMBERS[9]}${NUMBERS[10]}
  OWNER=$((NUMBERS[11] % 900 + 1000)) STATUS=$((NUMBERS[12] % 90 + 30))
  CONTEXT=/srv/context$NONCE LEAK=/srv/outside$NONCE
  # below the home, which is no overlay
  IMAGES=$CELL_HOME/images
  jq -n --arg nonce "$NONCE" --argjson owner "$OWNER" --argjson status "$STATUS" \
    --argjson planted "$PLANTED" '$ARGS.named' >"$EVIDENCE/script.json"
}

# make_base - the image that is there: what layers replace and delete in it, and a link
# that leads out of it. What a command that stays outside would find is there, too.
make_base() {
  local root=/proc/$CELL_PID/root base=/proc/$CELL_PID/root$IMAGES/$IMAGE
  busybox_root "$base"
  mkdir -p "$base/dev/pts" "$base/opt/tree" "$base/kit/olddir" "$root$LEAK"
  install -m 755 "$GUEST/probe" "$base/kit/probe"
  printf '#!/bin/sh\nexit %s\n' "$STATUS" >"$base/kit/status"
  chmod 755 "$base/kit/status"
  cp -r "$base/kit" "$root/kit"
  know probe "$GUEST/probe"
  printf 'base\n' | tee "$base/kit/replaced" "$base/kit/old" >"$base/kit/olddir/old"
  ln -s "$LEAK/victim" "$base/opt/tree/through"
  printf 'untouched\n' >"$root$LEAK/victim"
}

# make_context - what is copied, and the files that say what to do.
make_context() {
  local context=/proc/$CELL_PID/root$CONTEXT
  mkdir -p "$context/tree/sub"
  printf 'copied-%s\n' "$NONCE" | tee "$context/tree/a name" "$context/tree/through" >"$context/note"
  printf 'deep\n' >"$context/tree/sub/deep"
  chmod 640 "$context/tree/a name"
  chown "$OWNER:$OWNER" "$context/tree/sub/deep"
  chmod 2750 "$context/tree/sub"
  ln -s nowhere "$context/tree/link"
  printf 'FROM %s\nCOPY tree /opt/tree\nCOPY note /kit/replaced\n' "$IMAGE" >"$context/copied"
  printf 'FROM %s\nRUN rm -r /kit/old /kit/olddir && echo run-%s >/made\n' "$IMAGE" "$NONCE" >"$context/ran"
  printf 'FROM %s\nRUN /kit/probe r%s --hold\n' "$IMAGE" "$NONCE" >"$context/held"
  printf 'FROM %s\nRUN /kit/status\n' "$IMAGE" >"$context/failed"
}

# plant_image - an image of many layers, as conductor keeps them: each replaces a file of
# the base and one of the layers, the third from the top deletes one.
plant_image() {
  local images=/proc/$CELL_PID/root$IMAGES i key image
  image=$images/planted$NONCE
  mkdir -p "$image/layers" "$images/.layers"
  ln -s "../../$IMAGE" "$image/layers/0"
  for ((i = 1; i < PLANTED; i++)); do
    printf -v key '%064x' "$((10#$NONCE % 100000 * 100 + i))"
    mkdir -p "$images/.layers/$key/diff/kit"
    printf 'layer-%s\n' "$i" | tee "$images/.layers/$key/diff/kit/"{replaced,every} >"$images/.layers/$key/diff/only-$i"
    ((i != PLANTED - 3)) || mknod "$images/.layers/$key/diff/kit/old" c 0 0
    printf 'RUN planted %s\n' "$i" >"$images/.layers/$key/line"
    printf '%s\tRUN planted %s\n' "$key" "$i" >>"$image/history"
    ln -s "../../.layers/$key/diff" "$image/layers/$i"
  done
  printf '/\n' >"$image/workdir"
}

# look_at_image NAME - the layers of an image above its base, as image-NAME.json: of each
# its directory's identity and what is in it.
look_at_image() {
  local root=/proc/$CELL_PID/root image raw=/run/look i key diff
  image=$root$IMAGES/$1$NONCE
  mkdir -p "$raw"
  : >"$raw/layers"
  for ((i = 1; i < 40; i++)); do
    [[ -L $image/layers/$i ]] || break
    key=$(readlink "$image/layers/$i")
    key=${key%/diff}
    diff=$root$IMAGES/.layers/${key##*/}/diff
    # nowhere else is looked
    [[ -d $diff && ! -L $diff && ! -L ${diff%/diff} ]] || continue
    find "$diff" -xdev -mindepth 1 -maxdepth 6 -printf '%P\t%y\t%m\t%U\t%G\t%s\t%l\n' | sort | head -n 300 >"$raw/files"
    jq -Rn --arg id "$(stat -c '%d:%i %Z' "$diff")" --arg copied "$(contents "$diff/opt/tree/a name")" \
      --arg made "$(contents "$diff/made")" --arg replaced "$(contents "$diff/kit/replaced")" \
      '{id: $id, copied: $copied, made: $made, replaced: $replaced, files: [inputs | split("\t")
        | {path: .[0], type: .[1], mode: .[2], uid: (.[3] | tonumber?), gid: (.[4] | tonumber?), size: (.[5] | tonumber?), link: .[6]}]}' \
      <"$raw/files" >>"$raw/layers"
  done
  jq -n --argjson there "$([[ -d $image ]] && printf true || printf false)" --slurpfile layers "$raw/layers" \
    '{there: $there, layers: $layers}' >"$EVIDENCE/image-$1.json"
}

# contents FILE - the beginning of a regular file; nothing of anything else.
contents() {
  if [[ -f $1 && ! -L $1 ]]; then
    head -c 100 "$1"
  fi
}

# look_at_ground LABEL - what nobody may change: the file outside, the base, the planted
# layers; as ground-LABEL.json.
look_at_ground() {
  local root=/proc/$CELL_PID/root raw=/run/look
  mkdir -p "$raw"
  find "$root$IMAGES/$IMAGE" -xdev -mindepth 1 -printf '%P %y %m %s %T@\n' 2>/dev/null | sort | head -n 2000 >"$raw/base"
  find "$root$IMAGES/.layers" -xdev -path "*/$(printf '%050d' 0)*" -printf '%P %y %m %s %T@\n' | sort | head -n 2000 >"$raw/planted"
  jq -n --arg victim "$(contents "$root$LEAK/victim")" --rawfile base "$raw/base" --rawfile planted "$raw/planted" \
    'def lines: split("\n") | map(select(. != ""));
     {victim: $victim, base: ($base | lines), planted: ($planted | lines)}' >"$EVIDENCE/ground-$1.json"
}

# conduct STEP ARGUMENT... - conductor.sh with the images that were planted.
conduct() {
  step "$1" 60 env "IMAGE_DIR=$IMAGES" ./conductor.sh "${@:2}"
}

# build NAME [FILE] - an image called so, by the file called so.
build() {
  conduct "build_$1" build "$1$NONCE" "$CONTEXT/${2:-$1}" || true
}

# copy_stage - COPY; once more without a change, and with one.
copy_stage() {
  build copied
  look_at_image copied
  build again copied
  look_at_image again
  # in the cell: a link may lie there by now
  # shellcheck disable=SC2016 # for the shell in the cell
  step change_file 10 sh -c 'echo "$1" >"$2"' sh "change-$NONCE" "$CONTEXT/tree/a name" || true
  build changed copied
  look_at_image changed
}

# run_stage - RUN: what it leaves, what it is in while it runs, and one that fails.
run_stage() {
  local job
  build ran
  look_at_image ran
  conduct build_held build "held$NONCE" "$CONTEXT/held" &
  job=$!
  if find_probe "r$NONCE" 20 build_held "$job"; then
    look_at held "$PROBE"
    kill -TERM "$PROBE" || true
  fi
  wait "$job" || true
  build failed
  look_at_image failed
}

# stack_stage - a container on the planted image, and one that changes what it sees.
stack_stage() {
  local job root
  # a right one is there in a quarter of a second
  {
    # shellcheck disable=SC2034 # read by step
    STEP_SHARE=4
    conduct run_planted run "planted$NONCE" "p${NONCE:0:6}" -- /kit/probe "s$NONCE" --hold
  } &
  job=$!
  if ! find_probe "s$NONCE" 20 run_planted "$job"; then
    # what does not come to its command once does not twice
    wait "$job" || true
    return 0
  fi
  look_at planted "$PROBE"
  root=/proc/$PROBE/root
  cat "/proc/$PROBE/mountinfo" >"$EVIDENCE/mountinfo-planted"
  jq -n --arg replaced "$(contents "$root/kit/replaced")" --arg every "$(contents "$root/kit/every")" \
    --argjson old "$([[ -e $root/kit/old ]] && printf true || printf false)" \
    --argjson base "$([[ -e $root/kit/olddir/old ]] && printf true || printf false)" \
    --arg only "$(cd "$root" && printf '%s\n' only-*)" \
    '$ARGS.named | .only |= split("\n")' >"$EVIDENCE/view.json"
  kill -TERM "$PROBE" || true
  wait "$job" || true
  conduct change run "planted$NONCE" "q${NONCE:0:6}" -- /bin/sh -c 'echo changed >/kit/replaced; rm /only-1; chmod 777 /kit' || true
}

scenario() {
  STEP_DIR=$CELL_HOME/task3
  choose_names
  # what is written below the cell's root comes before anything of the submission runs
  make_base
  make_context
  plant_image
  look_at_ground before
  step prepare 10 chmod +x conductor.sh
  step syntax 10 bash -n layers.sh || true
  snapshot ready
  copy_stage
  run_stage
  snapshot built
  stack_stage
  look_at_ground after
}
