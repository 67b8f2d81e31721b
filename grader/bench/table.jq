# table.jq - bench.json as lines of tab-separated columns.
def ms: if . >= 100 then round | tostring else (. * 100 | round / 100 | tostring) end;
def line:
  if .absent then [.name, "absent:", .absent[:70]]
  else [.name, (.median | ms), "\(.low | ms)..\(.high | ms)", "x\(.ratio * 100 | round / 100)",
    "\(.runs) runs"] end
  | join("\t");

"kit \(.kit), kernel \(.kernel), \(.cpus) CPUs, load \(.load)",
(.groups[] | "", "\(.group), \(.where)\tms\tquartiles\tratio", (.rows[] | line))
