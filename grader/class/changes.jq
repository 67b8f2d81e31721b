# changes.jq - whose points changed: key, stage, before, after; tab separated. From the
# points now (on input) and before ($former), of both an array of {key: {stage: points}}.
# Who was not graded before has not changed.
# SPDX-License-Identifier: MIT

add as $now | $former | add // {} | to_entries[] | .key as $key | .value as $was
| $now[$key] // empty | to_entries[] | select(.value != $was[.key])
| [$key, .key, $was[.key] // "-", .value] | @tsv
