# summary.jq - the lines of measure as one object: medians and quartiles in ms, and the
# ratio to the first of its group, which is the kit's own.
def at($p): sort | .[((length - 1) * $p) | round];
def row:
  if .absent then {name, absent}
  else {name, runs: (.times | length), median: (.times | at(0.5)),
        low: (.times | at(0.25)), high: (.times | at(0.75))} end;
def ratios:
  (map(.median // empty)[0]) as $own
  | map(if .median and $own then .ratio = .median / $own else . end);

{kit: $kit, kernel: $kernel, cpus: $cpus, load: $load,
 groups: (group_by([.where, .group])
   | map({where: .[0].where, group: .[0].group,
          rows: (map(row) | sort_by(.median // 1e12) | ratios)}))}
