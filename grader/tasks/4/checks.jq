# The checks of task 4, in the order in which they are told. grader/tasks/README.md says
# what each key means.
[
  { id: "4a-script", stage: "4a", share: 0, name: "service-orchestrator.sh can be run",
    demands: [
      { fact: "unix_line_ends",
        required: "service-orchestrator.sh has Unix line ends",
        why: "bash takes the carriage return at the end of a line for a part of the last word",
        look: "sed -i 's/\\r$//' service-orchestrator.sh; an editor on Windows puts them there" },
      { fact: "parses",
        required: "bash can parse service-orchestrator.sh",
        why: "a script with a syntax error runs up to that line and then stops",
        look: "bash -n service-orchestrator.sh; the line named is where bash noticed, the cause may stand above" }
    ] },

  { id: "4a-two", stage: "4a", share: 2, name: "two containers are up, each with a network",
    fact: "two_networks",
    required: "start brings up two containers and gives each a network",
    why: "all else happens in them",
    look: "regions 4a-image, 4a-run, 4a-wait and 4a-network; what conductor said stands in logs/" },

  { id: "4a-internet", stage: "4a", share: 1, name: "both reach the Internet",
    fact: "internet",
    required: "both containers reach the outside, in the name of the machine",
    why: "run.sh installs what a service lacks, and what is up should be able to be updated",
    look: "conductor.sh addnetwork, -i; region 4a-network" },

  { id: "4a-peer", stage: "4a", share: 2, name: "they reach each other",
    fact: "peered",
    required: "the two containers reach each other",
    why: "conductor keeps the networks of its containers apart until it is told otherwise",
    look: "conductor.sh peer; region 4a-peer" },

  { id: "4a-port", stage: "4a", share: 1, name: "port 3000 of the machine leads to port 8080 of one of them",
    fact: "port",
    required: "port 3000 of the machine leads to port 8080 of a container",
    why: "a container has an address that only this machine knows: without an exposed port nobody reaches it",
    look: "conductor.sh addnetwork, -e INNER-OUTER; region 4a-network" },

  { id: "4a-no-other-port", stage: "4a", share: 1, name: "and nothing else leads in",
    fact: "no_other_port",
    required: "no other port of the machine leads into a container",
    why: "what is not exposed needs no password",
    look: "region 4a-network: only one of the two is exposed" },

  { id: "4b-outside", stage: "4b", share: 2, name: "external-service answers other hosts",
    fact: "outside",
    required: "GET / at port 3000 answers another host with status 200 and a number",
    why: "status 502 says that external-service runs and does not reach the counter; no answer, that nothing listens",
    look: "regions 4b-copy, 4b-address and 4b-start; what the services said stands in logs/" },

  { id: "4b-machine", stage: "4b", share: 1, name: "and the machine itself, by its own address",
    fact: "itself",
    required: "GET / at port 3000 answers the machine itself by the address of its uplink",
    why: "a connection from the machine to itself takes another way through iptables",
    look: "curl in region 4b-wait: http://ADDRESS-OF-THE-UPLINK:3000/" },

  { id: "4b-counter", stage: "4b", share: 2, name: "counter-service counts in the other container",
    demands: [
      { fact: "counter",
        required: "counter-service answers the machine at port 8080 of its container, and counts each visit once",
        why: "the sentence is worth nothing if another counter, or none, stands behind it",
        look: "regions 4b-copy and 4b-start: which service goes into which container?" },
      { fact: "neighbour",
        required: "the container of external-service reaches it",
        why: "it asks for every visit",
        look: "region 4a-peer" }
    ] },

  { id: "4b-one-number", stage: "4b", share: 1, name: "one visit, one number",
    fact: "one_by_one",
    required: "each visit is told a number one higher than the visit before",
    why: "a visitor who is not counted, or twice, is what counters are there to prevent",
    look: "is there more than one counter, or something else that visits?" },

  { id: "4b-crowd", stage: "4b", share: 1, name: "also with 20 clients at a time",
    fact: "crowd",
    required: "20 clients at a time are answered, each with a number of its own",
    why: "what works for one client may not work for two at once",
    look: "logs/external-service.log" },

  { id: "4b-hidden", stage: "4b", share: 1, name: "counter-service is hidden from other hosts",
    fact: "hidden",
    required: "another host does not reach counter-service by any port of the machine",
    why: "anybody who reaches it can count and reset it",
    look: "regions 4a-network and 4b-copy" },

  { id: "4b-stranger", stage: "4b", share: 1, name: "and from other containers",
    given: true,
    fact: "stranger",
    required: "a third container, which is not peered, does not reach counter-service",
    why: "containers are apart unless somebody says otherwise",
    look: "conductor.sh addnetwork and peer" },

  { id: "4c-again", stage: "4c", share: 1, since: 2026, name: "a second start works",
    fact: "starts_again",
    required: "start works although a former start has left everything up",
    why: "a service that can be brought up only once cannot be repaired",
    look: "conductor.sh ps and stop; region 4c-stop" },

  { id: "4c-clean", stage: "4c", share: 1, name: "clean leaves nothing behind",
    fact: "cleans_up",
    required: "clean exits with 0, and of containers, processes, mounts, links, rules and names nothing is left",
    why: "what is left over gets in the way of the next start",
    look: "conductor.sh stop; region 4c-stop" }
]
