# points.jq - points are whole hundredths. Whoever shares some out, or shows them, does it
# here, so that parts always sum to their whole exactly.

# so many hundredths in parts by their weights, in order: what is left by rounding down
# goes where the sum so far has grown past it
def shared($hundredths; $weights): ($weights | add // 0) as $all
  | if $all == 0 then [$weights[] | 0]
    else [foreach $weights[] as $weight ({sum: 0, given: 0};
        .sum += $weight
        | (.sum * $hundredths / $all | floor) as $upto
        | .part = $upto - .given | .given = $upto;
        .part)] end;

# hundredths as points; nothing stays nothing
def points: if . == null then null else . / 100 end;

# the points that a check of a result costs; the machine's fault costs none
def lost: if .extra_data.verdict == "infra" then 0
  else (.max_score // 0) - (.score // 0) | . * 100 | round | points end;
# behind what is said of it; of several on input, what they cost together
def in_costs: if . > 0 then " (−\(.))" else "" end;
def costs: lost | in_costs;
def costs_of_all: map(lost * 100 | round) | add // 0 | points | in_costs;
