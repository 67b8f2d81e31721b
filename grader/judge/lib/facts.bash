# facts.bash - checks that look at facts which a jq library has worked out of the
# evidence: {FACT: {ok: true, false or null (nothing to look at), seen: text}}.
# SPDX-License-Identifier: MIT

# learn_facts LIBRARY FILE... - works out all facts of lib/LIBRARY from these files of
# the evidence; one jq for all checks, because starting it is what takes time.
learn_facts() {
  local library=$LIB/$1 file arguments=()
  shift
  for file; do
    arguments+=(--rawfile "${file//[.-]/_}" "$KIT_EVIDENCE/$file")
    [[ -e $KIT_EVIDENCE/$file ]] || arguments[-1]=/dev/null
  done
  jq -nr "$(<"$LIB/processes.jq") $(<"$LIB/facts.jq") $(<"$library")"' | to_entries[]
    | "\(.key)\t\(.value.ok)\t\(.value.seen | @json)"' "${arguments[@]}" >"$BATS_FILE_TMPDIR/facts"
}

# expect FACT REQUIRED WHY LOOK [STEP] - the check that FACT holds; what STEP printed
# is shown with what was seen. No process is started for a fact that does.
expect() {
  local facts ok seen
  facts=$'\n'$(<"$BATS_FILE_TMPDIR/facts")
  if [[ $facts != *$'\n'"$1"$'\t'* ]]; then
    printf 'no fact is called %s\n' "$1"
    return 1
  fi
  facts=${facts#*$'\n'"$1"$'\t'}
  ok=${facts%%$'\t'*}
  [[ $ok != true ]] || return 0
  seen=${facts#*$'\t'}
  seen=$(jq -r . <<<"${seen%%$'\n'*}")
  [[ $ok != null ]] || blocked "$seen"
  because "$2" "$seen${5:+
$(shown "$5" 6)}" "$3" "$4"
}
