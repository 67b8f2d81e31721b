# shellcheck shell=bash
# secrets.bash - what must not be in anything that students get.
# SPDX-License-Identifier: MIT

# secret_lines SOLUTIONS KIT [LENGTH] - the lines of code of the solutions' regions: those
# that the same file of the kit has not, and long enough not to stand anywhere by chance.
secret_lines() {
  local file
  while IFS= read -r file; do
    grep -vxFf "$2/${file#"$1"/}" "$file" | sed 's/^[[:space:]]*//' \
      | grep -E ".{${3:-30}}" | grep -vE '^(//|#|/?\*)' || true
  done < <(find "$1" -type f)
}
