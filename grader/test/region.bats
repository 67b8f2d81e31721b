#!/usr/bin/env bats
# region.bats - the tool that strips, fills, lists and checks marked regions.

bats_require_minimum_version 1.5.0

setup() {
  load helper
  # region itself says 1 for "differs"; looking for leaks takes long, one test
  # does it for all
  export ASAN_OPTIONS=exitcode=99:detect_leaks=0 UBSAN_OPTIONS=exitcode=99
  region=$ASAN/region
  files=$FIXTURES/region
  cd "$BATS_TEST_TMPDIR" || return
}

# --- strip

@test "strip empties the regions and keeps their markers and stub lines" {
  "$region" strip "$files/solution.c" >out
  run diff "$files/skeleton.c" out
  assert_success
}

@test "strip gives a stub line the indentation of its marker" {
  printf '#@ begin 3a\n\t#@| code\n  #@|more\n    #@|\n#@ end 3a\n' >in
  "$region" strip in >out
  printf '#@ begin 3a\n\tcode\n  more\n\n#@ end 3a\n' >expected
  run cmp expected out
  assert_success
}

@test "strip keeps CR LF, the byte order mark and a last line without end" {
  printf '\357\273\277//@ begin 1a x\r\nbody\r\n  //@|\r\n//@ end 1a\r\nlast' >in
  "$region" strip in >out
  printf '\357\273\277//@ begin 1a x\r\n\r\n//@ end 1a\r\nlast' >expected
  run cmp expected out
  assert_success
}

@test "strip leaves a file without regions as it is" {
  "$region" strip "$files/older.c" >out
  run cmp "$files/older.c" out
  assert_success
}

@test "strip writes nothing when a marker is wrong" {
  run "$region" strip "$files/hostile/unclosed"
  assert_failure 1
  assert_output \
    "region: $files/hostile/unclosed:1: region '1a' has no end"
}

# --- splice

@test "splice takes the bodies of an id and of those that begin with it" {
  "$region" splice --from "$files/solution.c" --id 1b "$files/skeleton.c" >out
  run "$region" list out
  assert_output - <<'END'
0	4	5	0
1a	10	11	0
1b-parent	17	25	4
1b	26	29	1
END
}

@test "splice does not take 1a-x or 1ab for 1" {
  run "$region" splice --from "$files/solution.c" --id 1 "$files/skeleton.c"
  assert_failure 2
  assert_line --index 0 "region: bad id in '1'"
}

@test "splice of an id with a word leaves the stage's other regions alone" {
  "$region" splice --from "$files/solution.c" --id 1b-parent \
    "$files/skeleton.c" >out
  run "$region" list out
  assert_line $'1b-parent\t17\t25\t4'
  assert_line $'1b\t26\t28\t1'
  run grep -c 'todo 1b' out
  assert_output 1
}

@test "splice takes a list of ids" {
  "$region" splice --from "$files/solution.c" --id 0,1a "$files/skeleton.c" \
    >out
  run "$region" list out
  assert_line $'0\t4\t6\t1'
  assert_line $'1a\t11\t13\t1'
  assert_line $'1b-parent\t19\t20\t0'
}

@test "splice keeps every other byte of the file" {
  printf '//@ begin 1a\ngood\n//@ end 1a\n' >solution
  printf '\357\273\277own\r\n//@ begin 1a mine\r\nbad\r\n\t//@ end 1a\r\nend' \
    >in
  "$region" splice --from solution --id 1a in >out
  printf '\357\273\277own\r\n//@ begin 1a mine\r\ngood\n\t//@ end 1a\r\nend' \
    >expected
  run cmp expected out
  assert_success
}

@test "splice names the id that the file lacks" {
  sed '/1b-parent/d' "$files/skeleton.c" >in.c
  run "$region" splice --from "$files/solution.c" --id 1b in.c
  assert_failure 1
  assert_output "region: 'in.c' has no region '1b-parent'"
}

@test "splice names the id that the solution lacks" {
  run "$region" splice --from "$files/solution.c" --id 2a "$files/skeleton.c"
  assert_failure 1
  assert_output "region: '$files/solution.c' has no region '2a'"
}

@test "splice refuses a region of the stage that only the file has" {
  printf '//@ begin 1a\nyes();\n//@ end 1a\n' >solution
  printf '//@ begin 1a\n//@ end 1a\n//@ begin 1a-own\n//@ end 1a-own\n' >in
  run "$region" splice --from solution --id 1a in
  assert_failure 1
  assert_output "region: 'solution' has no region '1a-own'"
}

@test "splice says that a file of an older edition has no regions" {
  run "$region" splice --from "$files/solution.c" --id 1a "$files/older.c"
  assert_failure 1
  assert_output "region: '$files/older.c' has no regions, so no region '1a'"
}

@test "splice says why a region of the file is not one" {
  sed 's/end 1a/end 1b/' "$files/skeleton.c" >in.c
  run "$region" splice --from "$files/solution.c" --id 1a in.c
  assert_failure 1
  assert_line --index 0 \
    "region: in.c:11: end of '1b' in region '1a' of line 10"
  assert_line --index 1 "region: 'in.c' has no region '1a'"
}

@test "splice works when another region of the file is damaged" {
  sed 's/end 1a/end 1b/' "$files/skeleton.c" >in.c
  "$region" splice --from "$files/solution.c" --id 0 in.c >out.c
  run diff in.c out.c
  assert_output - <<'END'
4a5
> #include <string.h>
END
}

@test "splice refuses an id that the file has twice" {
  printf '//@ begin 1a\n//@ end 1a\n//@ begin 1a\n//@ end 1a\n' >in
  run "$region" splice --from "$files/solution.c" --id 1a in
  assert_failure 1
  assert_line "region: 'in' has 2 regions '1a'"
}

# --- strip and splice together

# ids FILE: of all its regions, as splice takes them
ids() {
  "$region" list "$1" | cut -f 1 | paste -sd ,
}

@test "splice of all ids into the skeleton is the solution again" {
  local file
  for file in "$files"/solution.*; do
    "$region" strip "$file" >skeleton
    "$region" splice --from "$file" --id "$(ids "$file")" skeleton >out
    run cmp "$file" out
    assert_success
  done
}

@test "strip of what splice made is the skeleton again" {
  local file
  for file in "$files"/solution.*; do
    "$region" strip "$file" >skeleton
    "$region" splice --from "$file" --id "$(ids "$file")" skeleton >spliced
    "$region" strip spliced >out
    run cmp skeleton out
    assert_success
  done
}

@test "both round trips hold for CR LF files with a byte order mark" {
  { printf '\357\273\277' && sed 's/$/\r/' "$files/solution.sh"; } \
    >solution
  "$region" strip solution >skeleton
  "$region" splice --from solution --id 3a skeleton >out
  run cmp solution out
  assert_success
  run diff skeleton <("$region" strip out)
  assert_success
}

# --- list

@test "list prints id, lines and lines of code, tab separated" {
  run "$region" list "$files/solution.c"
  assert_success
  assert_output - <<'END'
0	4	6	1
1a	11	13	1
1b-parent	19	27	4
1b	28	31	1
END
}

@test "list counts the lines of a script, without comments" {
  run "$region" list "$files/solution.sh"
  assert_output $'3a\t6\t12\t2'
}

@test "list shows 0 for a region with comments and blank lines only" {
  printf '//@ begin 1a\n\n // x\n /* a\n b */\t\r\n//@| x\n//@ end 1a\n' >in
  run "$region" list in
  assert_output $'1a\t1\t7\t0'
}

@test "list counts code before, after and between comments" {
  printf '//@ begin 1a\na /* x\n*/ b\n/**/ c /*/ \n d */\n//@ end 1a\n' >in
  run "$region" list in
  assert_output $'1a\t1\t6\t3'
}

@test "list with the kit's file shows 0 for a region with its stub lines" {
  sed 's/$/\r/' "$files/skeleton.c" >in.c
  run "$region" list in.c
  assert_line $'1b\t19\t21\t1'
  run "$region" list in.c "$files/skeleton.c"
  assert_line $'1b\t19\t21\t0'
}

@test "list with the kit's file counts the lines of a region that changed" {
  sed 's/todo 1b/done/' "$files/skeleton.c" >in.c
  run "$region" list in.c "$files/skeleton.c"
  assert_line $'1b\t19\t21\t1'
  run "$region" list "$files/solution.c" "$files/skeleton.c"
  assert_line $'1b-parent\t19\t27\t4'
}

@test "list is not led astray by quotes" {
  printf '//@ begin 1a\n"\\"/*";\n'"'\"'"';\n"//\n//@ end 1a\n' >in
  run "$region" list in
  assert_output $'1a\t1\t5\t3'
}

@test "list prints nothing for a file of an older edition" {
  run "$region" list "$files/older.c"
  assert_success
  assert_output ""
}

@test "list prints the sound regions of a damaged file" {
  sed 's/end 1a/end 1b/' "$files/skeleton.c" >in.c
  run --separate-stderr "$region" list in.c
  assert_failure 1
  assert_output - <<'END'
0	4	5	0
1b-parent	17	18	0
1b	19	21	1
END
}

# --- at

@test "at prints the region that holds the line, markers included" {
  local line
  for line in 19 22 27; do
    run "$region" at "$files/solution.c" "$line"
    assert_success
    assert_output 1b-parent
  done
}

@test "at prints nothing for a line outside the regions" {
  local line
  for line in 0 18 4000000000; do
    run "$region" at "$files/solution.c" "$line"
    assert_failure 1
    assert_output ""
  done
}

@test "at refuses what is no line number" {
  local line
  for line in '' 7x -1 ' 7' 99999999999999999999; do
    run "$region" at "$files/solution.c" -- "$line"
    assert_failure 2
    assert_output "region: bad line number '$line'"
  done
}

# --- lint

# lint_says FILE LINE TEXT [KITFILE]: that finding, and no other
lint_says() {
  run "$region" lint "$1" "${@:4}"
  assert_failure 1
  assert_output "region: $1:$2: $3"
}

@test "lint is silent about a sound file" {
  local file
  for file in "$files"/solution.* "$files"/skeleton.c "$files"/older.c; do
    run "$region" lint "$file"
    assert_success
    assert_output ""
  done
}

@test "lint reports a region without an end" {
  lint_says "$files/hostile/unclosed" 1 "region '1a' has no end"
}

@test "lint reports a region inside another" {
  run "$region" lint "$files/hostile/nested"
  assert_failure 1
  assert_line --index 0 \
    "region: $files/hostile/nested:2: region begins inside '1a' of line 1"
  assert_line --index 1 \
    "region: $files/hostile/nested:4: end of '1a' without a begin"
}

@test "lint reports an id that is used twice" {
  lint_says "$files/hostile/duplicate" 3 \
    "id '3a' is taken by the region of line 1"
}

@test "lint reports ids that are none" {
  local id line=0
  for id in a 1 00 1A 11 xa 123456abc 1a_b 1a- 1a-B 1a.b \
    "1a-$(printf '%030d' 0)"; do
    printf '//@ begin %s\n' "$id" >>in
    printf "region: in:%d: bad id '%s'\n" "$((++line))" "$id" >>expected
  done
  run "$region" lint in
  assert_failure 1
  assert_output "$(<expected)"
}

@test "lint takes every kind of id" {
  local id
  for id in 0 1a 4c x1 y2 10b 3n 1b-parent x2-a-1 "1a-$(printf '%029d' 0)"; do
    printf '//@ begin %s\n//@ end %s\n' "$id" "$id" >>in
  done
  run "$region" lint in
  assert_success
}

@test "lint reports a marker without an id" {
  printf '//@ begin \n' >in
  lint_says in 1 "bad id ''"
}

@test "lint shows no control characters of an id" {
  lint_says "$files/hostile/escape-in-id" 1 "bad id '?[31m?'"
}

@test "lint reports an end without a begin" {
  lint_says "$files/hostile/no-begin" 2 "end of '1a' without a begin"
}

@test "lint reports an end of another id" {
  lint_says "$files/hostile/mismatch" 2 \
    "end of '1b' in region '1a' of line 1"
}

@test "lint reports a NUL byte" {
  lint_says "$files/hostile/nul" 2 "NUL byte"
}

@test "lint reports stub lines where strip could not use them" {
  lint_says "$files/hostile/stub-outside" 1 "stub line outside a region"
  lint_says "$files/hostile/stub-marker" 2 "stub line with a marker in it"
}

@test "lint reports a line over 64 KiB, and none of just that length" {
  printf '%65535s\n' '' >in
  run "$region" lint in
  assert_success
  printf '\n%65536s\n' '' >in
  lint_says in 2 "longer than 65536 bytes"
}

@test "lint reports a file over 1 MiB, and none of just that size" {
  yes | head -c 1048576 >in
  run "$region" lint in
  assert_success
  yes | head -c 1048577 >in
  lint_says in 1 "file larger than 1048576 bytes"
}

# regions N: as many sound regions
regions() {
  local i
  for ((i = 0; i < $1; i++)); do
    printf '//@ begin 1a-%d\n//@ end 1a-%d\n' "$i" "$i"
  done
}

@test "lint reports more than 200 regions, and not 200" {
  regions 200 >in
  run "$region" lint in
  assert_success
  regions 201 >in
  lint_says in 402 "more than 200 regions"
}

@test "lint counts what it does not print" {
  local i
  for ((i = 0; i < 60; i++)); do
    printf '//@ end 1a\n'
  done >in
  run "$region" lint in
  assert_failure 1
  assert_line --index 49 "region: in:50: end of '1a' without a begin"
  assert_line --index 50 "region: in:60: and 10 findings more"
  refute_line --index 51 --regexp .
}

@test "lint with the kit's file is silent about the solution" {
  run "$region" lint "$files/solution.c" "$files/skeleton.c"
  assert_success
  assert_output ""
}

@test "lint reports a region that the kit's file has and this one lacks" {
  sed '/1a/d' "$files/skeleton.c" >in.c
  lint_says in.c 5 \
    "region '1a' is missing, see line 10 of '$files/skeleton.c'" \
    "$files/skeleton.c"
}

@test "lint reports a region that the kit's file does not know" {
  cp "$files/skeleton.c" in.c
  printf '//@ begin 1z\n//@ end 1z\n' >>in.c
  lint_says in.c 24 "region '1z' is not in '$files/skeleton.c'" \
    "$files/skeleton.c"
}

@test "lint reports regions in another order" {
  printf '//@ begin 1a\n//@ end 1a\n//@ begin 1b\n//@ end 1b\n' >kit
  printf '//@ begin 1b\n//@ end 1b\n//@ begin 1a\n//@ end 1a\n' >in
  lint_says in 3 "region '1a' belongs before '1b'" kit
}

@test "lint calls it trouble when the kit's file is damaged" {
  run "$region" lint "$files/solution.c" "$files/hostile/unclosed"
  assert_failure 2
}

# --- diff

@test "diff does not see what is inside the regions" {
  run "$region" diff "$files/skeleton.c" "$files/solution.c"
  assert_success
  assert_output ""
}

@test "diff shows changes with the line numbers of both files" {
  sed -e 's/return status/return 7/' -e '$d' "$files/solution.c" >in.c
  run "$region" diff "$files/skeleton.c" in.c
  assert_failure 1
  assert_output - <<END
--- $files/skeleton.c
+++ in.c
@@ -12 +14 @@
-    return status;
+    return 7;
@@ -23 +32,0 @@
-}
END
}

@test "diff shows what was put before the first line" {
  { printf '// mine\n// too\n' && cat "$files/skeleton.c"; } >in.c
  run "$region" diff "$files/skeleton.c" in.c
  assert_line --index 2 '@@ -0,0 +1,2 @@'
}

@test "diff shows a region that was taken out" {
  sed '/1a/d' "$files/skeleton.c" >in.c
  run "$region" diff "$files/skeleton.c" in.c
  assert_failure 1
  assert_line --index 2 '@@ -10,2 +9,0 @@'
  assert_line --index 3 '-    //@ begin 1a Set the status'
  assert_line --index 4 '-    //@ end 1a'
}

@test "diff tells CR LF in one sentence" {
  sed 's/$/\r/' "$files/solution.c" >in.c
  run "$region" diff "$files/skeleton.c" in.c
  assert_failure 1
  assert_output \
    "in.c: 22 lines outside its regions end in CR LF, in $files/skeleton.c 0"
}

@test "diff does not see CR LF inside the regions" {
  sed '12s/$/\r/' "$files/solution.c" >in.c
  run "$region" diff "$files/solution.c" in.c
  assert_success
}

@test "diff sees CR LF that moved to another line" {
  printf 'a\r\nb\n' >kit
  printf 'a\nb\r\n' >in
  run "$region" diff kit in
  assert_failure 1
  assert_output "in: 1 lines outside its regions end in CR LF, in kit 1"
}

@test "diff shows other changes of a CR LF file without its line ends" {
  sed -e 's/return status/return 7/' -e 's/$/\r/' "$files/skeleton.c" >in.c
  run "$region" diff "$files/skeleton.c" in.c
  assert_failure 1
  assert_output - <<END
--- $files/skeleton.c
+++ in.c
@@ -12 +12 @@
-    return status;
+    return 7;
in.c: 22 lines outside its regions end in CR LF, in $files/skeleton.c 0
END
}

@test "diff tells a byte order mark in one sentence" {
  { printf '\357\273\277' && cat "$files/skeleton.c"; } >in.c
  run "$region" diff "$files/skeleton.c" in.c
  assert_failure 1
  assert_output "in.c: only in.c begins with a byte order mark"
}

@test "diff shows a last line that lost its end" {
  head -c -1 "$files/skeleton.c" >in.c
  run "$region" diff "$files/skeleton.c" in.c
  assert_failure 1
  assert_line --index 2 '@@ -23 +23 @@'
  assert_line --index 5 '\ No newline at end of file'
}

@test "diff compares a file of an older edition" {
  run "$region" diff "$files/skeleton.c" "$files/older.c"
  assert_failure 1
  assert_line '+// An older edition: no regions.'
}

@test "diff calls it trouble when it cannot compare" {
  run "$region" diff "$files/hostile/unclosed" "$files/solution.c"
  assert_failure 2
  run "$region" diff "$files/solution.c" nowhere
  assert_failure 2
  yes | head -c 1048577 >in
  run "$region" diff "$files/solution.c" in
  assert_failure 2
}

@test "diff gives up on files made to keep it busy" {
  local random='BEGIN { srand(s); for (; i < 520000; i++) print int(9 * rand()) }'
  awk -v s=1 "$random" >kit
  awk -v s=2 "$random" >in
  run "$region" diff kit in
  assert_failure 2
  assert_output "region: cannot compare 'in': diff was ended by signal KILL"
}

# --- all of them

@test "a file that cannot be read is trouble for every command" {
  mkfifo pipe
  local file
  for file in nowhere pipe; do
    run -2 "$region" strip "$file"
    run -2 "$region" list "$file"
    run -2 "$region" at "$file" 1
    run -2 "$region" lint "$file"
    run -2 "$region" diff "$files/solution.c" "$file"
    run -2 "$region" splice --from "$files/solution.c" --id 1a "$file"
  done
  assert_output "region: 'pipe' is not a regular file"
}

@test "wrong use gets the usage on standard error and status 2" {
  local arguments
  for arguments in '' nothing strip 'strip a b' 'at a' 'lint a b c' 'diff a' \
    'splice a' 'splice --from a b' 'splice --id 1a b' 'strip --id 1a b' \
    'splice --from a --id 1a, b' 'splice --from a --id ,1a b' \
    'splice --from a --id 1a --id 1b c' 'list --wrong a'; do
    # shellcheck disable=SC2086 # words are what is wanted
    run --separate-stderr "$region" $arguments
    assert_failure 2
    assert_output ""
    # shellcheck disable=SC2154 # run sets it
    [[ $stderr == *'region splice --from SOLUTION'* ]] || fail "$stderr"
  done
}

@test "help goes to standard output" {
  run --separate-stderr "$region" --help
  assert_success
  assert_line '  region at FILE LINE'
}

@test "output that cannot be written is trouble" {
  run bash -c '"$1" strip "$2" >/dev/full' - "$region" "$files/solution.c"
  assert_failure 2
  assert_output \
    "region: cannot write to standard output: No space left on device"
}

@test "hostile files harm no command" {
  local file solution=$files/solution.c
  for file in "$files"/hostile/*; do
    run "$region" strip "$file"
    ((status <= 1)) || fail "strip $file: $status: $output"
    run "$region" list "$file"
    ((status <= 1)) || fail "list $file: $status: $output"
    run "$region" diff "$solution" "$file"
    ((status == 1)) || fail "diff $file: $status: $output"
    run "$region" splice --from "$solution" --id 1a "$file"
    ((status <= 1)) || fail "splice $file: $status: $output"
  done
}

@test "no command leaks" {
  ASAN_OPTIONS=exitcode=99:detect_leaks=1
  cp "$files/skeleton.c" in.c
  printf '//@ end 4c\n' >>in.c
  run -0 "$region" strip "$files/solution.c"
  run -0 "$region" splice --from "$files/solution.c" --id 1a in.c
  run -1 "$region" splice --from "$files/older.c" --id 1a in.c
  run -1 "$region" lint in.c "$files/skeleton.c"
  run -1 "$region" diff "$files/skeleton.c" in.c
  run -1 "$region" at in.c 1
}
