# The known mistakes of task 4. grader/tasks/README.md says what each key means. What stops
# the script comes first: whatever else is missing follows from it.
[
  { id: "carriage-returns", check: "4a", fact: "not unix_line_ends",
    say: "the script has DOS line ends: {fact}",
    why: "bash takes the carriage return at the end of a line for a part of the last word",
    look: "sed -i 's/\\r$//' service-orchestrator.sh; an editor on Windows puts them there" },

  { id: "syntax-error", check: "4a", fact: "not parses",
    say: "bash cannot parse the script: {fact}",
    why: "a script with a syntax error runs up to that line and then stops",
    look: "bash -n service-orchestrator.sh; the line named is where bash noticed, the cause may stand above" },

  { id: "start-stuck-4a", check: "4a", fact: "hung_4a",
    say: "the script never went on after '{step}'",
    why: "a container lives as long as its command, and conductor waits for that: who starts something that runs on, and goes on himself, starts it in the background",
    look: "bash(1), on &; setsid(1); the region of that step" },

  { id: "start-ended", check: ["4a", "4b"], fact: "silent",
    say: "the script ended at '{step}' with status {status}, and said nothing",
    why: "after set -e a command that is false ends the script, also the last one of a function: in A && B that is A where A is false",
    look: "bash(1), set -e; the region of that step: which command there may be false?" },

  { id: "start-failed-4a", check: "4a-two", fact: "failed_4a",
    say: "the start failed at '{step}': {said}",
    why: "after set -e the first command that fails ends the script, which then takes its containers away",
    look: "the region of that step; what conductor said stands in logs/" },

  { id: "not-peered", check: "4a-peer", fact: "apart",
    say: "both containers have a network, and neither reaches the other: they were never peered",
    why: "conductor gives each container a network of its own, and rules that keep it apart from the others",
    look: "conductor.sh peer; region 4a-peer",
    hints: [
      "Each container reaches the machine. What stops a packet from one to the other?",
      "iptables(8), FORWARD; conductor.sh --help",
      "conductor peer, with the names of both"
    ] },

  { id: "ports-swapped", check: "4a-port", fact: "port_8080_leads_in",
    say: "port 8080 of this machine leads into a container, and port 3000 does not: the two ports are swapped, or the outer one is wrong",
    why: "-e INNER-OUTER names the port of the container first, and then the port at which this machine takes visitors",
    look: "conductor.sh addnetwork, -e INNER-OUTER; region 4a-network",
    hints: [
      "Which of the two ports is the container's, and which one is this machine's?",
      "conductor.sh --help, on addnetwork",
      "-e \"$SERVICE_PORT-$HOST_PORT\""
    ] },

  { id: "counter-exposed", check: "4a-no-other-port", fact: "not hidden",
    say: "the counter's container is exposed as well: another host reached the counter by a port of this machine",
    why: "external-service alone speaks to the outside; anybody who reaches the counter itself can count and reset it",
    look: "conductor.sh addnetwork, -e; region 4a-network: which of the two containers needs it?",
    hints: [
      "Which of the two services are other hosts meant to speak to?",
      "conductor.sh --help, on addnetwork; README.md of task 4, Picture",
      "addnetwork of the counter's container with -i alone, without -e"
    ] },

  { id: "no-internet", check: "4a-internet", fact: "not internet",
    say: "{fact}: a container was networked without -i",
    why: "run.sh installs what a service lacks, and what is up should be able to be updated",
    look: "conductor.sh addnetwork, -i; region 4a-network" },

  { id: "start-stuck-4b", check: "4b", fact: "hung_4b",
    say: "the script never went on after '{step}'",
    why: "a service runs on: who starts it and goes on himself starts it in the background",
    look: "bash(1), on &; setsid(1); the region of that step" },

  { id: "counter-not-reached", check: "4b", fact: "gateway",
    say: "external-service is up and does not reach the counter, which listens: it answers 502",
    why: "it asks for the counter at the address and port that it was given, and nobody answers there",
    look: "which address has $COUNTER, as it is now? regions 4b-address and 4b-start" },

  { id: "start-failed-4b", check: "4b", fact: "failed_4b",
    say: "the start failed at '{step}': {said}",
    why: "after set -e the first command that fails ends the script, which then takes its containers away",
    look: "the region of that step; what the services said stands in logs/" },

  { id: "again-fails", check: ["4c-again", "4c-clean"], fact: "again_failed",
    say: "the second start ended with status {status}: {said}",
    why: "start takes away what a former start has left, and does no harm where there is nothing",
    look: "conductor.sh ps and stop; region 4c-stop" },

  { id: "left-behind", check: "4c-clean", fact: "not cleans_up",
    say: "after clean there are {fact}",
    why: "what is left over gets in the way of the next start",
    look: "conductor.sh stop; region 4c-stop" }
]
