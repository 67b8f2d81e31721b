# shellcheck shell=bash disable=SC2034 # for what sources this
# together.sh - a program that ends with the shell which started it, however that ends.
# SPDX-License-Identifier: MIT

# Words before a command that this shell starts itself, not a subshell of it: the host's
# kernel kills it when this shell is gone (PR_SET_PDEATHSIG in prctl(2)). One whose parent
# was gone before it could ask for that has another parent by then, and does not begin.
# shellcheck disable=SC2016 # for that shell
dies_with_us=(setpriv --pdeathsig KILL sh -c '[ "$PPID" = "$0" ] && exec "$@"' "$$")
