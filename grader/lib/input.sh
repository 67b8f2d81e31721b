# shellcheck shell=bash disable=SC2154 # the arrays come from build/tables/tables.sh
# input.sh - what goes into the machine that records: the submission, with the solution's
# regions where they stand in, the recorder with the room's scenario, the kit's own files and
# what is made of them, the settings. Sourced by kit-record, whose options it reads.
# SPDX-License-Identifier: MIT

# take_submission DIR - what is recorded of the submission, below DIR: the folders that
# the task is recorded with, the solution's where it stands in. Two tasks that share a
# folder each bring their own files.
take_submission() {
  local dir=$1 one folder from to
  while read -r one; do
    folder=${TASK_FOLDER[$one]} from=$src/${TASK_FOLDER[$one]} to=$dir/${TASK_FOLDER[$one]}
    [[ ! -e $to ]] || to=$dir/.shared/$folder
    mkdir -p "$to"
    [[ -z ${TASK_PRODUCT[$one]} || ,$stand_in, != *,"${TASK_PRODUCT[$one]}",* ]] \
      || { take_product "$one" "$to" && from=''; }
    [[ ! -d $from ]] || cp -r -- "$from/." "$to"
    remove_neighbours "$one" "${to%/*}"
    add_names "$one" "${to%/*}"
    if [[ -e $dir/.shared ]]; then
      cp -r -- "$to/." "$dir/$folder"
      rm -rf -- "$dir/.shared"
    fi
  done < <(recorded_with "$task")
  splice_regions "$dir"
}

# remove_neighbours TASK DIR - what another task that shares the folder hands in: a
# change of it is no reason to record this one again.
remove_neighbours() {
  local path others=()
  for path in "${FILES[@]}"; do
    [[ ${path%/*} != "${TASK_FOLDER[$1]}" || " ${TASK_FILES[$1]} " == *" $path "* || ! -e $2/$path ]] \
      || others+=("$2/$path")
  done
  ((${#others[@]} == 0)) || rm -f -- "${others[@]}"
}

# add_names TASK DIR - what the edition calls otherwise is there by both names: a script
# of that year may look for its own, the kit's for the kit's.
add_names() {
  local path called
  for path in ${TASK_FILES[$1]}; do
    name_in_edition "$path"
    [[ $called == "$path" || ! -e $2/$path ]] || cp -- "$2/$path" "$2/$called"
  done
}

# splice_regions DIR - puts the solution's regions named by --stand-in into the copy
# of the submission.
splice_regions() {
  local dir=$1 id path
  for id in ${stand_in//,/ }; do
    [[ $id != kit ]] || put_into_kit "$dir"
    # a product is a whole task's
    [[ -n ${STAGE_PATH[$id]-} ]] || continue
    path=${STAGE_PATH[$id]}
    "$TOOLS/region" splice --from "$KIT_ROOT/solutions/$path" --id "$id" \
      "$dir/$path" >"$dir/.spliced" || die "cannot put the solution's region $id into $path"
    mv -- "$dir/.spliced" "$dir/$path"
  done
}

# put_into_kit DIR - what the submission has changed outside its regions is the kit's again,
# in each file that has all of these.
put_into_kit() {
  local dir=$1 path ids
  for path in ${TASK_FILES[$task]}; do
    kit_file "$path" >"$work/kit" 2>/dev/null || continue
    ids=$("$TOOLS/region" list "$work/kit" | cut -f 1 | paste -sd ,)
    if "$TOOLS/region" splice --from "$dir/$path" --id "$ids" "$work/kit" >"$work/spliced" 2>/dev/null; then
      mv -- "$work/spliced" "$dir/$path"
    fi
  done
}

# make_input DIR - everything that goes into the machine, below DIR, beside the
# submission that is there.
make_input() {
  local dir=$1 part one
  mkdir -p "$dir"/{guest,given}
  # this task's scenario only: another one's change is no reason to record again
  cp -- "${GUEST_SCRIPTS[@]/#/$GRADER/guest/}" "${GUEST_PROGRAMS[@]/#/$KIT_ROOT/build/guest/}" \
    "$GRADER/tasks/$task/scenario.sh" "$dir/guest"
  for part in ${TASK_PARTS[$task]}; do
    if [[ -e $GRADER/guest/$part ]]; then
      cp -- "$GRADER/guest/$part" "$dir/guest"
    else
      cp -- "$KIT_ROOT/build/guest/$part" "$dir/guest"
    fi
  done
  while read -r one; do
    copy_given "$one" "$dir"
  done < <(recorded_with "$task")
  cp -- "$work/settings" "$dir/settings"
}

# copy_given TASK DIR - the kit's own files of a task, to DIR/given, and what is made of
# them beforehand.
copy_given() {
  local path made folder=${TASK_FOLDER[$1]} given=()
  while IFS= read -r path; do
    # a submission's own settings
    [[ -n ${FILE_TASK[$path]-} && -e $2/submission/$path ]] || given+=("$path")
  done < <(given_files "$folder")
  ((${#given[@]})) || return 0
  (cd "$KIT_ROOT" && cp --parents --no-preserve=mode -- "${given[@]}" "$2/given")
  for made in ${TASK_MADE[$1]}; do
    cp -- "$KIT_ROOT/build/given/$folder/$made" "$2/given/$folder"
  done
  # a whole work tree brings its own copies along
  (cd "$2/submission" && rm -f -- "${given[@]}")
}

# take_built DIR - what build.sh of the room makes of the kit's own files, to DIR: made once
# by such a machine, in which nothing else runs, and kept.
take_built() {
  local script=$GRADER/tasks/$task/build.sh folder=${TASK_FOLDER[$task]} given key kept
  [[ -e $script ]] || return 0
  mapfile -t given < <(given_files "$folder")
  key=$(printf '%s\n' grader/guest/{build,cell.sh} "${script#"$KIT_ROOT/"}" "${given[@]}" | hash_of_files)
  kept=$VM_CACHE/built/$image-$key
  if [[ ! -d $kept ]]; then
    mkdir -p "$work/build/guest" "$work/build/given"
    cp -- "$GRADER/guest/"{build,cell.sh} "$script" "$work/build/guest"
    (cd "$KIT_ROOT" && cp --parents --no-preserve=mode -- "${given[@]}" "$work/build/given")
    pack_input "$work/build.tar" "$work/build"
    "${run_machine[@]}" --input "$work/build.tar" --log "$work/build.log" --output "$work/built.tar" \
      -- ./guest/build "$folder" \
      || die "cannot build what the kit gives in $folder: $(grep -v ^reboot: "$work/build.log" | tail -n 3 | tr -s '\r\n' ' ')"
    built=$(open_stage "$kept")
    tar --extract --no-same-owner --file "$work/built.tar" --directory "$built"
    publish "$built" "$kept"
  fi
  cp -r -- "$kept" "$1"
}

# write_settings - what the scenario is told, as shell assignments; the seed may be any text.
write_settings() {
  local hash numbers='' i
  hash=$(printf 'numbers %s' "$seed" | sha512sum)
  for ((i = 0; i < 124; i += 4)); do
    numbers+="$((16#${hash:i:4})) "
  done
  printf 'TASK_LIMIT=%s\nEDITION=%s\nSEED=%s\nHOST_NAME=cs695-%s\nNUMBERS=(%s)\n' "${TASK_SECONDS[$task]}" \
    "$edition" "${seed@Q}" "${hash:124:4}" "$numbers" >"$work/settings"
  ways_of "$task" >>"$work/settings"
}

# pack_input FILE DIR - the same bytes for the same files, whoever asks and when.
pack_input() {
  tar --create --file "$1" --directory "$2" --sort=name --mtime=@0 \
    --owner=0 --group=0 --numeric-owner --mode=u+rw,go=rX .
}
