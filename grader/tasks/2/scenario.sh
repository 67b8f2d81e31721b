# shellcheck shell=bash
# scenario.sh - task 2: build container_prog from the kit's own source, apart from the
# submission, and as scripts of earlier editions do that compile it themselves; then
# run simple_container.sh from an empty container_root/, and once more as it was
# left. Sourced by record.
# SPDX-License-Identifier: MIT

# script_facts - what is wrong with the script before it runs, read from what was
# handed in, where its own commands cannot reach.
script_facts() {
  local script=/run/input/submission/task2/simple_container.sh carriage_returns
  carriage_returns=$(grep -c $'\r$' "$script" || true)
  jq -n --argjson lines "$(wc -l <"$script")" --argjson carriage_returns "$carriage_returns" \
    --arg first "$(head -n 1 "$script" | tr -cd '[:print:]' | head -c 200)" \
    '$ARGS.named' >"$EVIDENCE/script.json"
}

# container_prog - is made and placed; witness knows it in every form that is right, and
# what its loader brings along.
container_prog() {
  local form library
  build_apart task2 sh -euc 'gcc -c container_prog.c
    gcc -o container_prog.plain container_prog.o
    gcc -static -o container_prog.static container_prog.o
    exec make --silent -f Makefile container_prog'
  for form in container_prog{,.plain,.static}; do
    know "$form" "/run/built/task2/$form"
  done
  for library in $(ldd /run/built/task2/container_prog.plain | grep -o '/[^ ]*'); do
    know "${library##*/}" "$library"
  done
  place task2/container_prog
}

scenario() {
  local second=60
  # read by step
  # shellcheck disable=SC2034
  STEP_DIR=$CELL_HOME/task2
  script_facts
  container_prog
  step prepare 10 sh -c 'rm -rf container_root && mkdir container_root && chmod +x simple_container.sh'
  # whoever wants cpu.max in a group of his own says so in the group above
  printf '%s' -cpu >/sys/fs/cgroup/cgroup.subtree_control || true
  step syntax 10 bash -n simple_container.sh || true
  # sh, because a script without "#!" is run by the shell that was asked to
  step run 60 sh -c 'exec ./simple_container.sh' || (($? != 124)) || second=15
  snapshot between
  # what hangs is waited for once: of the second run only what comes before is looked at
  step again "$second" sh -c 'exec ./simple_container.sh' || true
}
