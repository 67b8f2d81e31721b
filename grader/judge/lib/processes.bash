# processes.bash - the processes of a step as witness saw them.
# SPDX-License-Identifier: MIT

# learn STEP - to be called once a file, in setup_file: works out the processes of a
# step (lib/processes.jq) and what the task's own definitions ($DEFINITIONS, its
# `facts`) say of them. One jq for all, because starting it is what takes time.
learn() {
  local witness=$KIT_EVIDENCE/$1.witness out=$BATS_FILE_TMPDIR/$1
  [[ -e $witness ]] || witness=/dev/null
  # a line may be cut where the machine was stopped while writing it
  jq -nRr "$(<"$LIB/processes.jq") $(<"$DEFINITIONS")"'
    [inputs | fromjson?] | processes_of
    | tojson, (if .root == null then empty else facts | to_entries[] | "\(.key)=\(.value)" end)' \
    "$witness" >"$out.learned"
  head -n 1 "$out.learned" >"$out.processes"
  tail -n +2 "$out.learned" >"$out.facts"
}

# holds STEP FACT - whether the task's definitions found FACT to be true.
holds() {
  [[ $'\n'$(<"$BATS_FILE_TMPDIR/$1.facts")$'\n' == *$'\n'"$2=true"$'\n'* ]]
}

# ask STEP FILTER [JQ OPTIONS] - evaluates FILTER, which may use the task's
# definitions, on the step's processes: for what a failed check shows.
ask() {
  jq -r "${@:3}" "$(<"$DEFINITIONS") $2" "$BATS_FILE_TMPDIR/$1.processes"
}

# process_table STEP - the processes with what the kernel says of them, for
# people. PIDs are those inside, outermost first; the recorder's own is left out.
process_table() {
  {
    printf 'process\tPIDs\tPID namespace\tUTS namespace\thost name\n'
    # shellcheck disable=SC2016 # jq's variables
    ask "$1" '(.processes | map(select(.pid == $all.root)) | first | .first.ns) as $parent
      | .processes[:12][]
      | [ (if .pid == $all.root then "parent" else "child" end) + " \(.last.comm)",
          (.last.nspid[1:] | map(tostring) | join(" > ")),
          (if .last.ns.pid == $parent.pid then "the same" else "pid:[\(.last.ns.pid)]" end),
          (if .last.ns.uts == $parent.uts then "the same" else "uts:[\(.last.ns.uts)]" end),
          .last.hostname // "?" ] | @tsv' --argjson all "$(jq '{root}' "$BATS_FILE_TMPDIR/$1.processes")"
  } | column -t -s $'\t'
}
