# output.jq - what a step printed (text, tail, lines, bytes, cut, as gather tells it) as
# HTML: its lines numbered, the one with the first difference marked. A mark is
# {line, expected, stage}, or null.
# SPDX-License-Identifier: MIT
include "result";

def most_lines: 400;
def last_lines: 20;
def most_columns: 2000;

# the last line may have an end, which begins no further one
def output_lines: split("\n") | if .[-1] == "" then .[:-1] else . end;

def difference: "first difference, stage \(.stage)"
  + (if .expected then ": expected \(.expected)" else "" end) | @html "<b>\(.)</b>";

def output_line($number; $mark): @html "<i>\($number)</i>\(brief(most_columns))"
  | if $number == $mark.line then "<span class=\"here\">\(.)\($mark | difference)</span>"
    else "<span>\(.)</span>" end;

# where the first difference is that something is missing
def missing_line($mark):
  "<span class=\"here\"><i></i>(the output ends here)\($mark | difference)</span>";

# What is not shown: how much, and its last lines. Of an output that was cut nobody knows
# their numbers.
def rest($unseen): (if .cut then .tail | output_lines else $unseen end)[-last_lines:] as $last
  | "… and more: \(.lines) lines, \(.bytes) bytes in all. It ends with:"
  | @html "<span class=\"cut\">\(.)</span>",
    ($last[] | brief(most_columns) | @html "<span><i></i>\(.)</span>");

def output($mark): (.text | output_lines) as $lines
  | (if $mark.line > 3 / 4 * most_lines then $mark.line - most_lines / 4 else 1 end) as $first
  | $lines[$first - 1:][:most_lines] as $shown
  | $lines[$first - 1 + ($shown | length):] as $unseen
  | [ ($shown | to_entries[] | (.key + $first) as $number | .value | output_line($number; $mark)),
      if .cut or $unseen != [] then rest($unseen)
      elif $mark.line > ($lines | length) then missing_line($mark)
      else empty end ]
  | "<pre class=\"out\">" + join("") + "</pre>";
