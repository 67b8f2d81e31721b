# shellcheck shell=bash
# cell.sh - the place in the machine where the submission runs: PID, mount,
# network, UTS and IPC namespaces of its own over a writable layer of its own.
# The recorder stays outside, on the read-only image, and looks in.
#
# Not a user namespace, because root must be root, and not a cgroup namespace,
# because students are to see the real tree. namespaces(7), cgroups(7), overlayfs.
# Sourced by record.
# SPDX-License-Identifier: MIT

CELL=/run/cell
# where the submission lies inside; read by the scenarios
# shellcheck disable=SC2034
CELL_HOME=/home/cs695
CELL_CGROUP=/sys/fs/cgroup/submission

# cell_start - makes the cell and waits until its first process, which does
# nothing but reap, is there; sets CELL_PID to that process as seen from here.
cell_start() {
  local line
  mkdir -p "$CELL"
  mount -t tmpfs -o size=60%,mode=755 cell "$CELL"
  mkdir -p "$CELL"/{upper,work,root}
  cell_limits
  # bash's child is unshare; unshare's only child becomes process 1 of the cell
  exec {ready}< <(exec unshare --pid --mount --net --uts --ipc --fork \
    "$BASH" "$GUEST/cell-init" "$HOST_NAME")
  read -r line <&"$ready"
  if [[ $line != ready ]]; then
    printf 'record: cannot make the cell: %s\n' "$line" >&2
    return 1
  fi
  CELL_PID=$(<"/proc/$!/task/$!/children")
  CELL_PID=${CELL_PID%% *}
  printf '%s' "$CELL_PID" >"$CELL_CGROUP/cgroup.procs"
}

# A fork bomb or a memory hog in the cell must leave the recorder room to work.
cell_limits() {
  local kib # KiB of memory; three quarters of it, in bytes, are 768 times as many
  mkdir "$CELL_CGROUP"
  kib=$(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo)
  printf '%s' 2000 >"$CELL_CGROUP/pids.max"
  printf '%s' "$((kib * 768))" >"$CELL_CGROUP/memory.max"
}

# cell_pids - the processes of the cell and of namespaces below it, by their PIDs
# here, one a line.
cell_pids() {
  # a process may be gone by the time its file is read
  { grep -hs '^NSpid:' /proc/[0-9]*/status || true; } | awk 'NF > 2 { print $2 }'
}
