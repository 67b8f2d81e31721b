#!/usr/bin/env bats
# service-orchestrator.sh of task 4, on a conductor without containers: what it asks
# for and in which order, how it fails, what an unfinished one says.

load helper
bats_require_minimum_version 1.5.0

setup() {
  ((EUID == 0)) || skip 'only root may orchestrate'
  cd "$BATS_TEST_TMPDIR" || return
  mkdir -p fake bin task4/counter-service task4/external-service
  cp "$FIXTURES/orchestrator/conductor.sh" fake
  printf 'DEFAULT_IFC=uplink CONTAINER_DIR=containers\n' >fake/config.sh
  cp "$KIT_ROOT/solutions/task4/service-orchestrator.sh" task4
  touch task4/{counter,external}-service/run.sh
  # what is outside: an uplink, a compiler, and a client that is answered when both run
  printf '#!/bin/sh\necho "2: uplink    inet 10.1.2.3/24 scope global uplink"\n' >bin/ip
  printf '#!/bin/sh\nexit 0\n' >bin/make
  printf '#!/bin/sh\n[ -e "%s/fake/up-counter-service" ] && [ -e "%s/fake/up-external-service" ]\n' "$PWD" "$PWD" >bin/curl
  chmod +x bin/*
  export PATH=$PWD/bin:$PATH CONDUCTOR=$PWD/fake/conductor.sh WAIT_SEC=20
}

# orchestrate [clean] - as a student starts it.
# shellcheck disable=SC2120 # run passes arguments
orchestrate() {
  task4/service-orchestrator.sh "$@" 3>&- 4>&-
}

calls() {
  grep -vE '^(exec c[12] -- true|images|ps)$' fake/calls
}

@test "start asks for everything, in an order that works" {
  run orchestrate
  assert_success
  assert_line 'external-service answers at http://10.1.2.3:3000/'
  run calls
  assert_line --index 0 'build mydebian'
  assert_line 'run mydebian c1 -- sleep infinity'
  assert_line 'run mydebian c2 -- sleep infinity'
  assert_line --index 3 'addnetwork c1 -i -e 8080-3000'
  assert_line --index 4 'addnetwork c2 -i'
  assert_line --index 5 'peer c1 c2'
  assert_line 'exec c2 -- bash /srv/counter-service/run.sh'
  # the address that the container itself has told
  assert_line 'exec c1 -- bash /srv/external-service/run.sh http://172.20.9.2:8080/'
}

@test "a second start stops what is there, and builds no second image" {
  orchestrate
  : >fake/calls
  run orchestrate
  assert_success
  run calls
  assert_line --index 0 'stop c1'
  assert_line --index 1 'stop c2'
  refute_line --partial build
}

@test "clean leaves nothing, and does so without containers too" {
  orchestrate
  run orchestrate clean
  assert_success
  assert_equal "$(ls fake/containers)" ''
  [[ ! -e task4/logs ]]
  run orchestrate clean
  assert_success
}

@test "a container that takes its time is waited for, by asking" {
  NOT_UP=5 run orchestrate
  assert_success
  # six times until it is up, and never without it
  (($(grep -c '^exec c1 -- true' fake/calls) >= 6))
}

@test "what never comes is given up, named and taken back" {
  NOT_UP=1000 WAIT_SEC=1 run orchestrate
  assert_failure 1
  assert_line --partial 'container c1 is up: not after 1 s'
  assert_line 'service-orchestrator: failed at: wait until they are up'
  assert_equal "$(ls fake/containers)" ''
}

@test "a failure part-way says where, and cleans up" {
  local command
  for command in build run addnetwork peer; do
    rm -rf fake/images fake/containers
    FAILS=$command WAIT_SEC=$([[ $command == run ]] && echo 1 || echo 20) run orchestrate
    assert_failure 1
    case $command in
      build) refute_line --partial 'failed at' ;; # nothing was begun
      run) assert_line 'service-orchestrator: failed at: wait until they are up' ;;
      addnetwork) assert_line 'service-orchestrator: failed at: connect them to the network' ;;
      peer) assert_line 'service-orchestrator: failed at: let them reach each other' ;;
    esac
    assert_equal "$(ls fake/containers)" ''
  done
}

@test "Ctrl-C part-way cleans up" {
  NOT_UP=1000 task4/service-orchestrator.sh >out 2>&1 3>&- 4>&- &
  local orchestrator=$! status=0
  until [[ -e fake/containers/c1/asked ]]; do sleep 0.02; done
  kill -TERM "$orchestrator"
  wait "$orchestrator" || status=$?
  assert_equal "$status" 143
  assert_equal "$(ls fake/containers)" ''
}

@test "the skeleton says which stage is to do, and begins nothing" {
  cp "$KIT_ROOT/task4/service-orchestrator.sh" task4
  run orchestrate
  assert_failure 1
  assert_line --index -1 'service-orchestrator: stage 4a is still to do: build the image'
  assert_equal "$(ls fake/containers 2>/dev/null)" ''
  run orchestrate clean
  assert_failure 1
  assert_line 'service-orchestrator: stage 4c is still to do: stop the containers'
}

@test "with 4a done it goes on to 4b, and leaves what stands" {
  "$BIN/region" splice --from "$KIT_ROOT/solutions/task4/service-orchestrator.sh" --id 4a \
    "$KIT_ROOT/task4/service-orchestrator.sh" >task4/service-orchestrator.sh
  run orchestrate
  assert_failure 1
  assert_line --index -1 'service-orchestrator: stage 4b is still to do: copy the services into them'
  assert_equal "$(cd fake/containers && echo *)" 'c1 c2'
}

@test "status tells what is up" {
  run orchestrate status
  assert_failure 1
  assert_line --partial 'external-service does not answer'
}

@test "wrong command lines and a missing conductor are said" {
  run orchestrate strat
  assert_failure 2
  assert_line --partial usage
  run orchestrate start now
  assert_failure 2
  run orchestrate --help
  assert_success
  for command in start status clean; do
    assert_line --regexp "^  $command "
  done
  CONDUCTOR=/nowhere/conductor.sh run orchestrate
  assert_failure 1
  assert_output --partial "no conductor at '/nowhere/conductor.sh'"
}
