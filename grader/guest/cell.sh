# shellcheck shell=bash
# cell.sh - the place in the machine where the submission runs. The recorder stays
# outside, on the read-only image, and looks in. Sourced by record.
# SPDX-License-Identifier: MIT

CELL=/run/cell
# where the submission lies inside; read by the scenarios
# shellcheck disable=SC2034
CELL_HOME=/home/cs695

# cell_start - makes the cell; sets CELL_PID to its first process, which does
# nothing but reap, as seen from here.
cell_start() {
  # read by steps.sh and the scenarios
  # shellcheck disable=SC2034
  CELL_PID=$("$GUEST/cell" "$HOST_NAME" "$CELL_HOME")
}

# cell_names - what the submission's writable layer has at its top: new or changed
# in the root directory. One a line.
cell_names() {
  paths_below "$CELL/upper/" "$CELL"/upper/*
}

# cell_groups - the cgroups below the machine's root group, one a line.
cell_groups() {
  paths_below /sys/fs/cgroup /sys/fs/cgroup/**/
}

# paths_below PREFIX PATH... - the paths without PREFIX and the last slash.
paths_below() {
  local paths=("${@:2}")
  paths=("${paths[@]#"$1"}")
  ((${#paths[@]} == 0)) || printf '%s\n' "${paths[@]%/}"
}
