# text.jq - results.json as text for a terminal, 80 columns wide. $color: whether the
# terminal shows colours, console_codes(4); $more: every finding in full, not the first alone,
# and the processes of $recordings (of each what gather printed) as trees.
#
#     Task 1               15/20
#       1a  pass           10/10  Child 1 in new UTS and PID namespaces
#       1b  fail            5/10  Child 2 joins both
# SPDX-License-Identifier: MIT
include "points";
include "result";
include "trees";

def page_columns: 80;
def check_column: 6; # what a check has to say
def label_column: 8;
def field_column: 18;
def most_lines: 15;
def longest_line: 200;
def longest_paragraph: 4000;

# --- columns, as a terminal counts them: wcwidth(3) ---

def between($low; $high): . >= $low and . <= $high;
def character_columns:
  if between(768; 879) or between(8203; 8207) then 0
  elif between(4352; 4447) or between(11904; 42191) or between(44032; 55203)
    or between(63744; 64255) or between(65281; 65376) or between(127744; 129791)
    or between(131072; 262141) then 2
  else 1 end;
def columns: if utf8bytelength == length then length
  else [explode[] | character_columns] | add // 0 end;
def spaces($count): if $count > 0 then " " * $count else "" end;
def to_left($count): . + spaces($count - columns);
def to_right($count): spaces($count - columns) + .;

def style($code): if $color and $code then "\u001b[\($code)m\(.)\u001b[0m" else . end;
def verdict_style: {pass: "32", fail: "31", blocked: "33", infra: "35"}[.];

# --- text in columns ---

# One paragraph, which begins behind $before and continues at column $indent.
def paragraph($before; $indent):
  if length > longest_paragraph then .[:longest_paragraph] + " …" else . end
  | reduce (splits("[ \t\r\n]+") | select(. != "")) as $word
      ({line: $before, at: $indent};
        ($word | columns) as $width
        | if .at == $indent then .line += $word
          elif .at + 1 + $width <= page_columns then .line += " " + $word | .at += 1
          else .done += [.line] | .line = spaces($indent) + $word | .at = $indent end
        | .at += $width)
  | .done[]?, .line;
def remark: paragraph(spaces(check_column); check_column);
def paragraphs: select((. // "") != "") | paragraph(""; 0), "";

def without_tabs: reduce (split("\t") | .[1:][]) as $part
  (split("\t")[0] // ""; . + spaces(8 - columns % 8) + $part);
def cut_line: if length > longest_line then .[:longest_line] + "…" else . end;
def as_it_is($indent; $most): split("\n")
  | (.[:$most][] | sub("[ \t\r]+$"; "") | without_tabs | cut_line | spaces($indent) + .),
    (length - $most | select(. > 0)
      | spaces($indent) + "… \(.) more line\(if . == 1 then "" else "s" end)");

# --- a check that went wrong ---

def in_margin: spaces(label_column) + style("2") + spaces(field_column - label_column - length);
def field($name): select((. // "") != "") | paragraph($name | in_margin; field_column);
# What was seen stays as it was, but one long line is wrapped.
def seen: . // "" | sub("[\r\n]+$"; "") | select(. != "")
  | if contains("\n")
    then ("seen" | in_margin | sub(" +$"; "")), as_it_is(label_column + 2; most_lines)
    elif columns > page_columns - field_column then field("seen")
    else ("seen" | in_margin) + without_tabs end;

def sentence: headline + costs | remark;
def in_full: sentence, (select(.extra_data.say) | .name | field("check")),
  (.extra_data | (.required | field("required")), (.seen | seen), (.why | field("why")),
    (.look | field("look at")), (.note | field("note")));
def in_short: "also: " + headline + costs | paragraph(spaces(check_column); check_column + 6);

# --- the stages ---

def failures($first): select(. != []) | "",
  if $more then [.[] | ["", in_full]] | add[1:][]
  elif $first then (.[0] | in_full), (.[1:] | select(. != []) | "", (.[] | in_short))
  else .[] | sentence end;
def waiting($failed): select(. != [])
  | if $failed then "", ("\(length) more check"
      + (if length == 1 then " waits" else "s wait" end) + " for this one" + costs_of_all | remark)
    else "waits\(costs_of_all): \(.[0].extra_data.seen // "")"
      | paragraph(spaces(check_column); check_column + 7) end;

# what there is to say of a stage below its line; nothing of one that nobody began
def stage_text($checks; $first): select(.verdict != "todo")
  | ($checks | map(select(went_wrong))) as $failed
  | ($first or .verdict == "infra") as $told
  | (stage_remarks | remark), ($failed | failures($told)),
    ($checks | map(select(verdict == "blocked")) | waiting($failed != [])),
    (select($failed != []) | "");

def title_column($widest): 16 + $widest.id + $widest.score + $widest.points;
def stage_line($widest): ("  " + (.id | to_left($widest.id)) + "  "
  + (.verdict | . as $verdict | in_words | to_left(7) | style($verdict | verdict_style))
  + "  " + (.score | score_in_words | to_right($widest.score)) + "/"
  + (.points | tostring | to_left($widest.points)) + "  ") as $before
  | .title | paragraph($before; title_column($widest));
def task_line($widest): ((.title[:60] | to_left($widest.id + 11) | style("1"))
  + "  " + (.score | score_in_words | to_right($widest.score)) + "/") as $before
  | if .absent then (.points | tostring | to_left($widest.points)) as $points
      | .absent | paragraph("\($before)\($points)  "; title_column($widest))
    else "\($before)\(.points)" end;

# then the list of stages is all there is to say
def untouched: all(stages; .verdict == "todo");

def widest(numbers): [numbers | score_in_words | length] | max // 0;
def table: . as $results | first_failure.stage as $first
  | {id: ([stages.id | length] | max // 0), score: widest((tasks, stages).score),
     points: widest((tasks, stages).points)} as $widest
  | (tasks | . as $task | task_line($widest), if .absent then "" else
       ([$results | stages_of($task) | . as $stage | [stage_line($widest)],
         [stage_text([$results | checks_of($stage)]; .id == $first)]]
         | add | if .[-1] == "" or ($results | untouched) then . else . + [""] end | .[]) end),
     (select(untouched) | "");

# a failed check of no stage is not lost
def others: [stages.id] as $ids | .tests[]
  | select(went_wrong and (stage_of | IN($ids[]) | not)) | in_full, "";

# --- the whole ---

def cut_short: select($more | not)
  | select([(.tests - [of_absent])[] | select(went_wrong)] | length > 1)
  | "To see every finding in full, run it again with MORE=1." | paragraphs;
def with($word): if (. // "") == "" then empty else $word + . end;
# whose result this is, and how it came about
def origin: .extra_data | (if .seconds > 0 then " in \(.seconds) s" else "" end) as $seconds
  | [(.submission | with("")), (.roll | with("roll number ")),
     (.machine | with("recorded with ") + $seconds), (.seed | with("seed ")),
     (.kit | with("kit "))] | join(", ");
def score: if any(stages; .verdict == "infra")
  then "No score: the machine failed, grade it again"
  else .extra_data | "Score: \(.score)/\(.scale)"
    + if .elective == null then "" else " (+\(.elective))" end end;

a_result | table, others, cut_short, trees($recordings; page_columns),
(.output, .extra_data.notes[]?, (select(.extra_data.tampered) | tampered),
  (select(untouched | not) | origin) | paragraphs),
(.extra_data.receipt | select((. // "") != "") | "Receipt: " + ., ""),
score
