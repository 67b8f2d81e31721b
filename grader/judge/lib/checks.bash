# checks.bash - what every check says: what it is worth, what it found.
#
# A check is a bats test whose name begins with its stage. kit-judge starts bats
# with KIT_EVIDENCE (one task's evidence) and KIT_FINDINGS (a directory), and
# reads from the latter what each check wrote, by the test's number.
# SPDX-License-Identifier: MIT

GRADER=$(cd "${BASH_SOURCE[0]%/*}/../.." && pwd)
TRANSCRIPT=$GRADER/../build/bin/transcript
# read by the files beside this one
# shellcheck disable=SC2034
LIB=$GRADER/judge/lib

# check [--share N] [--given] - must come first in a test: this check has N parts
# (default 1) of its stage's points; --given says that it looks at the kit's own
# code, so it costs nothing where the student was told not to change that.
check() {
  local share=1 owner=student
  # bats notes a stack trace before each command: a fifth of the time, and nobody reads it
  trap - DEBUG
  while (($#)); do
    case $1 in
      --share)
        share=$2
        shift
        ;;
      --given) owner=given ;;
    esac
    shift
  done
  printf '%s\t%s\n' "$share" "$owner" >"$KIT_FINDINGS/$BATS_TEST_NUMBER.tsv"
}

# found FIELD... - keeps what a check found. Fields and findings are set apart by the
# control characters of that name; kit-judge makes JSON of all at once, because starting
# jq takes longer than most checks do.
found() {
  local field
  {
    printf '\x1d%s' "$BATS_TEST_NUMBER"
    for field; do
      printf '\x1e%s' "${field//[$'\x1d\x1e']/}"
    done
  } >>"$KIT_FINDINGS/found"
}

# because REQUIRED SEEN WHY LOOK [AT] - what a failed check has to say; fails the
# test. AT is the place in an output that it speaks of, as JSON.
because() {
  found "$1" "$2" "$3" "$4" "${5:-null}"
  return 1
}

# blocked REASON - there is nothing to look at; ends the test.
blocked() {
  found "$1"
  # the reason may quote what a submission printed, and has no business in bats's TAP
  skip
}

# note TEXT - a sentence for the end of the report, which costs nothing.
note() {
  printf '%s\n' "$1" >>"$KIT_FINDINGS/notes"
}

# learn_steps - to be called once a file, in setup_file: what became of each step.
learn_steps() {
  jq -nRr '[inputs | fromjson? | select(.step)][] | .step as $step
    | "\($step).status=\(.status)", "\($step).timeout=\(.timeout)", "\($step).limit=\(.limit)",
      "\($step).command=\(.command | join(" ") | gsub("[[:cntrl:]]"; " "))"' \
    "$KIT_EVIDENCE/steps.jsonl" >"$BATS_FILE_TMPDIR/steps" 2>/dev/null || : >"$BATS_FILE_TMPDIR/steps"
}

# note_endings - to be called once a file, after learn_steps: a sentence for each
# step that did not come to its end by itself.
note_endings() {
  local line step
  while IFS= read -r line; do
    step=${line%%.*}
    [[ $line =~ \.timeout=true$ || $line =~ \.status=(129|1[3-9][0-9])$ ]] || continue
    tail -n 1 "$KIT_EVIDENCE/$step.witness" | jq -r --arg who "$(step_value "$step" command)" \
      --arg limit "$(step_value "$step" limit)" --arg second "$([[ $step != again ]] || printf ', the second time,')" \
      '($who | ltrimstr("sh -c exec ")) + $second
        + if .timeout then " did not end by itself and was stopped after \($limit) s"
            + if .left_count > 1 then ", with \(.left_count) processes running." else "." end
          elif .signal then " was ended by a signal, \(.signal)." else empty end' >>"$KIT_FINDINGS/notes"
  done <"$BATS_FILE_TMPDIR/steps"
}

# step_value STEP KEY - status, timeout, limit (in seconds) or command of a step;
# nothing when the step did not come to its end.
step_value() {
  local line
  while IFS= read -r line; do
    [[ $line != "$1.$2="* ]] || printf '%s\n' "${line#*=}"
  done <"$BATS_FILE_TMPDIR/steps"
}

# plain - standard input without colours and carriage returns.
plain() {
  sed -E 's/\x1b\[[0-9;]*[A-Za-z]//g; s/\r//g'
}

# shown STEP [LINES] - the first lines of what the step printed.
shown() {
  local out=$KIT_EVIDENCE/$1.out
  if [[ -s $out ]]; then
    head -c 4000 -- "$out" | plain | head -n "${2:-12}"
  else
    printf 'it printed nothing\n'
  fi
}

# place STEP DIFFERENCE - where in the step's output transcript's DIFFERENCE lies, as
# JSON; null when it names no line.
place() {
  local line expected
  line=$(sed -nE 's/^seen line ([0-9]+):.*/\1/p; s/^seen: .*ends after line ([0-9]+);.*/\1 + 1/p' <<<"$2" | head -n 1)
  expected=$(sed -nE 's/^expected( line [0-9]+)?: +//p' <<<"$2" | head -n 1)
  if [[ -z $line ]]; then
    printf 'null\n'
    return
  fi
  # shellcheck disable=SC2016 # jq's variables
  jq -n --arg out "$1.out" --argjson line "$((line + ${KIT_EVIDENCE_SKIPPED:-0}))" \
    --arg expected "$expected" '$ARGS.named'
}

# matches STEP TRANSCRIPT REQUIRED WHY LOOK - the step's output is as expected, or
# that part of it which lies in the file $KIT_EVIDENCE_OUT and has
# $KIT_EVIDENCE_SKIPPED lines before it.
matches() {
  local difference status=0
  difference=$("$TRANSCRIPT" match "$GRADER/expected/$2" "${KIT_EVIDENCE_OUT:-$KIT_EVIDENCE/$1.out}" \
    --command "$(step_value "$1" command)" 2>&1) || status=$?
  case $status in
    0) return 0 ;;
    1) because "$3" "$difference" "$4" "$5" "$(place "$1" "$difference")" ;;
    *)
      printf '%s\n' "$difference"
      return 1
      ;;
  esac
}

# runnable SCRIPT - the check that SCRIPT can be run at all: its line ends, from
# script.json, and the step called syntax.
runnable() {
  local ends
  ends=$(jq -r '.carriage_returns' "$KIT_EVIDENCE/script.json" 2>/dev/null || true)
  if [[ $ends == [1-9]* ]]; then
    because "$1 has Unix line ends" "$ends lines end in a carriage return" \
      'bash takes the carriage return at the end of a line for a part of the last word' \
      "sed -i 's/\\r\$//' $1; an editor on Windows puts them there"
  elif [[ $(step_value syntax status) != 0 ]]; then
    because "bash can parse $1" "$(shown syntax 4)" \
      'a script with a syntax error runs up to that line and then stops' \
      "bash -n $1; the line named is where bash noticed, the cause may stand above"
  fi
}

# compiled STAGE SOURCE - the check that the C file compiles: what its compiler
# said first, with the line.
compiled() {
  local error
  if [[ ! -e $KIT_EVIDENCE/compile.out ]]; then
    because "$2 compiles" "the compiler was not started: $(how_it_ended)" \
      "the stage is judged by running your program" "the note at the end of this report"
  elif [[ $(step_value compile timeout) == true ]]; then
    because "$2 compiles" "the compiler did not come to an end and was stopped after $(step_value compile limit) s" \
      "nothing can be run before the compiler accepts the file" "#include lines: what do they name?"
  elif [[ $(step_value compile status) != 0 ]]; then
    error=$(plain <"$KIT_EVIDENCE/compile.out" | grep -m 1 -A 2 -E '(error|undefined reference)' || shown compile)
    because "$2 compiles" "$error" \
      "nothing can be run before the compiler accepts the file" \
      "the first error only: later ones often follow from it; try 'make' in the task's folder"
  fi
}

# fact SNAPSHOT FILTER - evaluates the jq FILTER on a snapshot of the cell.
fact() {
  jq -r "$2" "$KIT_EVIDENCE/facts-$1.json"
}

# new_since SNAPSHOT LATER FILTER - the elements of the list FILTER that LATER has
# and SNAPSHOT has not, one a line; status 1 when a snapshot is missing.
new_since() {
  [[ -s $KIT_EVIDENCE/facts-$1.json && -s $KIT_EVIDENCE/facts-$2.json ]] || return 1
  jq -rn --slurpfile before "$KIT_EVIDENCE/facts-$1.json" --slurpfile after "$KIT_EVIDENCE/facts-$2.json" \
    "([\$after[0] | $3] - [\$before[0] | $3])[]"
}

# how_it_ended - one sentence about the machine, for when evidence is missing.
how_it_ended() {
  jq -r 'if .machine_status == 124 then "the machine was stopped because its time was over"
    elif .machine_status != 0 then "the machine went down while it ran"
    else "the recorder came to its end" end' "$KIT_EVIDENCE/meta.json"
}
