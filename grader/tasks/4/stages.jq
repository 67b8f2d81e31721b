# The stages of task 4 and their points, in the order in which they are told.
[
  { id: "4a", points: 7, file: "service-orchestrator.sh",
    title: "two containers, networked and peered",
    hints: [
      "conductor run waits for its command, and \"started\" is not \"up\". What goes on behind the line, and what can be asked until the answer is yes?",
      "bash(1), \"Lists\" on & and \"REDIRECTION\"; setsid(1); conductor.sh --help on run, exec, addnetwork and peer",
      "conductor run with a command that does not end, in the background, its output in a file; wait_until with conductor exec; then addnetwork for each, peer for both"
    ] },
  { id: "4b", points: 9, file: "service-orchestrator.sh", needs: ["4a"],
    title: "the services answer where they should and nowhere else",
    hints: [
      "Which container's address does external-service have to be told, and who knows that address today?",
      "ip-address(8), -4, -o and scope; curl(1), --fail and --max-time",
      "conductor exec with ip address, of whose output sed keeps the address alone; run.sh in the background by conductor exec; wait_until with curl --fail"
    ] },
  { id: "4c", points: 4, since: 2025, file: "service-orchestrator.sh", needs: ["4a", "4b"],
    title: "start again, and clean up",
    hints: [
      "What did start make, and which one command of conductor takes run, addnetwork and peer back?",
      "conductor.sh --help on ps and stop; grep(1), -q",
      "conductor ps, once; conductor stop for those of the two that it lists"
    ] }
]
