# shellcheck shell=bash
# scenario.sh - task 1: compile namespace_prog.c and run it once; where
# it went wrong, ask for the place in its source.
# Sourced by record.
# SPDX-License-Identifier: MIT

scenario() {
  # read by step
  # shellcheck disable=SC2034
  STEP_DIR=$CELL_HOME/task1
  if compile namespace_prog; then
    step run 15 ./namespace_prog || places run namespace_prog
  fi
}
