# shellcheck shell=bash
# editions.sh - what other editions of the assignment do otherwise. task.jq of a room says
# in which one a scenario calls which of these: its `ways`. Sourced by these scenarios.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2034,SC2154 # shared with the scenarios and containers.sh

# --- Images that the submission's own conductor builds, of a file: `build NAME FILE`

# plain_arguments - that they arrive as typed was not asked for.
plain_arguments() {
  ODD_ARGUMENTS=(plain)
}

# image_of_file - the image of the scenario, by a file with nothing but FROM. What may stand
# there only the submission knows: what its files show is tried, and then what is usual.
image_of_file() {
  local shown
  step prepare 10 chmod +x conductor.sh || true
  shown=$(grep -rhoE '^ *FROM +[A-Za-z0-9][A-Za-z0-9:./_-]*' /run/input/submission | sed 's/.* //' | sort -u | head -n 3) || true
  for FROM in $shown debian:bookworm bookworm; do
    ! build_of_lines build "$IMAGE" || return 0
  done
}

# build_of_lines STEP IMAGE LINE... - FROM and these lines make an image.
build_of_lines() {
  # shellcheck disable=SC2016 # for the shell in the cell
  step lines 10 sh -c 'printf "%s\n" "$@" >Conductorfile' sh "FROM $FROM" "${@:3}" || true
  step "$1" 120 ./conductor.sh build "$2" Conductorfile
}

# layered_images - one image with files that were copied and one in which a command has run,
# beside the one that has neither; and what of that their containers have.
layered_images() {
  # shellcheck disable=SC2016 # for the shell in the cell
  step files 10 sh -c 'mkdir -p "kit-tree-$1/sub" && printf "copied-%s" "$1" | tee "kit-note-$1" \
    "kit-tree-$1/kit-leaf-$1" "kit-tree-$1/sub/kit-deep-$1" >/dev/null' sh "$NONCE" || true
  build_of_lines build_copied "${IMAGE}c" "COPY kit-note-$NONCE /kit-copied-$NONCE" \
    "COPY kit-tree-$NONCE /kit-tree-$NONCE" || true
  build_of_lines build_ran "${IMAGE}r" "RUN echo run-$NONCE > /kit-ran-$NONCE" \
    "RUN cp /kit-ran-$NONCE /kit-again-$NONCE" || true
  look_into base "$IMAGE"
  look_into copied "${IMAGE}c"
  look_into ran "${IMAGE}r"
}

# look_into LABEL IMAGE - which of these files a container of the image has, as a line of
# layers.jsonl. Nothing is followed: a link there leads into the machine.
look_into() {
  local job name=l${NUMBERS[9]}
  step "run_$1" 60 ./conductor.sh run "$2" "$name" -- /kit/probe "$1$NONCE" --hold &
  job=$!
  if find_probe "$1$NONCE" 30 "run_$1" "$job"; then
    find "/proc/$PROBE/root/." -xdev -maxdepth 4 -type f -name "kit-*-$NONCE" -size -2 \
      -printf '\n%P\t' -exec head -c 100 {} \; \
      | jq -Rnc --arg image "$1" '{image: $image, files: [inputs | split("\t") | select(length == 2)
          | {path: .[0], text: .[1]}]}' >>"$EVIDENCE/layers.jsonl"
    kill -TERM "$PROBE" || true
  fi
  wait "$job" || true
  step "stop_$1" 60 ./conductor.sh stop "$name" || true
}

# --- What an orchestrator has made, taken away without its `clean`

# start_once - that a second start works was not asked for.
start_once() {
  :
}

# clean_by_script - by task4/clean.sh, or where there is none by stop of each container.
clean_by_script() {
  if [[ -e /run/input/submission/task4/clean.sh ]]; then
    launch clean ./clean.sh
    await_end 60
  else
    clean_by_stop
  fi
}

# clean_by_stop - by the conductor's `stop` of each container that it has.
clean_by_stop() {
  local name root=/proc/$CELL_PID/root$CELL_HOME names=()
  for name in "$root"/task[34]/.containers/*; do
    name=${name##*/}
    [[ ! $name =~ ^[A-Za-z0-9][A-Za-z0-9_.-]*$ ]] || names+=("$name")
  done
  # shellcheck disable=SC2016 # for the shell in the cell
  launch clean sh -c 'for name; do ../task3/conductor.sh stop "$name"; done' sh "${names[@]}"
  await_end 60
}
