# shellcheck shell=bash
# scenario.sh - task 2: place the kit's own container_prog; then run simple_container.sh
# from an empty container_root/, and once more as it was left. Sourced by record.
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

scenario() {
  local second=60
  # read by step
  # shellcheck disable=SC2034
  STEP_DIR=$CELL_HOME/task2
  script_facts
  know_built
  place container_prog task2/container_prog
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
