# class.jq - the page of the class, from its rows (on input). $overrides: what
# overrides.jq made; $name: what the class is called.
# SPDX-License-Identifier: MIT
include "result";
include "page";
include "svg";
include "rows";
include "statistics";

def whom: @html "<a href=\"students/\(.key).html\">\(.roll // .key)</a>";
def title($text): @html "<h2>\($text)</h2>";

def heading: "<div class=\"head\">" + @html "<h1>\($name)</h1>"
  + @html "<p class=\"score\">\(.median // "–") <small>median of \(.scale)</small></p></div>"
  + @html "<p class=\"soft\">\(.entries) entries, \(.graded) graded"
  + @html " · mean \(.mean // "–") · full marks \(.full)</p>";

# --- how the scores are distributed: a bar for each tenth of the scale ---

def bar_of_tenth($i; $most): . as $students | (110 * $students / $most) as $height
  | {x: (10 + 40 * $i), y: (140 - $height), width: 34, height: $height}
  | svg_rect(2; if $i == 9 then "col good" else "col" end),
    (select($students > 0) | (.x + 17) as $x | (.y - 6) as $y
      | $students | svg_text($x; $y; "t-mid t-soft"));

# below the left edges of the bars, and the last one's right edge
def tick($i): svg_text(7 + 40 * $i; 157; "t-mid t-soft");

def tenths_in_words: "How many scores lie in each tenth of the scale, from the lowest: "
  + (map(tostring) | join(", "));

def distribution: .tenths as $tenths | ([$tenths | max, 1] | max) as $most
  | title("Distribution"),
    ([("M6 140.5H414" | svg_path("axis")),
        (range(10) as $i | $tenths[$i] | bar_of_tenth($i; $most)),
        (range(11) as $i | .ticks[$i] | tick($i))]
      | join("") | svg("bars"; 420; 170; $tenths | tenths_in_words));

# --- tables ---

def stages_table: title("Stages"),
  table(head(["", "stage"], ["", ""], ["number", "passed"], ["", ""], ["number hide", "mean"]);
    .stages[] | .students as $students | row(
      (.id | @html | cell("id")), (.title | @html | cell("")),
      (@html "\(.percent) %" | cell("number")), (.passed | bar($students) | cell("")),
      (@html "\(.mean)/\(.points)" | cell("number hide"))));

def first_failures_table: .first_failures | select(. != [])
  | title("Commonest first failures"),
    table(head(["number", "students"], ["", "stage"], ["", "check"]);
      .[] | row((.students | @html | cell("number")), (.stage | @html | cell("id")),
        (.name | @html | cell(""))));

def reasons: (select(.status != "graded") | .status), .flags[], .why // empty,
  (.late_by // empty | "late by \(.)");
def flagged_table: map(select(.status != "graded" or .flags != [] or .late_by)) | select(. != [])
  | title("Flagged"),
    table(""; .[] | row(
      (if .status == "graded" then whom else .roll // .key // "" | @html end | cell("id")),
      (.file | @html | cell("small")),
      ([reasons | @html] | join("<br>") | cell(""))));

def slowest_table: .slowest | select(. != [])
  | title("Slowest"),
    table(""; .[] | row((whom | cell("id")), (@html "\(.seconds) s" | cell("number"))));

def overrides_table: [graded[] | whom as $whom | .overrides[] | {whom: $whom} + .]
  | $overrides[0].problems as $problems | select(. != [] or $problems != [])
  | title("Overrides"),
    table(""; .[] | row((.whom | cell("id")), (.stage | @html | cell("id")),
      (@html "\(.before) → \(.after)" | cell("number")), (.reason | @html | cell("")))),
    ($problems[] | odd_note);

# --- everybody: what each stage came to ---

def stage_cell: if . == null then "" | cell("") else
  @html "<span class=\"pill \(.verdict)\" title=\"\(.verdict | in_words)\">"
  + @html "\(.verdict | mark) \(.score)</span>" | cell("number") end;

def everybody_table: stage_ids as $ids | title("Everybody"),
  "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"The points of everybody\">"
  + table(head(["", "roll"], ["number", "score"], ($ids[] | ["number", .]), ["", "name"]);
      .[] | row((whom | cell("id")), (.total | @html | cell("number")),
        (stage($ids[]) | stage_cell), (.person // "" | @html | cell(""))))
  + "</div>";

section(
  statistics as $class | ($class | heading),
  (if $class.graded == 0 then "Nothing is graded yet." | note
    else $class | distribution, stages_table, first_failures_table end),
  flagged_table, ($class | slowest_table), overrides_table,
  (select($class.graded > 0) | graded | everybody_table))
| page($name)
