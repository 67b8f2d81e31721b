# The known mistakes of task 4. grader/tasks/README.md says what each key means.
[
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
    say: "the two ports are swapped: it is port 8080 of this machine that leads into a container",
    why: "-e INNER-OUTER names the port of the container first: the other way round the machine listens at the service's port, and leads to one where nothing listens",
    look: "conductor.sh addnetwork, -e INNER-OUTER; region 4a-network",
    hints: [
      "Which of the two ports is the container's, and which one is this machine's?",
      "conductor.sh --help, on addnetwork",
      "-e \"$SERVICE_PORT-$HOST_PORT\""
    ] },

  { id: "counter-exposed", check: "4a-no-other-port", fact: "not hidden",
    say: "the counter's container is exposed as well: another host reached the counter by a port of this machine",
    why: "external-service alone speaks to the outside; whoever reaches the counter itself can count, and reset, as they like",
    look: "conductor.sh addnetwork, -e; region 4a-network: which of the two containers needs it?",
    hints: [
      "Which of the two services are other hosts meant to speak to?",
      "conductor.sh --help, on addnetwork; README.md of task 4, Picture",
      "addnetwork of the counter's container with -i alone, without -e"
    ] }
]
