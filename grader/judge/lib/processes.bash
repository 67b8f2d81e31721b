# processes.bash - the processes of a step as witness saw them.
# SPDX-License-Identifier: MIT

# processes STEP - writes the step's processes (lib/processes.jq) once a file and
# prints where they are.
processes() {
  local file=$BATS_FILE_TMPDIR/$1.processes
  if [[ ! -e $file ]]; then
    if [[ -e $KIT_EVIDENCE/$1.witness ]]; then
      # a line may be cut where the machine was stopped while writing it
      jq -nR '[inputs | fromjson?]' "$KIT_EVIDENCE/$1.witness" | jq -f "$LIB/processes.jq" >"$file"
    else
      printf '{"root": null, "processes": [], "calls": [], "end": null}\n' >"$file"
    fi
  fi
  printf '%s\n' "$file"
}

# ask STEP FILTER [JQ OPTIONS] - evaluates FILTER on the step's processes; the
# filter may use the definitions of the task's own .jq file ($DEFINITIONS).
ask() {
  local file definitions=''
  file=$(processes "$1")
  [[ -z ${DEFINITIONS-} ]] || definitions=$(<"$DEFINITIONS")
  jq -r "${@:3}" "$definitions $2" "$file"
}

# holds STEP FILTER - whether FILTER is true.
holds() {
  [[ $(ask "$1" "$2") == true ]]
}

# process_table STEP - the processes with what the kernel says of them, for
# people. PIDs are those inside, outermost first; the recorder's own is left out.
process_table() {
  {
    printf 'process\tPIDs\tPID namespace\tUTS namespace\thost name\n'
    # shellcheck disable=SC2016 # jq's variables
    ask "$1" '(.processes | map(select(.pid == $all.root)) | first | .last.ns) as $parent
      | .processes[:12][]
      | [ (if .pid == $all.root then "parent" else "child" end) + " \(.last.comm)",
          (.last.nspid[1:] | map(tostring) | join(" > ")),
          (if .last.ns.pid == $parent.pid then "the same" else "pid:[\(.last.ns.pid)]" end),
          (if .last.ns.uts == $parent.uts then "the same" else "uts:[\(.last.ns.uts)]" end),
          .last.hostname // "?" ] | @tsv' --argjson all "$(jq '{root}' "$(processes "$1")")"
  } | column -t -s $'\t'
}
