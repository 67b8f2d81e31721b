# class.jq - the page of the class, from its rows (on input). $orders: what orders.jq made;
# $name: what the class is called.
#
# What grows with the class is short here, and whole in the tables beside the page.
# SPDX-License-Identifier: MIT
include "result";
include "page";
include "svg";
include "rows";
include "statistics";
include "mistakes";

def whom: @html "<a href=\"students/\(.key).html\">\(.roll // .key)</a>";
def title($text): @html "<h2>\($text)</h2>";
def title($id; $text): @html "<h2 id=\"\($id)\">\($text)</h2>";

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

# --- what was not understood ---

def most_groups: 40;
def most_members: 24;

def member($stage): @html "<a href=\"students/\(.key).html#stage-\($stage)\">\(.roll // .key)</a>";
def member: @html "<a href=\"students/\(.key).html\">\(.roll // .key)</a>";
def members: (.members[:most_members] | map(member) | join(" "))
  + (.members[most_members:] | if . == [] then "" else " … and \(length) more" end);

def what: if .known then "\(.id) · stage \(.stages | join(", "))"
  else "\(.id): \(.fact)" end;
def example: .example | select(.seen)
  | "<details><summary>Example: \(.roll // .key | @html)</summary>"
    + "<pre tabindex=\"0\" class=\"one\">" + @html "\(.seen)</pre>"
    + "<p class=\"small\">\(.stage as $stage | member($stage)): what the page says of it</p>"
    + "</details>";
def group_row: row((.students | @html | cell("number")), (.lost | @html | cell("number")),
  ([@html "\(.say)", @html "<div class=\"small soft\">\(what)</div>",
      (.note // empty | @html "<div class=\"note\">\(.)</div>"), example,
      "<div class=\"small members\">" + members + "</div>"] | join("") | cell("what")));

def groups_table($id; $title): select(. != []) | title($id; $title),
  table(head(["number", "students"], ["number", "points"], ["", "what went wrong"]);
    .[:most_groups][] | group_row),
  (.[most_groups:] | select(. != []) | "\(length) more are in mistakes.csv." | note);
def mistakes_tables: mistakes
  | (map(select(.known)) | groups_table("mistakes"; "Mistakes")),
    (map(select(.known | not))
      | groups_table("unexplained"; "Failures that no known mistake explains"));

# --- whom to look at ---

def reasons: (select(.status != "graded") | .status), .by_hand[]?,
  (select(.status != "graded") | .flags[]), .why // empty;
def needs_a_person: (.status | IN("not graded", "ignored")) or (.by_hand // []) != [];
def by_hand_table: title("by-hand"; "To look at by hand"), (map(select(needs_a_person))
  | if . == [] then "Nobody." | note
    else table(""; .[] | row(
        (if .status == "graded" then whom else .roll // .key // "" | @html end | cell("id")),
        ([reasons | @html] | join("<br>") | cell("")),
        (.file | @html | cell("small hide")))),
      ("Everybody else needs nobody." | note) end);

def slowest_table: .slowest | select(. != [])
  | title("Slowest"),
    table(""; .[] | row((whom | cell("id")), (@html "\(.seconds) s" | cell("number"))));

def overrides_table: [graded[] | whom as $whom | .overrides[] | {whom: $whom} + .]
  | $orders[0].problems as $problems | select(. != [] or $problems != [])
  | title("Overrides and notes"),
    table(""; .[] | row((.whom | cell("id")), (.stage | @html | cell("id")),
      (@html "\(.before) → \(.after)" | cell("number")), (.reason | @html | cell("")))),
    ($problems[] | odd_note);

def contents: (map(select(needs_a_person)) | length) as $by_hand
  | (mistakes | map(select(.known)) | length) as $mistakes
  | "<p class=\"small\">" + @html "<a href=\"#by-hand\">\($by_hand) to look at by hand</a>"
  + if $mistakes == 0 then "</p>"
    else @html " · <a href=\"#mistakes\">\($mistakes) known mistakes</a></p>" end;

# --- everybody: what each stage came to ---

# short, because there are many: how a class of marks looks is the style's business
def stage_cell: if . == null then "<td></td>" else "<td class=\"v \(.verdict)\">\(.score)</td>" end;

def everybody_table: stage_ids as $ids | title("Everybody"),
  "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"The points of everybody\">"
  + table(head(["", "roll"], ["number", "score"], ($ids[] | ["number", .]), ["", "name"]);
      .[] | row((whom | cell("id")), (.total | @html | cell("number")),
        (stage($ids[]) | stage_cell), (.person // "" | @html | cell(""))))
  + "</div>";

section(
  statistics as $class | ($class | heading), contents,
  (if $class.graded == 0 then "Nothing is graded yet." | note
    else ($class | distribution, stages_table), mistakes_tables end),
  by_hand_table,
  ($class | slowest_table), overrides_table,
  (select($class.graded > 0) | graded | everybody_table))
| page($name)
