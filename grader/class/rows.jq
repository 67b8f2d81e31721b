# rows.jq - how the rows of a class, which book.jq makes, are read.
# SPDX-License-Identifier: MIT

def graded: map(select(.status == "graded"));

# the stages that anybody has, in the order of the results
def stage_ids: reduce (.[].stages[]?.id) as $id ([]; if index($id) then . else . + [$id] end);

# a row's stage; null where its edition has none of that name
def stage($id): first((.stages[]? | select(.id == $id)), null);

# A line of CSV. A cell is one line, and one that a spreadsheet would take for a formula gets
# a quote in front; spreadsheets of some languages take the wide forms of the signs too.
def guard: if type != "string" then . else
  "-=+@|%\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE62\uFE63\uFE66\uFE6B" as $signs
  | test("^[\n\t\r]|^[\\s\\p{Z}]*[" + $signs + "]") as $formula
  | gsub("[\n\t\r]"; " ") | if $formula then "'" + . else . end end;
def cells: map(guard) | @csv;
