#!/usr/bin/env bats
# bot.bats - the bot proves what it should on each back end that works, notices a verdict
# that is wrong, and names what drifted. What grades and boots here is a stand-in.

setup() {
  load helper
  cd "$BATS_TEST_TMPDIR" || return
  export KIT_GRADE=$PWD/grade VM_RUN=$PWD/run SECONDS_EACH=2
  # a solution or variant passes; what a patch of a mutant says fails
  cat >grade <<'END'
#!/bin/bash
while (($#)); do case $1 in --out) out=$2 ;; --backend) backend=$2 ;; esac; tree=$1 && shift; done
mkdir -p "$out"
fails=[]
cmp -s "$tree/task1/namespace_prog.c" "$KIT_ROOT/solutions/task1/namespace_prog.c" || fails=${WRONG:-[]}
printf '{"tests": [], "extra_data": {"seconds": %s, "machine": "%s", "stages": [{"id": "1a", "verdict": "pass"}, {"id": "1b", "verdict": "pass"}]}}' \
  "$SECONDS_EACH" "$backend" | gojq --argjson fails "$fails" '.extra_data.stages[] |= if .id | IN($fails[]) then .verdict = "fail" else . end' >"$out/results.json"
END
  cat >run <<'END'
#!/bin/bash
[[ $* == *' tcg '* ]] || exit 125
while (($#)); do [[ $1 != --log ]] || printf 'bash\t5.2\nlibc6\t%s\n' "${LIBC:-2.41}" >"$2"; shift; done
END
  chmod +x grade run
}

bot() {
  run "$KIT_ROOT/grader/test/bot" --out out --task 1 "$@"
}

@test "mutants that pass are an error, by name, and a back end that does not work is said" {
  bot
  assert_failure 1
  assert_output --regexp 'task 1 mutants/[a-z0-9-]+ on tcg: must fail 1[ab]( by [a-z-]+)?, failed nothing'
  assert_line --partial 'uml does not work here'
  refute_output --partial 'solution/solutions on tcg: must'
  bot --backend uml
  assert_failure 4
}

@test "a drift of packages and of times is named, and the page has every run" {
  bot
  LIBC=2.42 SECONDS_EACH=3.5 bot
  assert_line 'drift: packages: libc6 2.41 became 2.42'
  assert_line 'drift: tcg, task 1 solution/solutions: 3.5 s, usually 2 s'
  assert_equal "$(wc -l <out/history.jsonl)" 2
  assert_equal "$(grep -c '<td class="id">20' out/index.html)" 2
}
