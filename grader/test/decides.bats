#!/usr/bin/env bats
# shellcheck disable=SC2016 # what is in single quotes is for gojq
# decides.bats - which recordings and which verdicts hang on each file of the kit: what
# lib/decides.sh answers is what the build and the rooms say.

load helper

# answers VERB - a line for each file on which something hangs: the file, the tasks.
answers() {
  bash -c '
    source "$0/grader/lib/kit.sh"
    source "$GRADER/lib/tables.sh"
    source "$GRADER/lib/decides.sh"
    for task in "${TASKS[@]}"; do
      "decides_$1" "$task" | sort -u | sed "s/\$/ $task/"
    done' "$KIT_ROOT" "$1" | sort | awk '
    $1 != last { if (last) print line; line = last = $1 }
    { line = line " " $2 } END { print line }'
}

setup_file() {
  cd "$BATS_FILE_TMPDIR" || return
  # shellcheck disable=SC2094 # the word is no file
  answers recording >recording
  # shellcheck disable=SC2094 # the word is no file
  answers verdict >verdict
  ALL_TASKS=$(gojq -r '.[].task' "$KIT_ROOT/build/tables/rooms.json" | xargs)
  export ALL_TASKS
}

# shellcheck disable=SC2034 # what is set here is read by hang_on
setup() {
  local file those
  cd "$BATS_FILE_TMPDIR" || return
  declare -gA recording verdict
  while read -r file those; do
    recording[$file]=$those
  done <recording
  while read -r file those; do
    verdict[$file]=$those
  done <verdict
}

# hang_on FILE recording|verdict - the tasks whose recordings (or verdicts) hang on it.
hang_on() {
  local -n answer=$2
  printf '%s\n' "${answer[$1]-}"
}

# who_stands_on TASK - it, and the tasks that are recorded with it.
who_stands_on() {
  gojq -r --arg task "$1" '.[] | select(.task == $task or (.stands_on | index($task))) | .task' \
    "$KIT_ROOT/build/tables/rooms.json" | xargs
}

@test "every file of which something hangs is a file of the kit" {
  cat recording verdict | cut -d ' ' -f 1 | sort -u >named
  (cd "$KIT_ROOT" && git ls-files --cached --others --exclude-standard) | sort >kit
  run comm -23 named kit
  assert_output ''
}

# wanted FILE - a line for each source that FILE names: it, and what hangs on it by what is made
# of it in the end, as make knows: programs that run in the machine, and those that judge.
wanted() {
  make -pn tools 2>/dev/null | awk '
    function walk(file, all, one, i) {
      all = split(made_of[file], one, " ")
      for (i = 1; i <= all; i++) {
        if (one[i] ~ /\.o$/) walk(one[i])
        else programs = programs one[i] " "
      }
    }
    NR == FNR && /^build\/(bin|guest)\/[^:]*: / {
      for (i = 2; i <= NF; i++) made_of[$i] = made_of[$i] " " substr($1, 1, length($1) - 1)
    }
    NR != FNR {
      programs = " "
      walk($0)
      printf "%s ", $0
      if (programs ~ / build\/(guest\/(witness|probe|evidence-send|cell|reaper)|bin\/evidence-receive) /) printf "recording"
      if (programs ~ / build\/bin\/(gather|transcript|region|unpack) /) printf "verdict"
      print ""
    }' - "$1"
}

@test "a source decides where a program is made of it that decides, as make sees it" {
  cd "$KIT_ROOT"
  git ls-files 'grader/src/*.[ch]' 'grader/src/**/*.[ch]' 'grader/guest/*.[ch]' 'grader/guest/**/*.[ch]' >"$BATS_TEST_TMPDIR/sources"
  wanted "$BATS_TEST_TMPDIR/sources" >"$BATS_TEST_TMPDIR/wanted"
  assert [ "$(grep -cE ' (recording|verdict)' "$BATS_TEST_TMPDIR/wanted")" -gt 100 ]
  awk -v all="$ALL_TASKS" '
    FILENAME ~ /recording$/ { recording[$1] = substr($0, length($1) + 2) }
    FILENAME ~ /verdict$/ { verdict[$1] = substr($0, length($1) + 2) }
    FILENAME ~ /sources$/ { print $1 " " (recording[$1] == all ? "recording" : "") (verdict[$1] == all ? "verdict" : "") }' \
    "$BATS_FILE_TMPDIR"/{recording,verdict} "$BATS_TEST_TMPDIR/sources" >"$BATS_TEST_TMPDIR/answered"
  # what only some tasks need is asked for below
  diff <(grep -v ^grader/guest/trial "$BATS_TEST_TMPDIR/wanted") <(grep -v ^grader/guest/trial "$BATS_TEST_TMPDIR/answered")
}

@test "a script of the machine decides where a room names it as a part" {
  local part wanted
  cd "$KIT_ROOT/grader/guest"
  for part in *; do
    [[ -f $part && $part != *.[ch] ]] || continue
    case $part in
      record | cell.sh | steps.sh | snapshot.jq) wanted=$ALL_TASKS ;;
      build) wanted=$(cd ../tasks && printf '%s\n' */build.sh | xargs dirname | sort | xargs) ;;
      *) wanted=$(gojq -r --arg part "$part" '.[] | select(.parts | index($part)) | .task' "$KIT_ROOT/build/tables/rooms.json" | xargs) ;;
    esac
    assert_equal "$part: $(hang_on "grader/guest/$part" recording)" "$part: $wanted"
    assert_equal "$part: $(hang_on "grader/guest/$part" verdict)" "$part: "
  done
}

@test "the files of a room decide for its task alone, proofs for none" {
  local task file
  cd "$KIT_ROOT"
  while IFS= read -r file; do
    task=${file#grader/tasks/}
    task=${task%%/*}
    case ${file#"grader/tasks/$task/"} in
      task.jq) assert_equal "$(hang_on "$file" recording)+$(hang_on "$file" verdict)" "$task+$task" ;;
      scenario.sh | build.sh) assert_equal "$(hang_on "$file" recording)+$(hang_on "$file" verdict)" "$task+" ;;
      # a product stands in for whoever stands on it
      older/*) assert_equal "$(hang_on "$file" recording)+$(hang_on "$file" verdict)" "+$(who_stands_on "$task")" ;;
      *.jq | expected/*) assert_equal "$(hang_on "$file" recording)+$(hang_on "$file" verdict)" "+$task" ;;
      *) assert_equal "$(hang_on "$file" recording)+$(hang_on "$file" verdict)" + ;;
    esac
  done < <(git ls-files 'grader/tasks/*/*')
}

is_settings() {
  gojq -e --arg path "$1" 'any(.[].files[]; .path == $path and .settings)' build/tables/rooms.json >/dev/null
}

@test "given files decide recordings, solutions verdicts, of the task and of what stands on it" {
  local task folder file wanted
  cd "$KIT_ROOT"
  for task in $ALL_TASKS; do
    folder=$(gojq -r --arg task "$task" '.[] | select(.task == $task) | .folder' build/tables/rooms.json)
    # a folder of two tasks decides for both
    wanted=$(for other in $(gojq -r --arg folder "$folder" '.[] | select(.folder == $folder) | .task' build/tables/rooms.json); do
      who_stands_on "$other"
    done | tr ' ' '\n' | sort -u | xargs)
    while IFS= read -r file; do
      if [[ -e solutions/$file ]]; then
        assert_equal "$file: $(hang_on "solutions/$file" verdict)" "$file: $wanted"
      fi
      # what a submission has to bring is not given
      if [[ -e solutions/$file ]] && ! is_settings "$file"; then
        assert_equal "$file: $(hang_on "$file" recording)" "$file: "
      else
        assert_equal "$file: $(hang_on "$file" recording)" "$file: $wanted"
      fi
    done < <(git ls-files "$folder/*.[ch]" "$folder/*.sh" "$folder/**/*.[ch]" "$folder/**/*.sh" "$folder/Makefile")
  done
}

@test "what starts a machine decides all recordings, what builds one is in its name already" {
  local file
  cd "$KIT_ROOT"
  for file in vm/run vm/here vm/lib/jail.sh vm/lib/backend.sh vm/backend/*; do
    assert_equal "$file: $(hang_on "$file" recording)" "$file: $ALL_TASKS"
  done
  for file in vm/build vm/kernel vm/lib/build.sh vm/recipe vm/packages.txt vm/probe; do
    run grep -E "^$file(/| )" "$BATS_FILE_TMPDIR/recording" "$BATS_FILE_TMPDIR/verdict"
    assert_output ''
  done
}

@test "what shows, packs or teaches decides nothing" {
  local file
  for file in grader/guest/{lab,demo,narrate} grader/report grader/class grader/bin/kit-{report,class,submit,pack} \
    README.md task1/README.md grader/test vm/export grader/src/worksheet; do
    run grep -E "^$file(/| )" recording verdict
    assert_output ''
  done
}

@test "what makes text safe decides verdicts" {
  assert_equal "$(hang_on grader/src/visible.c verdict)" "$ALL_TASKS"
}
