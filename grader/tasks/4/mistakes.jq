# The known mistakes of task 4. grader/tasks/README.md says what each key means.
[
  { id: "not-peered", check: "4a-peer", fact: "apart",
    say: "both containers have a network, and neither reaches the other: they were never peered",
    why: "conductor gives each container a network of its own, and rules that keep it apart from the others",
    look: "conductor.sh peer; region 4a-peer",
    hints: [
      "Each container reaches the machine. What stops a packet from one to the other?",
      "iptables(8), FORWARD; conductor.sh --help",
      "conductor peer \"$EXTERNAL\" \"$COUNTER\""
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

  { id: "counter-not-reached", check: "4b-outside", fact: "bad_gateway",
    say: "external-service runs and answers, but it does not reach the counter",
    why: "status 502 is what it says when nothing answers at the URL that it was started with",
    look: "regions 4b-address and 4b-start: which address, which port, and is counter-service there? logs/external-service.log",
    hints: [
      "Which URL does external-service ask, and does anybody answer there from inside its container?",
      "ip-address(8); README.md of task 4, on run.sh",
      "run.sh \"http://$address:$SERVICE_PORT/\", with the address that container $COUNTER has now"
    ] }
]
