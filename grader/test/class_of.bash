# shellcheck shell=bash
# class_of.bash - a class as Moodle hands it out, of solutions, skeletons, mutants,
# variants and hostile submissions of task 1; and what is to be shown with it.
# SPDX-License-Identifier: MIT

# what ten students in a row hand in
turns=(solution mutant variant hostile skeleton mutant mutant variant mutant hostile)
# the first ones are quick: they are what a small class has
hostile=(kills_all.c no-archive forges_frames.c panics.c fills_disk.c replaces_tools.c fork_bomb.c no-compile)

# hand_in KIND COUNT TREE - writes the COUNT-th of that kind
hand_in() {
  local patches file=$3/task1/namespace_prog.c what
  mkdir -p "$3/task1"
  cp "$KIT_ROOT/solutions/task1/namespace_prog.c" "$file"
  case $1 in
    solution) printf '// student %s\n' "$2" >>"$file" ;;
    skeleton) cp "$KIT_ROOT/task1/namespace_prog.c" "$file" ;;
    mutant | variant)
      patches=("$KIT_ROOT/grader/tasks/1/$1s/"*.patch)
      patch --quiet --strip 1 --directory "$3" <"${patches[$2 % ${#patches[@]}]}"
      ;;
    hostile)
      what=${hostile[$2 % ${#hostile[@]}]}
      case $what in
        no-archive) rm -r "$3/task1" ;;
        no-compile) printf 'int x = ;\n' >>"$file" ;;
        *)
          sed -i '/@ begin 1b-parent /a hostile();' "$file"
          { printf '#define _GNU_SOURCE\n' && cat "$KIT_ROOT/grader/test/machine/hostile/$what" "$file"; } >"$file.new"
          mv "$file.new" "$file"
          ;;
      esac
      ;;
  esac
}

# moodle_class COUNT - bulk.zip in the current directory, and class/, what is in it
moodle_class() {
  local i kind folder roll
  local -A count=()
  for ((i = 0; i < $1; i++)); do
    kind=${turns[i % ${#turns[@]}]} roll=22m$((1000 + i))
    rm -rf tree
    hand_in "$kind" "${count[$kind]:-0}" "tree/${roll}_assignment3"
    count[$kind]=$((${count[$kind]:-0} + 1))
    # names that mean something to a shell, a page, a spreadsheet
    folder="class/=1+$kind \"\$i\" <b>Öz_$((500 + i))_assignsubmission_file_"
    mkdir -p "$folder"
    tar -C tree -czf "$folder/${roll}_assignment3.tar.gz" "${roll}_assignment3"
  done
  find class -exec touch -d '2026-01-01 UTC' {} +
  (cd class && zip -qr ../bulk.zip .)
}

# no_evidence - from here on nothing is known from former recordings
no_evidence() {
  local cache=${XDG_CACHE_HOME:-$HOME/.cache}/container-kit parts
  mapfile -t parts < <(realpath "$cache"/{image,kernel,mirror,probe})
  rm -rf "$PWD/cache"
  mkdir -p "$PWD/cache/container-kit"
  ln -s "${parts[@]}" "$PWD/cache/container-kit"
  export XDG_CACHE_HOME=$PWD/cache
}

# class OUT [OPTION...] - grades bulk.zip
class() {
  "$KIT_ROOT/grader/bin/kit-class" --out "$1" "${@:2}" bulk.zip -- --task 1
}

# class_killed OUT COUNT [OPTION...] - the same, killed with -9 when COUNT are graded
class_killed() {
  local main tries
  class "$1" "${@:3}" >>"$1.log" 2>&1 3>&- &
  main=$!
  for ((tries = 0; tries < 12000; tries++)); do
    (($(find "$1/submissions" -name state.json 2>/dev/null | wc -l) < $2)) || break
    kill -0 "$main" || return 1
    sleep 0.1
  done
  # class is a function: what it runs is its child
  pkill -KILL -P "$main"
  wait "$main" || true
}

# marks OUT - of every student, what a mark consists of; times and what hangs on them
# are left out
marks() {
  gojq -c '[.[] | {key, status, flags, score, total, stages, receipt, first}] | sort_by(.key)[]' "$1/gradebook/class.json"
}

# two_mistakes COUNT - class/ of solutions of tasks 1 and 2 with a known mistake in each,
# and put-in: a line for each mistake and who makes it. No name in class/ tells.
two_mistakes() {
  local i task patches file folder
  for ((i = 0; i < $1; i++)); do
    folder=class/22m$((1000 + i))
    mkdir -p "$folder"
    cp -r "$KIT_ROOT"/solutions/task[12] "$folder"
    for task in 1 2; do
      mapfile -t patches < <(grep -l '^Mistake: ' "$KIT_ROOT/grader/tasks/$task"/mutants/*.patch)
      # of each task another one follows, so that all pairs come up
      file=${patches[(task == 1 ? i : i / 2 + i) % ${#patches[@]}]}
      patch --quiet --strip 1 --directory "$folder" <"$file"
      printf '%s/%s 22m%s\n' "$task" "$(sed -n 's/^Mistake: *//p' "$file")" $((1000 + i)) >>put-in
    done
  done
}
