# shellcheck shell=bash
# box.bash - stands in for Gradescope: a Debian container made by setup.sh, in which
# run_autograder is root without any capability, without user namespaces, ptrace and
# network, with the usual 64 MiB of /dev/shm.
# SPDX-License-Identifier: MIT

# box_make DIR - DIR/root, from the zip that kit-gradescope writes
box_make() {
  "$KIT_ROOT/grader/bin/kit-gradescope" --out "$1" >"$1/said"
  # shellcheck disable=SC2016 # expanded by mmdebstrap's shell
  mmdebstrap --quiet --variant=minbase --customize-hook='mkdir -p "$1/autograder/source" "$1/autograder/submission" "$1/autograder/results"' \
    --customize-hook="bsdtar -xf $1/*-gradescope.zip -C \"\$1/autograder/source\"" \
    --customize-hook='chroot "$1" /autograder/source/setup.sh' bookworm "$1/root" >"$1/log" 2>&1 \
    || { tail -n 5 "$1/log" >&2 && return 1; }
  # a filter of system calls: ptrace(2), number 101, is not permitted
  printf '\x20\0\0\0\0\0\0\0\x15\0\0\x01\x65\0\0\0\x06\0\0\0\x01\0\x05\0\x06\0\0\0\0\0\xff\x7f' >"$1/no-ptrace"
  printf '{"users": [{"name": "Ada", "sid": "22m0001"}]}\n' >"$1/metadata"
}

# box_limits NAME PERCENT MIB - from here on a box has so much of one processor, and of
# memory. For root only; cgroups(7), of version 2 or 1, whichever the host has.
box_limits() {
  local top=/sys/fs/cgroup
  if [[ -e $top/cgroup.controllers ]]; then
    box_groups=("$top/$1")
    printf '+cpu +memory' >"$top/cgroup.subtree_control"
    mkdir "${box_groups[@]}"
    printf '%s 100000' $(($2 * 1000)) >"$top/$1/cpu.max"
    printf '%s' $(($3 << 20)) >"$top/$1/memory.max"
  else
    box_groups=("$top/cpu/$1" "$top/memory/$1")
    mkdir "${box_groups[@]}"
    printf '%s' $(($2 * 1000)) >"$top/cpu/$1/cpu.cfs_quota_us"
    printf '%s' $(($3 << 20)) >"$top/memory/$1/memory.limit_in_bytes"
  fi
}

# box_no_limits - ends that.
box_no_limits() {
  rmdir -- "${box_groups[@]}"
  box_groups=()
}

# box DIR SUBMISSION RESULTS COMMAND... - runs COMMAND in it
box() (
  for group in "${box_groups[@]}"; do
    printf '%s' "$BASHPID" >"$group/cgroup.procs"
  done
  exec {filter}<"$1/no-ptrace"
  exec bwrap --unshare-all --unshare-user --disable-userns --die-with-parent --uid 0 --gid 0 --cap-drop ALL \
    --seccomp "$filter" --clearenv --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin --setenv HOME /root \
    --setenv TIME_LIMIT "${TIME_LIMIT:-580}" \
    --bind "$1/root" / --proc /proc --dev /dev --size 67108864 --tmpfs /dev/shm \
    --ro-bind "$2" /autograder/submission --ro-bind "$1/metadata" /autograder/submission_metadata.json \
    --bind "$3" /autograder/results -- "${@:4}"
)
