#!/usr/bin/env bats
# task4.bats - the checks of task 4, from the evidence of scenario task4.sh. What
# each looks at is worked out in lib/task4.jq.
# SPDX-License-Identifier: MIT

load lib/checks
load lib/facts

setup_file() {
  learn_steps
  learn_facts task4.jq {first,again,clean}.out {starts,answers}.jsonl \
    {world,facts-ready,facts-after,ground-before,ground-after,network-early,network-late}.json
}

@test "4a service-orchestrator.sh can be run" {
  check --share 0
  runnable service-orchestrator.sh
}

@test "4a two containers are up, each with a network" {
  check --share 2
  expect two 'start brings up two containers and gives each a network' \
    'all else happens in them' \
    'regions 4a-image, 4a-run, 4a-wait and 4a-network; what conductor said stands in logs/'
}

@test "4a both reach the Internet" {
  check
  expect internet 'both containers reach the outside, in the name of the machine' \
    'run.sh installs what a service lacks, and what is up should be able to be updated' \
    'conductor.sh addnetwork, -i; region 4a-network'
}

@test "4a they reach each other" {
  check --share 2
  expect mutual 'the two containers reach each other' \
    'conductor keeps the networks of its containers apart until it is told otherwise' \
    'conductor.sh peer; region 4a-peer'
}

@test "4a port 3000 of the machine leads to port 8080 of one of them" {
  check
  expect port 'port 3000 of the machine leads to port 8080 of a container' \
    'a container has an address that only this machine knows: without an exposed port nobody reaches it' \
    'conductor.sh addnetwork, -e INNER-OUTER; region 4a-network'
}

@test "4a and nothing else leads in" {
  check
  expect only_port 'no other port of the machine leads into a container' \
    'what is not exposed needs no password' 'region 4a-network: only one of the two is exposed'
}

@test "4b external-service answers other hosts" {
  check --share 2
  expect outside 'GET / at port 3000 answers another host with status 200 and a number' \
    'status 502 says that external-service runs and does not reach the counter; no answer, that nothing listens' \
    'regions 4b-copy, 4b-address and 4b-start; what the services said stands in logs/'
}

@test "4b and the machine itself, by its own address" {
  check
  expect itself 'GET / at port 3000 answers the machine itself by the address of its uplink' \
    'a connection from the machine to itself takes another way through iptables' \
    'curl in region 4b-wait: http://ADDRESS-OF-THE-UPLINK:3000/'
}

@test "4b counter-service counts in the other container" {
  check --share 2
  expect counter 'counter-service answers the machine at port 8080 of its container, and counts each visit once' \
    'the sentence is worth nothing if another counter, or none, stands behind it' \
    'regions 4b-copy and 4b-start: which service goes into which container?'
  expect neighbour 'the container of external-service reaches it' 'it asks for every visit' 'region 4a-peer'
}

@test "4b one visit, one number" {
  check
  expect one_by_one 'each visit is told a number one higher than the visit before' \
    'a visitor who is not counted, or twice, is what counters are there to prevent' \
    'is there more than one counter, or something else that visits?'
}

@test "4b also with 20 clients at a time" {
  check
  expect crowd '20 clients at a time are answered, each with a number of its own' \
    'what works for one client may not work for two at once' 'logs/external-service.log'
}

@test "4b counter-service is hidden from other hosts" {
  check
  expect hidden 'another host does not reach counter-service by any port of the machine' \
    'whoever reaches it can count, and reset, as they like' 'regions 4a-network and 4b-copy'
}

@test "4b and from other containers" {
  check --given
  expect stranger 'a third container, which is not peered, does not reach counter-service' \
    'containers are apart unless somebody says otherwise' 'conductor.sh addnetwork and peer'
}

@test "4c a second start works" {
  check
  expect again 'start works although a former start has left everything up' \
    'a service that can be brought up only once cannot be repaired' \
    'conductor.sh ps and stop; region 4c-stop'
}

@test "4c clean leaves nothing behind" {
  check
  expect clean 'clean exits with 0, and of containers, processes, mounts, links, rules and names nothing is left' \
    'what is left over disturbs whoever comes next' 'conductor.sh stop; region 4c-stop'
}
