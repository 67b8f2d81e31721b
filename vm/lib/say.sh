# shellcheck shell=bash
# say.sh - how a program speaks to the person who started it: one line to standard
# error, and its usage, which is a part of its head comment.
# SPDX-License-Identifier: MIT

# the status that says the machinery failed
machinery_failed=125

# blame STATUS - it is this one in the calling program, also where a command fails that
# nobody asked about: a full disk must not end it with a status that means something else.
blame() {
  machinery_failed=$1
  trap 'exit "$machinery_failed"' ERR
}

# visible TEXT - as one line that a terminal cannot obey and nobody can read otherwise than
# it is: there may be names in it that somebody else chose. Bytes that are no ASCII become
# \xNN.
visible() {
  local LC_ALL=C text=$1 plain byte
  while [[ $text == *[!' '-'~']* ]]; do
    plain=${text%%[!' '-'~']*}
    text=${text:${#plain}}
    printf -v byte %d "'$text"
    printf '%s\\x%02x' "$plain" $((byte & 255))
    text=${text:1}
  done
  printf '%s\n' "$text"
}

# say TEXT / die TEXT [STATUS] - die ends the program because the machinery failed, or
# with STATUS.
say() {
  printf '%s: %s\n' "${0##*/}" "$(visible "$1")" >&2
}

die() {
  say "$1"
  exit "${2:-$machinery_failed}"
}

# usage - the usage part of the calling program's head comment.
usage() {
  sed -n '/^# usage/,/^# exit/s/^# \{0,1\}//p' "$0"
}

wrong_usage() {
  say "$1"
  usage >&2
  exit 2
}

# need_value COUNT OPTION - ends with a usage error when the option has no value.
need_value() {
  (($1 > 1)) || wrong_usage "'$2' needs a value"
}
