#!/usr/bin/env bats
# gather.bats - a recording becomes one JSON object that is safe to show and
# bounded, whatever the machine wrote.

setup() {
  load helper
  cd "$BATS_TEST_TMPDIR" || return
  mkdir e
}

# gather - as built with the sanitizers; its answer is in g.json
gather() {
  "$ASAN/gather" e >g.json || return
}

# is FILTER VALUE - what g.json says, and VALUE, as gojq writes both
is() {
  run gojq -c "$1" g.json
  assert_output "$(gojq -c . <<<"$2")"
}

# bounded - within 256 MB and 5 s of processor time, without the sanitizers
bounded() {
  (
    ulimit -v 262144 -t 5
    "$BIN/gather" e >g.json
  ) || return
  (($(stat -c %s g.json) < 4200000)) || fail "$(stat -c %s g.json) bytes"
  gojq -e . g.json >/dev/null
}

# --- what is gathered

@test "files are what their names say" {
  echo '{"task":"1","seconds":1.25}' >e/meta.json
  echo '{"ended":true}' >e/line.json
  printf '{"step":"run","status":0}\n{"step":"again"}\n' >e/steps.jsonl
  printf '{"event":"start","at":0.001}\n' >e/run.witness
  printf '{\n  "hostname": "h",\n  "mounts": []\n}\n' >e/facts-before.json
  printf 'one\ntwo\n' >e/run.out
  printf '22 1 0:21 / / rw\n' >e/mountinfo-first
  touch e/stray.bin e/console.log e/machine.log
  gather
  is .meta '{"task":"1","seconds":1.25}'
  is .line '{"ended":true}'
  is .cut '[]'
  is '.files | del(.["run.out"])' "$(gojq -c . <<<'{
    "facts-before.json": {"hostname": "h", "mounts": []},
    "mountinfo-first": {"text": "22 1 0:21 / / rw\n", "tail": "", "bytes": 17, "lines": 1, "cut": false},
    "run.witness": [{"event": "start", "at": 0.001}],
    "steps.jsonl": [{"step": "run", "status": 0}, {"step": "again"}]}')"
  is '.files["run.out"]' '{"text":"one\ntwo\n","tail":"","bytes":8,"lines":2,"cut":false}'
}

@test "an empty recording has nothing, and is one" {
  gather
  is . '{"meta":null,"line":null,"cut":[],"files":{}}'
}

@test "numbers are those that were written" {
  printf '{"ns":4026532332,"large":9007199254740991,"at":12.345}' >e/a.json
  gather
  is '.files["a.json"]' '{"ns":4026532332,"large":9007199254740991,"at":12.345}'
}

@test "lines that are cut off or no objects are left out" {
  printf '{"n":1}\n[2]\n3\n\nrubbish\n{"n":4}\n{"n":5' >e/run.witness
  printf '{"n":' >e/facts-after.json
  printf '7' >e/line.json
  gather
  is '.files["run.witness"]' '[{"n":1},{"n":4}]'
  is '.files["facts-after.json"]' null
  is .line null
}

@test "the last line needs no end, an output neither" {
  printf '{"n":1}' >e/run.witness
  printf 'a\nb' >e/run.out
  gather
  is '.files["run.witness"]' '[{"n":1}]'
  is '.files["run.out"].lines' 2
}

@test "only plain files with plain names are read" {
  echo secret >secret
  ln -s ../secret e/link.out
  mkfifo e/pipe.out
  mkdir e/sub.out
  echo hidden >e/.hidden
  echo odd >e/$'o\033dd.out'
  gather
  is .files '{}'
}

# --- what is safe

@test "colours and carriage returns of an output are gone, the rest is shown" {
  printf '\033[1;31mred\033[0m\033(B\r\n\ttab\007\000\377\302\233\033]0;t\007\n' >e/run.out
  printf 'a\r\n' >e/proc-first
  gather
  is '.files["run.out"].text' '"red\n\ttab\\x07\\x00\\xff\\x9b\\x1b]0;t\\x07\n"'
  is '.files["proc-first"].text' '"a\\x0d\n"'
}

@test "nothing invisible or bidirectional is left, and what can be seen stays" {
  local code
  for code in ad 61c 180e 200b 200c 200d 200e 200f 2028 2029 202a 202e 2060 2064 \
    2066 2069 206a 206f 115f 3164 feff fff9; do
    # shellcheck disable=SC2059 # the format is the character
    printf "\\u$code" >>e/run.out
  done
  printf '\U000e0001\U000e0041\U000e007f' >>e/run.out
  printf 'größe e\u0301 你 ❤\ufe0f 🐳 \u05e9\n' >>e/run.out
  gather
  is '.files["run.out"].text' "$(printf '"%s"' '\\xad\\u061c\\u180e\\u200b\\u200c\\u200d\\u200e\\u200f\\u2028\\u2029\\u202a\\u202e\\u2060\\u2064\\u2066\\u2069\\u206a\\u206f\\u115f\\u3164\\ufeff\\ufff9\\U000e0001\\U000e0041\\U000e007f'"$(printf 'größe e\u0301 你 ❤\ufe0f 🐳 \u05e9')"'\n')"
}

@test "strings and keys inside JSON are safe too" {
  printf '{"a\\u001b":"x\\u0000\\u202e\\n\\t\xc3\xb6","list":["\\u007f"]}\n' >e/steps.jsonl
  gather
  is '.files["steps.jsonl"][0]' '{"list":["\\x7f"],"a\\x1b":"x\\x00\\u202e\n\tö"}'
}

@test "a line whose strings no JSON may hold is read all the same" {
  printf '{"command":["sh","a\033[2J\tb\\"\377\000"],"status":0}\n' >e/steps.jsonl
  gather
  is '.files["steps.jsonl"][0]' '{"command":["sh","a\\x1b[2J\tb\"\\xff\\x00"],"status":0}'
}

# --- what is bounded

@test "of a long output the beginning and the last lines are kept" {
  seq 100000 >e/run.out
  gather
  is '.files["run.out"] | .cut, .bytes, .lines, (.text | length), (.text | split("\n")[:2]), (.tail | length <= 4096),
    (.tail | split("\n") | .[0], .[-2:])' 'true
588895
100000
65536
["1","2"]
true
"99319"
["100000",""]'
  is .cut '["run.out"]'
}

@test "a long string ends in an ellipsis" {
  printf '{"s":"%s"}' "$(printf 'ö%.0s' {1..5000})" >e/a.json
  gather
  is '.files["a.json"].s | utf8bytelength <= 8192, .[-3:]' 'true
"öö…"'
  is .cut '["a.json"]'
}

@test "of too many events the last one is kept: it says how the step ended" {
  seq -f '{"event":"call","n":%g}' 20000 >e/run.witness
  echo '{"event":"end","left":[]}' >>e/run.witness
  seq -f '{"event":"call","n":%g}' 8000 >e/again.witness
  echo '{"event":"end","left":[]}' >>e/again.witness
  gather
  is '.files["run.witness"] | length, .[7999].n, .[8000].event' '8001
8000
"end"'
  is '.files["again.witness"] | length' 8001
  is .cut '["run.witness"]'
}

@test "what is nested deeper than 64 levels is left out" {
  { printf '[%.0s' {1..1000} && printf ']%.0s' {1..1000}; } >e/a.json
  { printf '[%.0s' {1..50000} && printf ']%.0s' {1..50000}; } >e/b.json
  printf '{"a":%.0s' {1..1000} >e/run.witness
  gather
  is '.cut, .files["b.json"], ([.files["a.json"] | recurse(.[0]?; . != null)] | length)' '["a.json"]
null
65'
}

@test "of 7900 processes as many are kept as there is room for" {
  gojq -n '{processes: [range(7900) | {pid: ., nspid: [., 1], comm: "x", argv: ["x" * 600], ns: {pid: 4026532332,
    uts: 4026532330, mnt: 4026532329}, cgroup: {path: "/submission", limits: [{"cpu.max": "max 100000"}]}}],
    mounts: [range(20)], hostname: "h"}' >e/facts-after.json
  cp e/facts-after.json e/facts-before.json
  bounded
  is '.files["facts-after.json"] | (.processes | length >= 2048), (.mounts | length), .hostname' 'true
20
"h"'
  is .cut '["facts-after.json","facts-before.json"]'
}

@test "a line of 50 MB costs the line" {
  {
    printf '{"n":1}\n{"s":"'
    head -c 50000000 /dev/zero | tr '\0' x
    printf '"}\n{"n":2}\n'
  } >e/run.witness
  cp e/run.witness e/run.out
  bounded
  is '.files["run.witness"]' '[{"n":1},{"n":2}]'
  is '.files["run.out"] | .lines, (.text | length), .tail' '3
65536
"{\"n\":2}\n"'
}

@test "300000 carriage returns are none" {
  head -c 300000 /dev/zero | tr '\0' '\r' >e/run.out
  echo 'done' >>e/run.out
  gather
  is '.files["run.out"].text' '"done\n"'
}

@test "no file and no number of files takes too much" {
  local i
  for i in {1..600}; do
    seq 20000 >"e/$i.out"
  done
  bounded
  is '.cut[-1], (.files | length <= 500)' '"…"
true'
}

@test "JSON that needs seventy times its size is none" {
  {
    printf '[{}'
    yes ',{}' | head -n 5000000 | tr -d '\n'
    printf ']'
  } >e/a.json
  cp e/a.json e/run.witness
  head -c 64000000 /dev/zero >e/b.json
  head -c 900000 /dev/zero | tr '\0' '"' >e/c.json
  echo '{"n":1}' >e/d.json
  bounded
  is '.files | .["a.json"], .["run.witness"], .["b.json"], .["c.json"], .["d.json"]' 'null
[]
null
null
{"n":1}'
}

# --- usage

@test "wrong usage is 2, help is 0, what cannot be read or written is 4" {
  run "$ASAN/gather"
  assert_failure 2
  run "$ASAN/gather" --what
  assert_failure 2
  run "$ASAN/gather" --help
  assert_success
  run "$ASAN/gather" missing
  assert_failure 4
  assert_output "gather: cannot read 'missing': No such file or directory"
  [[ -w /dev/full ]] || skip '/dev/full is not there'
  run bash -c '"$1" e >/dev/full' - "$ASAN/gather"
  assert_failure 4
}
