# What is compared with what: the fact that holds when the output of a step fits a file here,
# from the first line on that holds a text, or the whole.
[
  { fact: "output_1a", expected: "1a.t", step: "run" },
  { fact: "output_1b", expected: "1b.t", step: "run" }
]
