# shellcheck shell=bash disable=SC2154 # the arrays come from build/tables/tables.sh
# tables.sh - what the rooms of the tasks say, for bash; the one reader of their tables.
# make compiles grader/tasks/*/*.jq into build/tables. Sourced after kit.sh.
#
#   TASKS                 the rooms' names, in order
#   TASK_TITLE[task]      what people call it      TASK_FOLDER[task]    its folder
#   TASK_HANDOUT[task]    the page in it that students read
#   TASK_SECONDS[task]    that its steps may take together
#   TASK_MEMORY[task]     MiB of its machine       TASK_SWAP[task]      MiB of its swap disk
#   TASK_PARTS[task]      of grader/guest and build/guest, besides those of all tasks
#   TASK_MADE[task]       what is made of its given files beforehand
#   TASK_STANDS_ON[task]  the tasks that it is recorded with
#   TASK_PRODUCT[task]    what stands in, of this task, for tasks that stand on it
#   TASK_ELECTIVE[task]   yes, or empty            TASK_FILES[task]     what may be handed in
#   STAGES                all stages, in order     STAGE_TASK[id]       whose stage it is
#   STAGE_PATH[id]        the file of its regions  STAGE_POINTS[id]     whole points
#   FILES                 all that may be handed in, by path
#   FILE_TASK[path] FILE_KIB[path] FILE_NEEDED[path] FILE_SETTINGS[path]
#   FILE_NAMES[path]      YEAR=NAME of each edition in which it is called otherwise
#   TASK_WAYS[task]       YEAR=WHAT=HOW: what its scenario does otherwise in that edition
#   TASK_OLDER_PRODUCT[task]  YEAR=DIR: what is put before its product in that edition
#
# They are those of EDITION, as a course sets it; in_edition makes them another's. Lists in
# one value are words separated by spaces: none of them may hold one.
# SPDX-License-Identifier: MIT

[[ -r $TABLES/tables.sh ]] || die "the kit's tables are not built: run 'make tools'"

# in_edition YEAR - makes them those of another edition.
in_edition() {
  local i id path task paths
  [[ $1 =~ ^[0-9]{4}$ ]] || die "'$1' is no edition: it is a year" 2
  EDITION=$1
  # shellcheck source=/dev/null
  source "$TABLES/tables.sh"
  for i in "${!STAGES[@]}"; do
    id=${STAGES[i]}
    is_of "${STAGE_SINCE[$id]}" "${STAGE_ONLY[$id]}" || unset "STAGE_TASK[$id]" "STAGES[i]"
  done
  for i in "${!FILES[@]}"; do
    path=${FILES[i]}
    # what came later may be there all the same
    is_of "${FILE_SINCE[$path]}" '' || FILE_NEEDED["$path"]=''
    is_of 0 "${FILE_ONLY[$path]}" || unset "FILE_TASK[$path]" "FILES[i]"
  done
  for task in "${TASKS[@]}"; do
    paths=''
    for path in ${TASK_FILES[$task]}; do
      [[ -z ${FILE_TASK[$path]-} ]] || paths+=" $path"
    done
    TASK_FILES["$task"]=${paths# }
  done
}

# is_of SINCE YEARS - whether a row is of the edition: SINCE is the first that has it, YEARS
# are, if there are any, the only ones.
is_of() {
  (($1 <= EDITION)) && [[ -z $2 || " $2 " == *" $EDITION "* ]]
}

in_edition "$EDITION"

# need_task TASK / need_stage ID - end with a plain sentence, and the status of wrong
# usage, when there is none.
need_task() {
  [[ -n $1 && -n ${TASK_FOLDER[$1]-} ]] || die "there is no task '$1': the tasks are ${TASKS[*]}" 2
}

need_stage() {
  [[ -n $1 && -n ${STAGE_TASK[$1]-} ]] || die "there is no stage '$1': the stages are ${STAGES[*]}" 2
}

# recorded_with TASK - the tasks whose folders are in its machine, itself last.
recorded_with() {
  local others
  read -ra others <<<"${TASK_STANDS_ON[$1]}"
  printf '%s\n' "${others[@]}" "$1"
}

# stages_of TASK... - their stages, in order, one a line.
stages_of() {
  local id
  for id in "${STAGES[@]}"; do
    [[ " $* " != *" ${STAGE_TASK[$id]} "* ]] || printf '%s\n' "$id"
  done
}

# longest_first - the tasks on standard input, those that may take longest first: begun
# early they leave no processor idle at the end.
longest_first() {
  local one
  while read -r one; do
    printf '%s\t%s\n' "${TASK_SECONDS[$one]}" "$one"
  done | sort -rn | cut -f 2
}

# name_in_edition PATH - sets called to what the path of a file that may be handed in is
# called in the edition.
name_in_edition() {
  local name
  called=$1
  for name in ${FILE_NAMES[$1]}; do
    [[ $name != "$EDITION="* ]] || called=${1%/*}/${name#*=}
  done
}

# ways_of TASK - what its scenario does otherwise in the edition, as shell assignments.
ways_of() {
  local way
  for way in ${TASK_WAYS[$1]}; do
    if [[ $way == "$EDITION="* ]]; then
      way=${way#*=}
      printf 'WAYS[%s]=%s\n' "${way%%=*}" "${way#*=}"
    fi
  done
}

# manifest - all that may be handed in, as unpack wants it: path, task, KiB, needed, what it
# is called; tab separated, task by task.
manifest() {
  local task path called
  for task in "${TASKS[@]}"; do
    for path in ${TASK_FILES[$task]}; do
      [[ ${FILE_TASK[$path]} == "$task" ]] || continue
      name_in_edition "$path"
      printf '%s\t%s\t%s\t%s\t%s\n' "$path" "$task" "${FILE_KIB[$path]}" "${FILE_NEEDED[$path]:-no}" "$called"
    done
  done
}
