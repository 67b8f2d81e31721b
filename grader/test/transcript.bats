#!/usr/bin/env bats
# transcript.bats - an output is compared with what was expected, and a
# difference is explained.

setup() {
  load helper
  cd "$BATS_TEST_TMPDIR" || return
  EXPECTED=$KIT_ROOT/grader/tasks/1/expected
  TASK1=$FIXTURES/transcript/task1.out
}

# pattern LINE... - writes the pattern p.t; output LINE... - writes the output
pattern() { printf '%s\n' "$@" >p.t; }
output() { printf '%s\n' "$@" >out; }
match() { run "$ASAN/transcript" match p.t out "$@"; }
get() { run "$ASAN/transcript" get p.t out "$1"; }

assert_match() {
  match
  assert_success
  assert_output ''
}

assert_mismatch() {
  match
  assert_failure 1
  assert_output "$1"
}

assert_refused() {
  : >out
  match
  assert_failure 2
  assert_output "$1"
}

# all_fit TYPE TEXT..., none_fits TYPE TEXT... - a hole of TYPE takes each TEXT
# whole, or none of them
all_fit() {
  local type=$1 count
  shift
  for ((count = 1; count <= $#; count++)); do
    printf '<{x%d:%s}>\n' "$count" "$type"
  done >p.t
  printf '<%s>\n' "$@" >out
  assert_match
}

none_fits() {
  pattern '@skip' "<{x:$1}>"
  shift
  printf '<%s>\n' "$@" >out
  match
  assert_failure 1
  assert_line --partial 'no such line'
}

# --- the kit's own transcripts

@test "1b: the output in the task's description fits" {
  run "$ASAN/transcript" match "$EXPECTED/1b.t" "$TASK1"
  assert_success
}

@test "1b: child 1 with a PID of the parent's namespace does not fit" {
  sed '5s/1$/43157/' "$TASK1" >out
  run "$ASAN/transcript" match "$EXPECTED/1b.t" out
  assert_failure 1
  assert_output "\
expected line 5:  Child1 Process PID: 1
seen line 5:      Child1 Process PID: 43157
                                      ^ column 21
                  expected '1', seen '43157'"
}

@test "1b: a parent whose host name changes does not fit" {
  sed '15s/cs695/Child1Hostname/' "$TASK1" >out
  run "$ASAN/transcript" match "$EXPECTED/1b.t" out
  assert_failure 1
  assert_line --partial "{host} was 'cs695' in line 3, seen 'Child1Hostname'"
}

@test "1a: what comes after child 1 is free" {
  head -6 "$TASK1" >out
  printf 'stage 1b is still to do\n' >>out
  run "$ASAN/transcript" match "$EXPECTED/1a.t" out
  assert_success
}

@test "1a: child 1 with the parent's host name does not fit" {
  sed '6s/Child1Hostname/cs695/' "$TASK1" >out
  run "$ASAN/transcript" match "$EXPECTED/1a.t" out
  assert_failure 1
  assert_line --partial "expected 'Child1Hostname', seen 'cs695'"
}

# --- lines

@test "a line without holes is literal: characters of patterns mean nothing" {
  pattern 'a.*[b]+ (x|y) $'
  output 'a.*[b]+ (x|y) $'
  assert_match
  output 'aaa[b]+ (x|y) $'
  assert_mismatch "\
expected line 1:  a.*[b]+ (x|y) \$
seen line 1:      aaa[b]+ (x|y) \$
                   ^ column 2
                  expected 'a.*[b]+', seen 'aaa[b]+'"
}

@test "colour codes, carriage returns and white space at the end are ignored" {
  pattern 'green  ' 'plain'
  printf '\033[1;32mgreen\033(B\033[m \t\r\nplain\r\n' >out
  assert_match
}

@test "the last line needs no newline" {
  pattern 'a' 'b'
  printf 'a\nb' >out
  assert_match
}

@test "an empty line is a line" {
  pattern 'a' '' 'b'
  output 'a' 'b'
  assert_mismatch "\
expected line 2:  (an empty line)
seen line 2:      b
                  ^ column 1
                  the line should end here, seen 'b'"
}

@test "an empty line that was not expected is named" {
  pattern 'a' 'b'
  output 'a' '' 'b'
  assert_mismatch "\
expected line 2:  b
seen line 2:      (an empty line)
                  hint: this expected line does come, at line 3"
}

@test "{{ is a brace and @@ begins a literal @" {
  pattern '@@any-order {{x}'
  output '@any-order {x}'
  assert_match
}

@test "comments are no lines" {
  pattern '@# one' 'a' '@# two'
  output 'a'
  assert_match
}

# --- holes

@test "pid takes 1 to 4194304" {
  all_fit pid 1 4194304
  none_fits pid 0 4194305 -1 01
}

@test "int takes whole numbers with a sign" {
  all_fit int 0 -12 +12
  none_fits int 1.5 -
}

@test "float takes numbers with and without a fraction" {
  all_fit float 3 -3.25
  none_fits float 3. .5
}

@test "word takes anything without white space, host only host names" {
  pattern '{x:word} {y:host}'
  output '<a,b> cs695.example'
  assert_match
  output 'a b,c'
  assert_mismatch "\
expected line 1:  {x:word} {y:host}
seen line 1:      a b,c
                     ^ column 4
                  the line should end here, seen ',c'"
}

@test "ipv4 takes four numbers up to 255" {
  all_fit ipv4 192.168.1.2
  none_fits ipv4 192.168.1 192.168.1.256 192.168.01.2
}

@test "date takes a day of a year" {
  all_fit date 2024-03-20
  none_fits date 2024-13-20 2024-3-20
}

@test "size takes what du and ls -h print" {
  all_fit size 307M 4.0K 1.2GiB 512
  none_fits size M
}

@test "rest takes the rest of the line, even none" {
  pattern 'took:{x:rest}'
  output 'took: 12 ms'
  assert_match
  output 'took:'
  assert_match
}

@test "a hole that does not fit says what it wants" {
  pattern 'PID: {p:pid}'
  output 'PID: 0'
  assert_mismatch "\
expected line 1:  PID: {p:pid}
seen line 1:      PID: 0
                       ^ column 6
                  expected a process ID, 1 to 4194304, seen '0'"
}

@test "a value is compared whole: 43156 is not 431567" {
  pattern '{p:pid}' '{p}'
  output 43156 431567
  assert_mismatch "\
expected line 2:  {p}
seen line 2:      431567
                  ^ column 1
                  {p} was '43156' in line 1, seen '431567'"
}

@test "get prints what a hole captured, also when a later line differs" {
  pattern 'pid {p:pid}' 'end'
  output 'pid 77' 'other'
  get p
  assert_success
  assert_output 77
}

@test "get fails when the line of the hole did not come" {
  pattern '@optional' 'pid {p:pid}' 'x' '@end' 'end'
  output 'pid 77' 'end'
  get p
  assert_failure 1
  assert_output "transcript: the output has no line for '{p}'"
}

@test "get refuses a name that is no hole" {
  pattern 'a'
  output 'a'
  get p
  assert_failure 2
  assert_output "transcript: no hole 'p'"
}

@test "get shows control characters, it does not print them" {
  pattern '{x:rest}'
  printf 'a\007\033]0;title\007\n' >out
  get x
  assert_output 'a\x07\x1b]0;title\x07'
}

# --- blocks

@test "@any-order: each line once, in any order" {
  pattern '@any-order' 'a' '{n:int}' 'c' '@end' 'z'
  output 'c' 'a' '5' 'z'
  assert_match
}

@test "@any-order: a hole does not take the line that another names" {
  pattern '@any-order' '{n:int}' '5' '@end'
  output '5' '7'
  assert_match
}

@test "@any-order: a line that fits none is named, with those still to come" {
  pattern '@any-order' 'lib' 'lib64' '.' '@end' 'z'
  output '.' 'usr' 'lib'
  assert_mismatch "\
expected lines 1 to 3 come in any order; not seen yet:
                  lib
                  lib64
seen line 2:      usr
                  which is none of them"
}

@test "@any-order: a line that is missing at the end is named" {
  pattern '@any-order' 'lib' 'lib64' '@end'
  output 'lib'
  assert_mismatch "\
expected lines 1 to 2 come in any order; not seen yet:
                  lib64
seen:             the output ends after line 1"
}

@test "@more allows further lines, up to the next expected one" {
  pattern '@any-order' 'lib' '.' '@more' '@end' '_ _ _' 'end'
  output 'bin' '.' 'etc' 'lib' 'usr' '_ _ _' 'end'
  assert_match
  output 'bin' '.' 'etc' '_ _ _' 'end'
  assert_mismatch "\
expected lines 1 to 2 come in any order; not seen yet:
                  lib
seen line 4:      _ _ _
                  which is none of them"
}

@test "@optional comes whole or not at all" {
  pattern 'a' '@optional' '' 'warning' '@end' '' 'b'
  output 'a' '' 'warning' '' 'b'
  assert_match
  output 'a' '' 'b'
  assert_match
}

@test "@optional that begins right is explained where it goes wrong" {
  pattern '@optional' 'one' 'two' '@end' 'end'
  output 'one' 'tow' 'end'
  assert_mismatch "\
expected line 2:  two
seen line 2:      tow
                   ^ column 2
                  expected 'two', seen 'tow'"
}

@test "@optional that breaks off at the end of the output counts what is missing" {
  pattern '@optional' 'one' 'two' 'three' '@end' 'end'
  output 'one'
  assert_mismatch "\
expected line 2:  two
seen:             the output ends after line 1; 3 lines are missing"
}

@test "@skip jumps to the next line that matches" {
  pattern 'a' '@skip' 'n {n:int}' 'z'
  output 'a' 'x' 'n y' 'n 5' 'z'
  assert_match
}

@test "@skip that finds nothing shows the closest line" {
  pattern 'a' '@skip' 'Hostname: new_hostname'
  output 'a' 'x' 'Hostname: cs695'
  assert_mismatch "\
expected line 2:  Hostname: new_hostname
closest line 3:   Hostname: cs695
                            ^ column 11
                  expected 'new_hostname', seen 'cs695'
seen:             no such line, from line 2 to the end"
}

@test "@skip at the end allows anything, also nothing" {
  pattern 'a' '@skip'
  output 'a'
  assert_match
  output 'a' 'b' 'c'
  assert_match
}

# --- explanations

@test "the command is named" {
  pattern 'a'
  output 'b'
  match --command './namespace_prog'
  assert_failure 1
  assert_line --index 0 'command:          ./namespace_prog'
}

@test "white space that differs is made visible, only there" {
  pattern 'Process PID: 2 x'
  output 'Process PID:  2 x'
  assert_mismatch "\
expected line 1:  Process PID:·2 x
seen line 1:      Process PID:··2 x
                               ^ column 14
                  expected 1 space, seen 2 spaces"
}

@test "a tab in the place of a space is made visible" {
  pattern 'PID: 2'
  printf 'PID:\t2\n' >out
  assert_mismatch "\
expected line 1:  PID:·2
seen line 1:      PID:→2
                      ^ column 5
                  expected 1 space, seen 1 tab"
}

@test "a longer word is no difference in white space" {
  pattern 'Child1 Process'
  output 'Child12 Process'
  assert_mismatch "\
expected line 1:  Child1 Process
seen line 1:      Child12 Process
                        ^ column 7
                  expected 'Child1', seen 'Child12'"
}

@test "a line that ends too early says so" {
  pattern 'Parent PID: {p:pid}'
  output 'Parent PID:'
  match
  assert_failure 1
  assert_line --index 3 '                  the line ends here, too early'
}

@test "lines that are missing at the end are counted" {
  head -8 "$TASK1" >out
  run "$ASAN/transcript" match "$EXPECTED/1b.t" out
  assert_failure 1
  assert_output "\
expected line 9:  Parent Hostname: {host}
seen:             the output ends after line 8; 8 lines are missing"
}

@test "an output of nothing says so" {
  pattern 'a'
  : >out
  assert_mismatch "\
expected line 1:  a
seen:             nothing, the output is empty; 1 line is missing"
}

@test "lines that are too many are counted" {
  pattern 'a'
  output 'a' 'b' 'c'
  assert_mismatch "\
expected:         the end of the output
seen line 2:      b
                  2 lines too many"
}

@test "text that was printed twice gets the hint about stdio" {
  { head -7 "$TASK1" && head -4 "$TASK1" && tail -n +8 "$TASK1"; } >out
  run "$ASAN/transcript" match "$EXPECTED/1b.t" out
  assert_failure 1
  assert_line --partial 'hint: this line already came at line 1.'
  assert_line --partial 'It comes 8 times, 6 are expected.'
}

@test "a line that is expected more than once gets no such hint" {
  sed 5,6d "$TASK1" >out
  run "$ASAN/transcript" match "$EXPECTED/1b.t" out
  assert_failure 1
  refute_output --partial 'already came'
}

@test "a line that comes too early is recognised" {
  pattern 'one' 'two' 'three'
  output 'one' 'three'
  match
  assert_line --partial 'hint: seen line 2 fits expected line 3'
}

@test "bytes that cannot be printed are shown as numbers" {
  pattern 'abc'
  printf 'a\033]0;x\007\000\377\302\233b\342\200\256\n' >out
  match
  assert_failure 1
  assert_line --index 1 'seen line 1:      a\x1b]0;x\x07\x00\xff\x9bb\u202e'
}

@test "of a long line only the part around the difference is shown" {
  pattern "$(printf '%0300d' 0)x"
  output "$(printf '%0300d' 0)y"
  match
  assert_failure 1
  assert_line --index 1 "seen line 1:      …$(printf '%040d' 0)y"
  assert_line --index 2 "$(printf '%59s' '')^ column 301"
}

# --- hostile inputs

@test "an endless line is cut, and says so" {
  pattern '{all:rest}'
  head -c 100000 /dev/zero | tr '\0' a >out
  get all
  assert_success
  assert_equal "${#output}" 16384
  assert_output --partial 'a [cut here: the line is longer than 16 KiB]'
}

@test "an endless output is cut, and does not fit by being cut" {
  pattern '@any-order' 'y' '@end'
  yes | head -c 3000000 >out
  match
  assert_failure 1
  assert_line --partial '20000 lines too many'
}

@test "more than 1 MiB is cut, and says so" {
  pattern '@skip' 'end'
  { yes "$(printf '%01000d' 7)" | head -n 1100 && printf 'end\n'; } >out
  match
  assert_failure 1
  assert_line --partial 'no such line, from line 1 to the end'
  pattern '@skip' '[cut here: the output is longer than 1 MiB or 20000 lines]'
  assert_match
}

@test "half an escape sequence, and many of them, are just bytes" {
  pattern 'x'
  { printf '\033[%.0s' {1..4000} && printf '\033[1;'; } >out
  match
  assert_failure 1
}

@test "a large output against a large block takes no time" {
  { printf '@any-order\n' && seq 900 && printf '@more\n@end\nlast\n'; } >p.t
  { seq 1000 20000 && seq 900 && printf 'last\n'; } >out
  run timeout 20 "$ASAN/transcript" match p.t out
  assert_success
}

# --- wrong patterns, wrong usage

@test "wrong patterns are refused with file and row" {
  pattern 'ok' '{a:pid'
  assert_refused "transcript: p.t:2: '{' without '}' (write '{{' for a brace)"
  pattern '{a:number}'
  assert_refused "transcript: p.t:1: unknown type 'number'"
  pattern '{A:int}'
  assert_refused "transcript: p.t:1: 'A' is no name for a hole"
  pattern '{a}'
  assert_refused "transcript: p.t:1: '{a}' has no type yet"
  pattern '{a:int}' '{a:int}'
  assert_refused "transcript: p.t:2: '{a}' has a type already"
}

@test "holes that could never match are refused" {
  pattern '{a:word}: x'
  assert_refused "transcript: p.t:1: '{a}' takes the text behind it as well"
  pattern '{a:rest} x'
  assert_refused "transcript: p.t:1: '{a}' takes the text behind it as well"
  pattern '{a:int}{b:int}'
  assert_refused 'transcript: p.t:1: two holes without text between'
}

@test "a value that may not be there is refused" {
  pattern '@optional' '{a:int}' '@end' '{a}'
  assert_refused "transcript: p.t:4: '{a}' may have no value here"
  pattern '@any-order' '{a:int}' 'x {a}' '@end'
  assert_refused "transcript: p.t:3: '{a}' may have no value here"
}

@test "wrong blocks are refused" {
  pattern '@any-order' 'a'
  assert_refused "transcript: p.t:2: a block without '@end'"
  pattern '@any-order' '@end'
  assert_refused 'transcript: p.t:2: a block without lines'
  pattern '@any-order' 'a' '@optional'
  assert_refused 'transcript: p.t:3: a block inside a block'
  pattern '@any-order' 'a' '@skip'
  assert_refused "transcript: p.t:3: '@skip' inside a block"
  pattern '@optional' 'a' '@more'
  assert_refused "transcript: p.t:3: '@more' outside of '@any-order'"
  pattern 'a' '@end'
  assert_refused "transcript: p.t:2: '@end' without a block"
  pattern '@repeat'
  assert_refused "transcript: p.t:1: unknown instruction '@repeat'"
}

@test "a pattern over the limits is refused" {
  seq 1001 >p.t
  assert_refused 'transcript: p.t:1001: more than 1000 lines'
  head -c 300000 /dev/zero >p.t
  assert_refused "transcript: 'p.t' is larger than 256 KiB"
}

@test "a file that is not there is named" {
  pattern 'a'
  run "$ASAN/transcript" match p.t nothing
  assert_failure 2
  assert_output \
    "transcript: cannot open 'nothing': No such file or directory"
}

@test "wrong usage is 2, help is 0" {
  run "$ASAN/transcript"
  assert_failure 2
  run "$ASAN/transcript" get p.t out
  assert_failure 2
  run "$ASAN/transcript" match p.t out more
  assert_failure 2
  run "$ASAN/transcript" --help
  assert_success
  assert_line --index 0 \
    'usage: transcript match FILE.t OUTPUT [--command TEXT]'
}
