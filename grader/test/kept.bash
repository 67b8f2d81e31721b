# kept.bash - what was proved in throw-away machines takes minutes, so it is kept in
# the cache under a hash of all that it hangs on, and is not proved again until one of
# these changes; a failure is never kept. Sourced after
# tables.sh and decides.sh.
# SPDX-License-Identifier: MIT

# know_kit - works out once what is the same for all that this program grades.
know_kit() {
  know_machine
  export KNOWN_VERSION
  KNOWN_VERSION=$(kit_version)
}

# kit_hash TASK... -- FILE... - of everything that decides how submissions of these
# tasks are graded, and of the FILEs that test it.
kit_hash() {
  local tasks=() one
  while [[ $1 != -- ]]; do
    tasks+=("$1")
    shift
  done
  shift
  {
    image_dir
    kernel_dir
    mirror_dir
    "$KIT_ROOT/vm/probe" --quiet
    {
      (cd "$KIT_ROOT" && find "$@" -type f)
      for one in "${tasks[@]}"; do
        decides_recording "$one"
        decides_verdict "$one"
      done
    } | hash_of_files
  } | sha256sum
}

# kept HASH TEXT... - the file in the cache that says it was proved.
kept() {
  printf '%s/proof/%s\n' "$VM_CACHE" "$(printf '%s\n' "$@" | sha256sum | cut -c 1-32)"
}

# keep FILE TEXT - TEXT was proved.
keep() {
  mkdir -p "${1%/*}"
  printf '%s\n' "$2" >"$1.$BASHPID"
  mv -- "$1.$BASHPID" "$1"
}
