# The stages of task 4 and their points, in the order in which they are told.
[
  { id: "4a", points: 7, file: "service-orchestrator.sh",
    title: "two containers, networked and peered" },
  { id: "4b", points: 9, file: "service-orchestrator.sh", needs: ["4a"],
    title: "the services answer where they should and nowhere else" },
  { id: "4c", points: 4, file: "service-orchestrator.sh", needs: ["4a", "4b"],
    title: "start again, and clean up" }
]
