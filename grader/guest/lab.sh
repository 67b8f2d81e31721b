# shellcheck shell=bash
# lab.sh - what the lab's shell reads when it begins, and lab itself: after each
# command the sources that have changed leave the machine, so that a machine which
# is killed takes along only what came after the last prompt.
# SPDX-License-Identifier: MIT

# shellcheck source=lab-files.sh
source /run/input/guest/lab-files.sh

LAB_HOME=/home/cs695
# bytes that may leave for less than the last of reasons, the end of the lab
LAB_ROOM=40000000

# lab_save - writes one line to the host, of all sources that have changed since the lab
# began: for each its mode, its path in base64, and an equals sign and its content in
# base64; then a full stop, which says that the line is whole.
lab_save() {
  local seen path saved=''
  # by the time of change, which no program can set
  seen=$(lab_files "$LAB_HOME" -cnewer /run/lab-began -printf '%C@ ' | tr '\0' ' ')
  [[ -n $seen && $seen != "${LAB_SAVED-}" ]] || return 0
  while IFS= read -rd '' path; do
    saved+=$([[ ! -x $LAB_HOME/$path ]] && printf 644 || printf 755)
    saved+=" $(printf %s "$path" | base64 --wrap=0) =$(base64 --wrap=0 <"$LAB_HOME/$path") "
  done < <(lab_files "$LAB_HOME" -cnewer /run/lab-began)
  ((${#saved} <= LAB_ROOM)) || return 0
  LAB_ROOM=$((LAB_ROOM - ${#saved}))
  printf '%s.\n' "$saved" >"$KIT_OUTPUT"
  LAB_SAVED=$seen
}

if [[ $- == *i* ]]; then
  PS1='\u@\h:\W\$ '
  PROMPT_COMMAND='lab_save 2>/dev/null'
fi
