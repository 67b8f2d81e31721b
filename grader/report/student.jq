# student.jq - the page of one student, from results.json (on input) and what
# kit-report gathered of the evidence ($evidence, [] when there is none).
# SPDX-License-Identifier: MIT
include "page";
include "picture";

def stage_of: .number | tostring | split(".")[0];
def verdict_of: .extra_data.verdict // (if .status == "passed" then "pass" else "fail" end);
def anchor: tostring | gsub("[^A-Za-z0-9]"; "-");

def electives: [.extra_data.stages[]? | select(.id | startswith("x"))];
def total: .score as $score | electives as $x
  | if $x == [] then {score: $score, extra: null}
    else ([$x[].score] | add) as $extra | {score: ([$score - $extra, 0] | max), extra: $extra} end;

def heading: total as $total | @html "<div class=\"head\"><h1>\(.extra_data.roll // .extra_data.submission // "?" | visible)</h1>
<p class=\"score\">\($total.score | points) <small>of \(.extra_data.scale | points)</small>"
  + (if $total.extra then @html " <small>+ \($total.extra | points) elective</small>" else "" end) + "</p></div>";

def field($name; $value): if ($value // "") == "" then "" else @html "<dt>\($name)</dt><dd>\($value | visible)</dd>" end;

def origin: .extra_data | "<dl class=\"small\">" + field("handed in as"; .submission) + field("receipt"; .receipt)
  + field("late"; .late) + field("recorded with"; if .backend then "\(.backend), in \(.seconds // 0 | points) s, seed \(.seed // "?"), kit \(.kit // "?")" else null end) + "</dl>";

def remarks: [ (.output // "" | select(. != "")), .extra_data.notes[]? ]
  | map(@html "<p class=\"note\">\(visible)</p>") | join("\n");
def warnings: if .extra_data.tampered then "<p class=\"note odd\">Something other than the recorder wrote to the evidence line. Its bytes are kept beside the evidence, in stray.bin.</p>" else "" end;
def overridden: [.extra_data.overrides[]? | @html "<p class=\"note odd\">Stage \(.stage): \(.before | points) points became \(.after | points). \(.reason | visible)</p>"] | join("\n");

def task_name: if . == "x" then "Elective" else "Task \(.)" end;

def stage_table: .extra_data.stages as $stages
  | "<h2>Stages</h2><table><thead><tr><th>stage</th><th></th><th>verdict</th><th class=\"number\">points</th><th class=\"hide\"></th></tr></thead><tbody>"
  + ([$stages | group_by(.task)[] | (.[0].task | task_name) as $name
      | @html "<tr class=\"sum\"><td colspan=\"3\">\($name | visible)</td><td class=\"number\">\([.[].score] | add | points)/\([.[].points] | add | points)</td><td class=\"hide\"></td></tr>",
        (.[] | @html "<tr><td class=\"id\"><a href=\"#stage-\(.id | anchor)\">\(.id | visible)</a></td><td>\(.title // "" | visible)</td>" + "<td>" + (.verdict | pill)
          + @html "</td><td class=\"number\">\(.score | points)/\(.points | points)</td>" + "<td class=\"hide\">" + (.points as $most | .score | bar($most)) + "</td></tr>")]
    | join("\n")) + "</tbody></table>";

def lines: (. // "") | visible | split("\n") | if length > 60 then .[:60] + ["…"] else . end | join("\n");
def told($name; $text): if ($text // "") == "" then "" else @html "<dt>\($name)</dt><dd>\($text | visible)</dd>" end;
def seen: (.extra_data.seen // "") | if . == "" then "" else @html "<dt>seen</dt><dd><pre tabindex=\"0\" class=\"\(if contains("\n") then "" else "one" end)\">\(lines)</pre></dd>" end;

def failed_check: verdict_of as $verdict | @html "<article class=\"\(if $verdict == "infra" then "machine" else "" end)\"><h3>✗ \(.name | visible)</h3><dl>"
  + told("required"; .extra_data.required) + seen + told("why it matters"; .extra_data.why) + told("where to look"; .extra_data.look)
  + (if .extra_data.required == null and .extra_data.seen == null then told("said"; .output) else "" end) + "</dl></article>";

def waiting: if . == [] then "" else "<article class=\"waits\"><h3>… \(if length == 1 then "1 check waits" else "\(length) checks wait" end)</h3><ul class=\"checks\">"
  + (map(@html "<li>\(.name | visible): <span class=\"soft\">\(.extra_data.seen // "" | visible)</span></li>") | join("")) + "</ul></article>" end;
def passed: if . == [] then "" else "<ul class=\"checks\">"
  + (map(@html "<li><span class=\"tick\">✓</span>\(.name | visible) <span class=\"soft small\">\(if .max_score > 0 then "\(.max_score | points)" else "" end)</span></li>") | join("")) + "</ul>" end;

def stage_section($tests): . as $stage | [$tests[] | select(stage_of == $stage.id)] as $own
  | @html "<section id=\"stage-\(.id | anchor)\"><h3>\(.id | visible) · \(.title // "" | visible) " + (.verdict | pill)
  + @html " <span class=\"soft\">\(.score | points)/\(.points | points)</span></h3>"
  + (([$own[].extra_data.stand_in // empty] | first) as $in | if $in then @html "<p class=\"note\">Recorded with the solution's \($in | visible) in the place of the submitted one.</p>" else "" end)
  + (if .verdict == "infra" then "<p class=\"note odd\">The machine failed here, not the submission. That must not cost marks: grade it again.</p>" else "" end)
  + ([$own[] | select(verdict_of | IN("fail", "infra")) | failed_check] | join("\n"))
  + ([$own[] | select(verdict_of == "blocked")] | waiting)
  + ([$own[] | select(verdict_of == "pass")] | passed) + "</section>";

# --- the evidence of a task

def command: if type == "array" then map(tostring) | join(" ") else tostring end | brief(160);
def ended: if .timeout then "stopped after its time" elif .status == 0 then "" else "exit status \(.status // "?")" end;

# the output of a step, its lines numbered, the one with the first difference marked
def transcript($at): . as $step | ([$at[] | select(.out == $step.out)] | first) as $mark
  | (.text | visible | split("\n") | if .[-1] == "" then .[:-1] else . end) as $all
  | (if $mark and $mark.line > 300 then $mark.line - 100 else 1 end) as $first
  | @html "<pre class=\"out\">"
  + ([$all[$first - 1:$first + 399] | to_entries[] | (.key + $first) as $n
      | (if $mark and $mark.line == $n then "<span class=\"here\">" else "<span>" end) + @html "<i>\($n)</i>\(.value | brief(2000))"
        + (if $mark and $mark.line == $n then @html "<b>first difference, stage \($mark.stage)\(if $mark.expected then ": expected " + $mark.expected else "" end)</b>" else "" end) + "</span>"] | join(""))
  + (if $mark and $mark.line > ($all | length) then @html "<span class=\"here\"><i></i>(the output ends here)<b>first difference, stage \($mark.stage)\(if $mark.expected then ": expected " + $mark.expected else "" end)</b></span>"
     elif ($all | length) > $first + 399 or .cut then "<span><i></i>… and more</span>" else "" end) + "</pre>";

def step($at): . as $step | select(.text != null and (.text | length) > 0)
  | any($at[]; .out == $step.out) as $marked
  | @html "<details\(if $marked then " open" else "" end)><summary>\(.step | visible): <code>\(.command | command | visible)</code> <span class=\"soft\">\(ended)</span></summary>"
  + transcript($at) + "</details>";

def pictures: [.steps[] | select(.processes.new or (.step == "run" and .processes != null and .processes.rows != []))]
  | unique_by([.processes.rows[] | [.last.comm, (.last.nspid | length)]]) | sort_by(.start // 0) | .[:4][]
  | @html "<h3>What the kernel saw: \(.step | visible)</h3>" + (.step as $step | .processes | picture($step));

def recording($tests): (.stand_in | join(",")) as $in
  | ([$tests[] | select((.extra_data.stand_in // "") == $in and .extra_data.at != null)
      | .extra_data.at + {stage: (stage_of)}]) as $at
  | @html "<h2>\(.task | task_name): the evidence\(if $in == "" then "" else ", with the solution's \($in)" end)</h2>"
  + ([pictures] | join("\n"))
  + (if any(.steps[]; .processes.new) then "<p class=\"small soft\">A frame is a PID namespace, a row a process with its PID in it; a curve leads from a process to its child. uts, mnt, net, ipc: the letter says which namespace of the kind it was in when it ended, A being the one in which the first process began.</p>" else "" end)
  + ([.steps[] | step($at)] | join("\n"));

def body: .tests as $tests | [heading, origin, warnings, overridden, remarks, stage_table, "<h2>Checks</h2>",
    (.extra_data.stages[]? | stage_section($tests)),
    ((.extra_data.stages // [] | map(.id)) as $ids | $tests[]? | select((stage_of | IN($ids[]) | not) and verdict_of != "pass") | failed_check),
    ($evidence[] | .task as $task | recording([$tests[] | select((.tags // []) | index("task\($task)"))])),
    "<footer>Judged from what the kernel recorded while the programs ran in a throw-away machine.</footer>"]
  | join("\n");

. as $results | body | page($results | "\(.extra_data.roll // .extra_data.submission // "?"): \(.score | points) of \(.extra_data.scale | points)")
