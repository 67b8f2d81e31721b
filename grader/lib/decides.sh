# shellcheck shell=bash disable=SC2154 # the arrays come from build/tables/tables.sh
# decides.sh - what decides: the files of the kit on which a recording hangs, and those
# on which a verdict hangs. The evidence cache, regrading and the tests all ask here.
# Sourced after tables.sh.
#
# A room says which parts its machine needs; the build says which sources a program is
# made of (build/*/PROGRAM.sources, written when it is linked). The machine's image,
# kernel and back end count besides, by name_machine of kit-record.
# SPDX-License-Identifier: MIT

# what every scenario needs of grader/guest, and of build/guest
GUEST_SCRIPTS=(record cell.sh steps.sh snapshot.jq)
GUEST_PROGRAMS=(witness probe evidence-send cell reaper)

# decides_recording TASK - the files that decide what is recorded of the same submission,
# one a line, relative to the kit.
decides_recording() {
  local one part parts
  printf '%s\n' grader/bin/kit-record grader/lib/{decides,input,kit,tables}.sh grader/lib/{tables.jq,compile-tables} \
    vm/{run,here} vm/lib/{backend,jail,together}.sh "grader/tasks/$1"/{task.jq,scenario.sh} "${GUEST_SCRIPTS[@]/#/grader/guest/}"
  (cd "$KIT_ROOT" && printf '%s\n' vm/backend/*)
  [[ ! -e $GRADER/tasks/$1/build.sh ]] || printf '%s\n' grader/guest/build "grader/tasks/$1/build.sh"
  for part in ${TASK_PARTS[$1]}; do
    [[ ! -e $GRADER/guest/$part ]] || printf 'grader/guest/%s\n' "$part"
  done
  read -ra parts <<<"${TASK_PARTS[$1]}"
  sources_of bin/evidence-receive "${GUEST_PROGRAMS[@]/#/guest/}" "${parts[@]/#/guest/}"
  while read -r one; do
    given_files "${TASK_FOLDER[$one]}"
  done < <(recorded_with "$1")
}

# decides_verdict TASK - the files that decide what the same recordings are worth.
decides_verdict() {
  local room=grader/tasks/$1 one parts
  printf '%s\n' grader/bin/kit-{unpack,grade,judge} grader/lib/{kit.sh,tables.sh,tables.jq,compile-tables} \
    "$room"/{task,stages,checks,mistakes,facts}.jq
  (cd "$KIT_ROOT" && printf '%s\n' grader/judge/*.jq)
  [[ ! -e $KIT_ROOT/$room/lessons.jq ]] || printf '%s\n' "$room/lessons.jq"
  [[ ! -d $KIT_ROOT/$room/expected ]] || (cd "$KIT_ROOT" && printf '%s\n' "$room"/expected/*)
  sources_of bin/{gather,transcript,region,unpack}
  # where it stands in, and what is compared with it
  while read -r one; do
    read -ra parts <<<"${TASK_OLDER_PRODUCT[$one]}"
    (cd "$KIT_ROOT" && find "solutions/${TASK_FOLDER[$one]}" "grader/given/${TASK_FOLDER[$one]}" \
      "${parts[@]/#*=/grader/tasks/$one/}" -type f 2>/dev/null) || true
  done < <(recorded_with "$1")
}

# hash_of_files - one hash of the contents of the kit's files that are named on standard
# input, whatever their order.
hash_of_files() {
  local sum
  sum=$(cd "$KIT_ROOT" && sort -u | xargs -d '\n' sha256sum -- | sha256sum)
  printf '%s\n' "${sum:0:32}"
}

# hash_of_all decides_recording|decides_verdict TASK... - one for all these tasks.
hash_of_all() {
  local each
  for each in "${@:2}"; do
    "$1" "$each"
  done | hash_of_files
}

# sources_of DIR/PROGRAM... - the sources of programs below build/, as the build knows
# them; of a script there are none.
sources_of() {
  local program lists=()
  for program; do
    [[ ! -r $KIT_ROOT/build/$program.sources ]] || lists+=("$KIT_ROOT/build/$program.sources")
  done
  cat -- "${lists[@]}"
}

# given_files FOLDER - the kit's own files of a task folder: the sources that no
# submission brings, and settings, which one may leave out. What lies there besides its
# sources is nobody's business.
given_files() {
  local file
  while IFS= read -r -d '' file; do
    [[ -n ${FILE_TASK[$file]-} && -z ${FILE_SETTINGS[$file]} ]] || printf '%s\n' "$file"
  done < <(cd "$KIT_ROOT" && find "$1" -type f \( -name '*.[ch]' -o -name '*.sh' -o -name Makefile \) -print0)
}

# take_product TASK DIR - the solution, where it stands in. For an edition that called it in
# another way the room has what understands that, and the kit's own is in DIR/kit.
take_product() {
  local older
  for older in ${TASK_OLDER_PRODUCT[$1]}; do
    if [[ $older == "$EDITION="* ]]; then
      cp -r -- "$GRADER/tasks/$1/${older#*=}/." "$2"
      mkdir -- "$2/kit"
      given_files "${TASK_FOLDER[$1]}" | (cd "$KIT_ROOT" && xargs -d '\n' cp -t "$2/kit" --)
      set -- "$1" "$2/kit"
    fi
  done
  cp -r -- "$KIT_ROOT/solutions/${TASK_FOLDER[$1]}/." "$2"
}
