# class.jq - the page of the class, from its rows (on input). $problems: lines of
# overrides.tsv that could not be applied; $name: what the class is called.
# SPDX-License-Identifier: MIT
include "page";

def median: sort | length as $n | if $n == 0 then null elif $n % 2 == 1 then .[$n / 2 | floor] else (.[$n / 2 - 1] + .[$n / 2]) / 2 end;
def mean: if . == [] then null else add / length end;
def percent($of): if $of == 0 then 0 else . / $of * 100 | round end;
def svg_text($x; $y; $class; $text): @html "<text x=\"\($x)\" y=\"\($y)\" class=\"\($class)\">\($text)</text>";

def heading($graded): @html "<div class=\"head\"><h1>\($name | visible)</h1><p class=\"score\">\([$graded[].score] | median | points) <small>median of \($graded[0].scale // 0 | points)</small></p></div>
<p class=\"soft\">\(length) entries, \($graded | length) graded · mean \([$graded[].score] | mean | points) · full marks \([$graded[] | select(.score >= .scale)] | length)</p>";

# how many scores lie in each tenth of the scale
def distribution($graded): ($graded[0].scale // 1) as $scale
  | (reduce $graded[] as $g ([range(10) | 0]; .[[9, ($g.score / $scale * 10 | floor)] | min] += 1)) as $bins
  | ([$bins | max, 1] | max) as $most
  | "<h2>Distribution</h2><svg viewBox=\"0 0 420 170\" role=\"img\" aria-label=\"How many scores lie in each tenth of the scale\" style=\"max-width:40rem\">"
  + "<line x1=\"6\" y1=\"140.5\" x2=\"414\" y2=\"140.5\" class=\"axis\"/>"
  + ([range(10) as $i | ($bins[$i] / $most * 110) as $height | (10 + $i * 40) as $x
      | "<rect x=\"\($x)\" y=\"\(140 - $height)\" width=\"34\" height=\"\($height)\" rx=\"2\" class=\"col\(if $i == 9 then " good" else "" end)\"/>"
        + (if $bins[$i] > 0 then svg_text($x + 17; 134 - $height; "t-mid t-soft"; $bins[$i]) else "" end)
        + svg_text($x - 3; 157; "t-mid t-soft"; $i * $scale / 10 | points)] | join(""))
  + svg_text(407; 157; "t-mid t-soft"; $scale | points) + "</svg>";

# the stages in the order of the tables
def ids($graded): reduce $graded[].stages[].id as $id ([]; if index($id) then . else . + [$id] end);

def stages($graded): [ids($graded)[] as $id | [$graded[].stages[] | select(.id == $id)]]
  | "<h2>Stages</h2><table><thead><tr><th>stage</th><th></th><th class=\"number\">passed</th><th></th><th class=\"number hide\">mean points</th></tr></thead><tbody>"
  + (map(([.[] | select(.verdict == "pass")] | length) as $passed | length as $all | .[0] as $stage
      | @html "<tr><td class=\"id\">\($stage.id | visible)</td><td>\($stage.title // "" | visible)</td><td class=\"number\">\($passed | percent($all)) %</td>"
        + "<td>" + ($passed | bar($all)) + @html "</td><td class=\"number hide\">\([.[].score] | mean | points)/\($stage.points | points)</td></tr>") | join("\n")) + "</tbody></table>";

def first_failures($graded): [$graded[].first // empty] | group_by([(.number | split(".")[0]), .name])
  | sort_by([-length, .[0].number]) | .[:12]
  | if . == [] then "" else "<h2>Commonest first failures</h2><table><thead><tr><th class=\"number\">students</th><th>stage</th><th>check</th></tr></thead><tbody>"
    + (map(@html "<tr><td class=\"number\">\(length)</td><td class=\"id\">\(.[0].number | split(".")[0] | visible)</td><td>\(.[0].name | visible)</td></tr>") | join("\n")) + "</tbody></table>" end;

def whom: @html "<a href=\"students/\(.key).html\">\(.roll // .key | visible)</a>";
def flagged: [.[] | select(.flags != [] or .late or .status != "graded")]
  | if . == [] then "" else "<h2>Flagged</h2><table><tbody>"
    + (map("<tr><td class=\"id\">" + (if .status == "graded" then whom else @html "\(.roll // .key // "" | visible)" end)
        + @html "</td><td class=\"small\">\(.file | visible)</td><td>" + ([(if .status != "graded" then .status else empty end), .flags[], (.why // empty),
            (if .late then "late by \(.late / 3600 * 10 | floor / 10) h" else empty end)] | map(@html "\(visible)") | join("<br>")) + "</td></tr>") | join("\n")) + "</tbody></table>" end;

def slow($graded): [$graded[] | select((.seconds // 0) > 0)] | sort_by(-.seconds) | .[:5]
  | if . == [] then "" else "<h2>Slowest</h2><table><tbody>"
    + (map("<tr><td class=\"id\">" + whom + @html "</td><td class=\"number\">\(.seconds | points) s</td></tr>") | join("\n")) + "</tbody></table>" end;

def overrides($graded): [$graded[] | .key as $key | . as $row | .overrides[]? | . + {row: $row}] as $all
  | if $all == [] and $problems == [] then "" else "<h2>Overrides</h2><table><tbody>"
    + ([$all[] | "<tr><td class=\"id\">" + (.row | whom) + @html "</td><td class=\"id\">\(.stage)</td><td class=\"number\">\(.before | points) → \(.after | points)</td><td>\(.reason | visible)</td></tr>"] | join("\n"))
    + "</tbody></table>" + ($problems | map(@html "<p class=\"note odd\">\(visible)</p>") | join("\n")) end;

def cell: @html "<td class=\"number\" title=\"\(.verdict)\"><span class=\"pill \(.verdict | verdict)\">\(.verdict | mark) \(.score | points)</span></td>";
def everybody($graded): ids($graded) as $ids
  | "<h2>Everybody</h2><div class=\"wide\" tabindex=\"0\"><table><thead><tr><th>roll</th><th class=\"number\">score</th>"
  + ($ids | map(@html "<th class=\"number\">\(visible)</th>") | join("")) + "<th>name</th></tr></thead><tbody>"
  + ([$graded[] | . as $row | "<tr><td class=\"id\">" + whom + @html "</td><td class=\"number\">\(.total | points)</td>"
      + ([$ids[] as $id | [$row.stages[] | select(.id == $id)][0] | if . == null then "<td></td>" else cell end] | join(""))
      + @html "<td>\(.person // "" | visible)</td></tr>"] | join("\n")) + "</tbody></table></div>";

[.[] | select(.status == "graded")] as $graded
| [heading($graded)]
  + (if $graded == [] then ["<p class=\"note\">Nothing is graded yet.</p>"] else [distribution($graded), stages($graded), first_failures($graded)] end)
  + [flagged, slow($graded), overrides($graded)] + (if $graded == [] then [] else [everybody($graded)] end)
| join("\n") | page($name)
