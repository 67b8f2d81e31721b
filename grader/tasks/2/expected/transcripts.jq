# What is compared with what: the fact that holds when the output of a step fits a file here,
# from the first line on that holds a text, or the whole.
[
  { fact: "output_2a", expected: "2a.t", step: "run", from: "Output Subtask 2a" },
  { fact: "output_2b", expected: "2b.t", step: "run", from: "Output Subtask 2b" },
  { fact: "output_2c", expected: "2c.t", step: "run", from: "Output Subtask 2c" }
]
