# What is compared with what: the fact that holds when the output of a step fits a file here,
# from the first line on that holds a text, or the whole.
[
  { fact: "exec_shows", expected: "look.t", step: "exec_look", from: "== ps" },
  { fact: "network_shows", expected: "network.t", step: "network_look", from: "== ip a" }
]
