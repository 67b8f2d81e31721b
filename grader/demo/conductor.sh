# shellcheck shell=bash disable=SC2093,SC2154 # each region is a function's end; the variables are conductor.sh's
# conductor.sh - the regions of conductor for `make demo` in the students' kit: a
# program without its source does what the student is to write (regions.c).
# SPDX-License-Identifier: MIT
#@ begin 3a
exec /kit/regions 3a "$rootfs" "$@"
#@ end 3a
#@ begin 3b
exec /kit/regions 3b "$pid" "$@"
#@ end 3b
#@ begin 3c
/kit/regions 3c "$pid" "$outside" "$inside"
#@ end 3c
