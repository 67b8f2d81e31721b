# shellcheck shell=bash
# lab-files.sh - which files go into a lab and come back. Sourced on both sides, by
# kit-lab and in the machine by lab.sh.
# SPDX-License-Identifier: MIT

# LAB_SOURCE - what the path of a source looks like, as an extended regular expression:
# no part of it begins with a dot.
LAB_SOURCE='task[0-9a-z]+(/[^/.][^/]*)*/(Makefile|[^/.][^/]*\.(c|h|sh|py|md|txt))'

# lab_files DIR [TEST...] - the sources in the task folders of DIR for which
# find(1)'s TESTs hold, each ended by NUL. What containers are made of is none.
lab_files() {
  local folder folders=()
  cd -- "$1" || return
  for folder in task*; do
    [[ ! -d $folder || -L $folder ]] || folders+=("$folder")
  done
  ((${#folders[@]} == 0)) || find "${folders[@]}" -xdev -regextype posix-extended \
    \( -name '.*' -o -name container_root \) -prune -o \
    -type f -regex "$LAB_SOURCE" -size -257k "${@:2}" -print0
}
