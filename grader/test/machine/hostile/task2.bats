#!/usr/bin/env bats
# task2.bats - scripts for task 2 that are broken or take the machine apart: what
# ran before keeps its marks, and the student is told what happened.
# SPDX-License-Identifier: MIT

# shellcheck disable=SC2154 # tree and out are set by setup, in hostile.bash
load hostile

@test "a script with a syntax error: the line that bash names is shown first" {
  script_in 2b 'if then'
  grade 2
  said 'simple_container.sh can be run required bash can parse the script'
  said "line $(grep -nx 'if then' "$tree/task2/simple_container.sh" | cut -d : -f 1): syntax error"
  # 2c is recorded again without the mistake
  assert_equal "$(scores)" '2a 0, 2b 0, 2c 9'
}

@test "a script that is not executable is run all the same, and that is said" {
  solution 2
  chmod -x "$tree/task2/simple_container.sh"
  grade 2
  said 'task2/simple_container.sh was handed in without permission to execute; it was run all the same'
  assert_equal "$(scores)" '2a 8, 2b 8, 2c 9'
}

@test "another container runtime earns nothing, and one sentence names it, however it is called" {
  script_in 2b 'docker run debian 2>/dev/null || sudo lxc-start x || bash -c /usr/bin/podman || true'
  grade 2
  said 'another container runtime was called, which is not there and earns nothing: docker, lxc-start and podman.'
  assert_equal "$(scores)" '2a 8, 2b 8, 2c 9'
}

@test "DOS line ends are judged as they are: the first message says so and how to repair it" {
  solution 2
  sed -i 's/$/\r/' "$tree/task2/simple_container.sh"
  grade 2
  said "simple_container.sh can be run required the script has Unix line ends seen lines that end in a carriage return: $(grep -c '' "$tree/task2/simple_container.sh") of"
  said "sed -i 's/\\r\$//' simple_container.sh"
  assert_equal "$(scores)" '2a 0, 2b 0, 2c 0'
}

@test "an endless loop is stopped, and what ran before it keeps its marks" {
  # waits for what never comes; what computes without end is in task1.bats
  script_in 2c-run 'while :; do sleep 1; done'
  grade 2
  said './simple_container.sh did not end by itself and was stopped after'
  assert_equal "$(scores)" '2a 8, 2b 8, 2c 0'
}

@test "rm -rf / costs the stage that does it, and nothing that was recorded before" {
  script_in 2c-run 'rm -rf --no-preserve-root / 2>/dev/null'
  # without grep(1) that asks for ten seconds, which is another test's
  sed -i '/until grep/,/done/d' "$tree/task2/simple_container.sh"
  grade 2
  said 'the script ended at line'
  # 2a and 2b are recorded again without it
  assert_equal "$(scores)" '2a 8, 2b 8, 2c 0'
}

@test "kill -9 -1 does not reach the recorder" {
  # by another process: kill(2) spares the one that calls it
  script_in 2c-run "bash -c 'kill -9 -1'"
  grade 2
  said './simple_container.sh was ended by a signal, SIGKILL.'
  assert_equal "$(scores)" '2a 8, 2b 8, 2c 0'
}
