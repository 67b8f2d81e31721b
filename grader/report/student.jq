# student.jq - the page of one student, from results.json (on input) and the recordings
# beside it ($recordings: of each what gather printed; [] when there are none).
# SPDX-License-Identifier: MIT
include "points";
include "result";
include "page";
include "recording";
include "picture";
include "output";

# --- the head ---

def elective: .extra_data.elective
  | if . == null then "" else @html " <small>+ \(.) elective</small>" end;

def heading: "<div class=\"head\">" + @html "<h1>\(whose)</h1>"
  + (.extra_data | @html "<p class=\"score\">\(.score | score_in_words)"
    + @html " <small>of \(.scale)</small>")
  + elective + "</p></div>";

# a term and what is said of it; nothing when there is nothing to say
def field($name; $text): if ($text // "") == "" then empty
  else @html "<dt>\($name)</dt><dd>\($text)</dd>" end;
def fields(list): "<dl>" + ([list] | join("")) + "</dl>";

def recorded: if .machine == null then null
  else "\(.machine), in \(.seconds) s, seed \(.seed), kit \(.kit)" end;
def origin: .extra_data | "<div class=\"small\">" + fields(
    field("handed in as"; .submission), field("receipt"; .receipt), field("late"; .late),
    field("recorded with"; recorded)) + "</div>";

def overridden: .extra_data.overrides[]?
  | "Stage \(.stage): \(.before) points became \(.after). \(.reason)" | odd_note;
def regraded: .extra_data.regrades[]?
  | "Regraded on \(.at), \(if .stage == "all" then "all of it" else "stage \(.stage)" end): "
    + (if .before == .after then "\(.after) points, as before."
      else "\(.before) points became \(.after)." end) + " \(.reason)" | odd_note;
def remarks: (.output, .extra_data.notes[]) | select(. != "") | note;

# --- the table of stages ---

# ids are letters, digits and "-"
def anchor: "stage-\(.id)";
def earned: "\(.score | score_in_words)/\(.points)";

def task_row: row("sum"; @html "<td colspan=\"3\">\(.title)" + (if .absent
    then @html " <span class=\"soft\">\(.absent)</span>" else "" end) + "</td>",
  (earned | @html | cell("number")), ("" | cell("hide")));
def stage_row: row(
  (@html "<a href=\"#\(anchor)\">\(.id)</a>" | cell("id")),
  (.title | @html | cell("")),
  (.verdict | pill | cell("")),
  (earned | @html | cell("number")),
  (.points as $points | .score | bar($points) | cell("hide")));

def stage_table: . as $results | "<h2>Stages</h2>",
  table(head(["", "stage"], ["", ""], ["", "verdict"], ["number", "points"], ["hide", ""]);
    tasks | . as $task | task_row, (select(.absent | not) | $results | stages_of($task)
      | stage_row));

# --- the checks of a stage ---

def most_lines_seen: 60;
def first_lines: split("\n")
  | if length > most_lines_seen then .[:most_lines_seen] + ["…"] else . end | join("\n");
# one line is wrapped where it is too long, several scroll together
def seen: .seen // "" | if . == "" then empty
  else "<dt>seen</dt><dd><pre tabindex=\"0\"\(if contains("\n") then "" else " class=\"one\"" end)>"
    + @html "\(first_lines)</pre></dd>" end;

# the name of the check stands below what is said in its place
def finding_title: @html "<h3>\(verdict | mark) \(headline)\(costs)</h3>"
  + if .extra_data.say then @html "<p class=\"small soft\">\(.name)</p>" else "" end;
def finding: tag("article"; if verdict == "infra" then "machine" else "" end;
  finding_title + (.extra_data | fields(field("your instructor"; .note),
    field("required"; .required), seen,
    field("why it matters"; .why), field("where to look"; .look))));

def waits: @html "<li>\(.name)\(costs): <span class=\"soft\">\(.extra_data.seen // "")</span></li>";
def waiting: select(. != []) | "<article class=\"waits\"><h3>… "
  + (if length == 1 then "1 check waits" else "\(length) checks wait" end) + "</h3>"
  + "<ul class=\"waiting\">" + (map(waits) | join("")) + "</ul></article>";

def worth: if .max_score > 0 then " <span class=\"soft small\">\(.max_score)</span>" else "" end;
def passed: select(. != []) | "<ul class=\"checks\">"
  + (map(@html "<li><span class=\"tick\">✓</span>\(.name)" + worth + "</li>") | join(""))
  + "</ul>";

def stage_heading: @html "<h3>\(.id) · \(.title) " + (.verdict | pill)
  + @html " <span class=\"soft\">\(earned)</span></h3>";

# a stage that nobody began is one line: there is nothing to say of its checks
def stage_section($checks): @html "<section id=\"\(anchor)\">" + section(
    stage_heading, (stage_remarks | note),
    ($checks[] | select(went_wrong) | finding),
    ($checks | map(select(verdict == "blocked")) | waiting),
    ($checks | map(select(verdict == "pass")) | passed))
  + "</section>";

def stage_sections: . as $results | "<h2>Checks</h2>",
  (stages_of(tasks | select(.absent | not)) | . as $stage
    | stage_section([$results | checks_of($stage)]));

# --- the evidence of a recording ---

def command: if type == "array" then map(tostring) | join(" ") else tostring end | brief(160);
def how_it_ended: if .timeout then "stopped after its time"
  elif .status == 0 then "" else "exit status \(.status // "?")" end;

# $marks: [{out, line, expected, stage}]
def step($marks): . as $step | first(($marks[] | select(.out == $step.out)), null) as $mark
  | select(.output.text // "" != "")
  | "<details\(if $mark then " open" else "" end)>"
    + @html "<summary>\(.step): <code>\(.command | command)</code>"
    + @html " <span class=\"soft\">\(how_it_ended)</span></summary>"
    + (.output | output($mark)) + "</details>";

def picture_section: .step as $step
  | @html "<h3>What the kernel saw: \($step)</h3>", (.scene | picture($step));

def pictures: pictured[] | picture_section;

# where first differences lie in the outputs of a recording: [{out, line, expected, stage}]
def marks($results): .task as $task
  | [$results | checks_of_task($task) | select(.extra_data.at)
      | .extra_data.at + {stage: stage_of}];

def recording_heading($results): .task as $task
  | @html "<h2>\($results | title_of($task)): the evidence</h2>";
def recording_section($results): marks($results) as $marks
  | recording_heading($results), pictures, (.steps[] | step($marks));

def legend: "<p class=\"small soft\">In the pictures a frame is a PID namespace, a row a
process with its PID in it; a curve leads from a process to its child. uts, mnt, net, ipc: the
letter says which namespace of the kind it was in when it ended, A being the one in which the first
process began.</p>";

def evidence: . as $results | [$recordings[] | select(.meta) | recording] | sort_by(.task)
  | (.[] | recording_section($results)), (select(any(.[].steps[]; .scene.moved)) | legend),
    ($recordings[] | select(.meta | not)
      | "The evidence of a recording cannot be read." | odd_note);

# --- the whole ---

a_result | section(
  heading, origin, (select(.extra_data.tampered) | tampered | odd_note), overridden, regraded,
  remarks,
  stage_table, stage_sections, evidence,
  "<footer>Judged from what the kernel recorded while the programs ran in a throw-away "
    + "machine.</footer>")
as $body | whose as $whose | .extra_data as $data
| $body | page("\($whose): \($data.score | score_in_words) of \($data.scale)")
