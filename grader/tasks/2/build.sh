#!/bin/sh
# build.sh - container_prog of the kit's own source, in each form that is right: as `make`
# makes it, by the compiler alone, static; and what its loader brings along.
#
# usage: build.sh DIR, in task2 of the kit; DIR gets the programs
# SPDX-License-Identifier: MIT
set -eu

gcc -c container_prog.c
gcc -o "$1/container_prog.plain" container_prog.o
gcc -static -o "$1/container_prog.static" container_prog.o
make --silent -f Makefile container_prog
cp container_prog "$1"
ldd container_prog | grep -o '/[^ ]*' | xargs cp -t "$1" --
