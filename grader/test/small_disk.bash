# shellcheck shell=bash
# small_disk.bash - disks in memory that are soon full. Loaded after helper. tmpfs(5)
# SPDX-License-Identifier: MIT

# on_small_disk PAGES DIR COMMAND... - COMMAND where DIR has room for so many pages of
# files, and is gone with all that is in it when COMMAND ends.
on_small_disk() {
  # shellcheck disable=SC2016 # expanded there
  unshare --map-root-user --mount -- bash -ec 'mount -t tmpfs -o "size=$(($1 * 4))k" none "$2" && shift 2 && exec "$@"' - "$@"
}
