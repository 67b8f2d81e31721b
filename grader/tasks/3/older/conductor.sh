#!/usr/bin/env bash
# conductor.sh - stands in for the conductor of an older edition: understands how scripts
# called that, and calls the kit's. Options may stand anywhere before '--'; the command may
# be one string, or be told to a shell word by word; `run` may be told to go on in the
# background; `build` takes a file whose FROM names a distribution.
# SPDX-License-Identifier: MIT
set -Eeuo pipefail
shopt -s inherit_errexit

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
# shellcheck source=config.sh
source "$HERE/config.sh"
export IMAGE_DIR CONTAINER_DIR
WORDS=()   # what is no option
OPTIONS=() # of addnetwork
COMMAND=() # what runs in a container
DETACH=''

kit() {
  bash "$HERE/kit/conductor.sh" "$@"
}

# sort_words ARGS - in which order they came no longer matters. After run IMAGE NAME and
# exec NAME everything is the command's.
sort_words() {
  local most=99
  while (($#)); do
    case $1 in
      --)
        shift
        break
        ;;
      -i | --internet) OPTIONS+=(-i) ;;
      -e | --expose)
        OPTIONS+=(-e "${2-}")
        shift || true
        ;;
      -e?*) OPTIONS+=("$1") ;;
      --expose=*) OPTIONS+=(-e "${1#*=}") ;;
      -d | --detach) DETACH=yes ;;
      *) WORDS+=("$1") ;;
    esac
    shift || true
    case ${WORDS[0]-} in
      run) most=3 ;;
      exec) most=2 ;;
    esac
    ((${#WORDS[@]} < most)) || break
  done
  [[ ${1-} != -- ]] || shift
  COMMAND=("$@")
}

# shell_command - one string, or words with what only a shell reads, is for a shell.
shell_command() {
  local word told=''
  [[ ${#COMMAND[@]} != 1 || ${COMMAND[0]} != *[[:space:]]* ]] || told=yes
  for word in "${COMMAND[@]}"; do
    [[ $word != @('&&'|'||'|';'|'|'|'&'|'>'|'<') ]] || told=yes
  done
  [[ -z $told ]] || COMMAND=(/bin/bash -c "${COMMAND[*]}")
}

# run_in_image IMAGE NAME - or NAME IMAGE: an image is there.
run_in_image() {
  if [[ ! -d $IMAGE_DIR/$1 && -d $IMAGE_DIR/$2 ]]; then
    set -- "$2" "$1"
  fi
  if [[ -z $DETACH ]]; then
    kit run "$1" "$2" -- "${COMMAND[@]}"
    return
  fi
  setsid bash "$HERE/kit/conductor.sh" run "$1" "$2" -- "${COMMAND[@]}" </dev/null >/dev/null 2>&1 &
  until kit exec "$2" -- true >/dev/null 2>&1; do
    kill -0 "$!" || return 1
  done
}

# build_image NAME [FILE] - the kit's goes by a file that lies where all is that it copies.
build_image() {
  local name=$1 file=${2-} dir line word rest
  if [[ -z $file ]]; then
    kit build "$name"
    return
  fi
  dir=$(dirname -- "$file")
  while read -r line || [[ -n $line ]]; do
    read -r word rest <<<"$line"
    case $word in
      FROM) printf 'FROM %s\n' "${rest##*[: /]}" ;;
      COPY) copy_line "$dir" "$rest" ;;
      *) printf '%s\n' "$line" ;;
    esac
  done <"$file" >"$HERE/../.$name.built"
  kit build "$name" "$HERE/../.$name.built"
}

# copy_line DIR 'SOURCE DEST' - SOURCE is found from DIR, or from where we are.
copy_line() {
  local source dest
  read -r source dest <<<"$2"
  [[ ! -e $1/$source ]] || source=$1/$source
  printf 'COPY %s %s\n' "$(realpath -m --relative-to "$HERE/.." -- "$source")" "$dest"
}

main() {
  sort_words "$@"
  shell_command
  case ${WORDS[0]-} in
    run) run_in_image "${WORDS[1]-}" "${WORDS[2]-}" ;;
    exec) kit exec "${WORDS[1]-}" -- "${COMMAND[@]}" ;;
    build) build_image "${WORDS[1]-}" "${WORDS[2]-}" ;;
    addnetwork) kit addnetwork "${WORDS[@]:1}" "${OPTIONS[@]}" ;;
    *) kit "${WORDS[@]}" ;;
  esac
}

main "$@"
