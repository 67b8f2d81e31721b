# picture.jq - a scene (scene.jq) as SVG: a frame is a PID namespace, a row in it a
# process, a curve leads from a process to its child.
#
# Layout goes in two passes. Widths come from outside, because a frame is a little
# narrower than the one around it, and give heights (sized). Heights from above give
# places (placed). After that everything knows its x, y, width, height and is drawn.
# SPDX-License-Identifier: MIT
include "scene";
include "svg";

def picture_width: 420;
# at the right edge, for the curves
def curve_space: 36;

def row_gap: 7;
def group_gap: 8;
# of a frame or a row: its first line of text
def title_height: 28;
def label_height: 20;

# --- sizes ---

def total(value): map(value) | add // 0;

# Labels in lines that are no longer than WIDTH, as words in a text; each gets its x
# and line. A letter is about 6.7 wide in the font of labels.
def flowed($width): [foreach .[] as $tag ({line: 0, next: 0};
    ($tag.text | length * 6.7 + 14 | floor) as $wide
    | if .next > 0 and .next + $wide > $width then .line += 1 | .next = 0 else . end
    | .x = .next | .wide = $wide | .next += $wide + 5;
    $tag + {line, x, width: .wide})];

def sized_row($width): .width = $width
  | .labels |= flowed($width - 16)
  | .height = 30 + label_height * ((.labels | map(.line + 1) | max) // 0);

def sized($width): .width = $width
  | .rows |= map(sized_row($width - 16))
  | .groups |= map(sized($width - 20))
  | .rows_height = (.rows | total(.height + row_gap))
  | .height = title_height + .rows_height + (.groups | total(.height + group_gap)) + 3;

# --- places ---

# things of known height under each other, from Y on, with GAP below each
def stacked($y; $gap): [foreach .[] as $one ({next: $y};
    .y = .next | .next += $one.height + $gap;
    $one + {y})];

def placed($x): .x = $x | .y as $y
  | .rows |= (stacked($y + title_height; row_gap) | map(.x = $x + 8))
  | ($y + title_height + .rows_height) as $below
  | .groups |= (stacked($below; group_gap) | map(placed($x + 8)));

# the scene's groups with sizes and places
def laid_out: map(sized(picture_width - curve_space - 8)) | stacked(6; group_gap) | map(placed(4));

# --- drawing ---

def frame_title:
  if .kind == "first" then "PID namespace of the first process"
  elif .kind == "new" then "new PID namespace \(.ns)" else "another PID namespace, \(.ns)" end;
def draw_frame: svg_rect(8; "box \(.kind)"),
  (.x as $x | .y as $y | frame_title | svg_text($x + 9; $y + 18; "t-soft"));

def draw_label($row): .x += $row.x + 8 | .y = $row.y + 26 + label_height * .line | .height = 16
  | svg_rect(8; "chip \(.kind)"),
    (. as $tag | .text | svg_text($tag.x + 7; $tag.y + 12; "t-chip \($tag.kind)"));

def draw_row: . as $row | svg_rect(5; "row"),
  (.name | svg_text($row.x + 8; $row.y + 18; "t-strong")),
  (pids_in_words | svg_text($row.x + $row.width - 8; $row.y + 18; "t-soft t-end")),
  (.labels[] | draw_label($row));

# From the right edge of a parent to that of its child, the farther the wider.
def draw_curve($parent; $child):
  ($parent.x + $parent.width) as $x | ($parent.y + 19) as $y
  | ($child.x + $child.width) as $to | ($child.y + 15) as $down
  | (([$x, $to] | max) + 8 + ([30, ($down - $y + 4 | fabs) / 6] | min)) as $bend
  | ("M\($x) \($y)C\($bend) \($y) \($bend) \($down) \($to + 3) \($down)",
      "M\($to + 8) \($down - 4)L\($to + 2) \($down)L\($to + 8) \($down + 4)")
  | svg_path("arrow");
def draw_curves: by_pid(.) as $by_pid
  | .[] | . as $row | $by_pid[.parent | tostring] // empty | draw_curve(.; $row);

# --- the same in words ---

def process_in_words($by_pid): "\(.name), \(pids_in_words)"
  + ($by_pid[.parent | tostring] | if . then ", child of \(.name)" else "" end);
def group_in_words($by_pid): (if .kind == "first" then "" else "in \(frame_title): " end)
  + ([.rows[] | process_in_words($by_pid)] | join("; "));
def scene_in_words($step): ([.groups[] | nested.rows[]] | by_pid(.)) as $by_pid
  | "The processes of step \($step): "
    + ([.groups[] | nested | group_in_words($by_pid)] | join("; "));

# STEP is the name of the step that was followed
def picture($step): scene_in_words($step) as $words | .left_out as $left_out
  | (.groups | laid_out) as $groups
  | ([$groups[] | .y + .height + group_gap] | max) as $bottom
  | [$groups[] | nested] as $frames
  | [ ($frames[] | draw_frame), ($frames[].rows[] | draw_row), ([$frames[].rows[]] | draw_curves),
      (select($left_out > 0) | "and \($left_out) more"
        | svg_text(8; $bottom + 12; "t-soft")) ]
  | join("")
  | svg("picture"; picture_width; $bottom + (if $left_out > 0 then 20 else 0 end); $words);
