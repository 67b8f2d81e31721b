# changes.jq - whose points changed: key, stage, before, after; tab separated. From the
# points now (on input) and before ($former), of both an array of {key: [{key: stage, value:
# points}]}. Who was not graded before has not changed.
# SPDX-License-Identifier: MIT

add as $now | $former | add // {} | keys[] as $key | (.[$key] | from_entries) as $was
| $now[$key] // empty | .[] | select(.value != $was[.key])
| [$key, .key, $was[.key] // "-", .value] | @tsv
