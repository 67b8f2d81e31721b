#!/usr/bin/env bats
# transcript_facts.bats - all transcripts of a recording at once, as facts for the judge.

setup() {
  load helper
  cd "$BATS_TEST_TMPDIR" || return
  mkdir expected e
  printf '%s\n' '@skip' 'Part one' 'pid {parent:pid}' '@skip' >expected/one.t
  printf '%s\n' 'Part two' 'same {a:word}' 'end' >expected/two.t
  printf '%s\n' 'noise' $'\033[1mPart one\033[0m\r' 'pid 7' 'Part two' 'same x' 'end' >e/run.out
  printf '%s\n' '{"step":"run"}' '{"step":"run","command":["sh","-c","a\nb\u001b"],"status":0}' >e/steps.jsonl
}

# facts WORD... - what the sanitizers' transcript says of these, in f.json
facts() {
  "$ASAN/transcript" facts --expected expected --evidence e -- "$@" >f.json
}

is() {
  run gojq -c "$1" f.json
  assert_output "$(gojq -c . <<<"$2")"
}

@test "each transcript is a fact, with what its holes captured" {
  facts first one.t run '' second two.t run 'Part two'
  is . '{"first":{"matches":true,"difference":"","at":null,"values":{"parent":"7"}},"second":{"matches":true,"difference":"","at":null,"values":{"a":"x"}}}'
}

@test "none is an empty object" {
  facts
  is . '{}'
}

@test "a difference is explained, and its place counted from the beginning" {
  sed -i 's/^end/END/' e/run.out
  facts second two.t run 'Part two'
  is '.second | .matches, .at, .values' 'false
{"out":"run.out","line":6,"expected":"end"}
{"a":"x"}'
  run gojq -r .second.difference f.json
  assert_output "\
command:          sh -c a b\x1b
expected line 3:  end
seen line 3:      END
                  ^ column 1
                  expected 'end', seen 'END'"
}

@test "the words are those of match" {
  sed -i 's/^same/other/' e/run.out
  facts second two.t run 'Part two'
  sed -n '/Part two/,$p' e/run.out >part.out
  run "$ASAN/transcript" match expected/two.t part.out --command 'sh -c a b\x1b'
  assert_failure 1
  assert_equal "$(gojq -r .second.difference f.json)" "$output"
}

@test "what is missing at the end has the place behind it" {
  sed -i '$d' e/run.out
  facts second two.t run 'Part two'
  is .second.at '{"out":"run.out","line":6,"expected":"end"}'
}

@test "a line too many has a place, a heading that never comes has none" {
  echo more >>e/run.out
  facts second two.t run 'Part two' third two.t run 'Part three'
  is '.second.at, .third.at' '{"out":"run.out","line":7,"expected":"the end of the output"}
null'
  is '.third.difference | contains("nothing, the output is empty")' true
}

@test "lines in any order: the place is the line that fits none" {
  printf '%s\n' '@any-order' a b '@end' >expected/three.t
  printf '%s\n' b c >e/again.out
  facts third three.t again ''
  is '.third | .at, (.difference | test("command:"))' '{"out":"again.out","line":2,"expected":""}
false'
}

@test "without an output there is no fact, without steps no command" {
  rm e/steps.jsonl
  sed -i 's/^end/END/' e/run.out
  facts first one.t missing '' second two.t run 'Part two'
  is 'keys, (.second.difference | test("command:"))' '["second"]
false'
}

@test "values are safe to show" {
  printf '%s\n' 'Part two' 'same {a:rest}' 'end' >expected/two.t
  printf 'Part two\nsame \033]x\302\255\nend\n' >e/run.out
  facts second two.t run ''
  is .second.values.a '"\\x1b]x\\xad"'
}

@test "a part is found behind more than a pattern is compared with" {
  { seq 300000 && printf '%s\n' 'Part two' 'same x' 'end'; } >e/run.out
  facts second two.t run 'Part two'
  is .second.matches true
}

@test "hostile outputs and steps do no harm" {
  head -c 3000000 /dev/zero >e/run.out
  { head -c 3000000 /dev/zero && printf '\n{"step":"run","command":[1,{},"x"]}\n[[[[\n'; } >e/steps.jsonl
  facts second two.t run 'Part two' first two.t run ''
  is '[.[].matches]' '[false,false]'
}

@test "a pattern that is none is 2, wrong usage too" {
  printf '{' >expected/bad.t
  run "$ASAN/transcript" facts --expected expected --evidence e -- first bad.t run ''
  assert_failure 2
  assert_output --partial 'expected/bad.t:1'
  run "$ASAN/transcript" facts --expected expected --evidence e first one.t run
  assert_failure 2
  run "$ASAN/transcript" facts --evidence e
  assert_failure 2
  run "$ASAN/transcript" match expected/one.t e/run.out --evidence e
  assert_failure 2
}
