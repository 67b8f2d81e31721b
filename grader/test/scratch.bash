# scratch.bash - a copy of the kit, as git knows it, in which a test may add and change
# what it likes. Loaded after helper.

# scratch_kit DIR - the copy, with what was built here, so that nothing is compiled again.
scratch_kit() {
  mkdir -p "$1"
  # shellcheck disable=SC2016 # for the shell that xargs starts
  (cd "$KIT_ROOT" && git ls-files -z --cached --others --exclude-standard \
    | xargs -0 sh -c 'for f; do [ ! -f "$f" ] || printf "%s\0" "$f"; done' - \
    | tar --create --null --files-from -) | tar --extract --directory "$1"
  cp -r --preserve=mode,timestamps -- "$KIT_ROOT/build" "$1/build"
  rm -rf -- "$1"/build/{asan,fuzz,lint}
  git -C "$1" init -q
  git -C "$1" add -A
}

# add_task_9 KIT - the task that is no task of the course: three folders, nothing else.
add_task_9() {
  cp -r -- "$FIXTURES/task9/." "$1"
  "$1/grader/bin/kit-skeletons" 2>/dev/null
  make --silent -C "$1" tools
  git -C "$1" add -A
}
