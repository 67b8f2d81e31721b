# columns.jq - tables for people, as column(1) makes them.

# an array of rows, each an array of texts: one text, every column as wide as it must be
def columns:
  map(map(tostring)) as $rows
  | [range([$rows[] | length] | max // 0) as $i | [$rows[][$i] // "" | length] | max] as $widths
  | [$rows[] | [to_entries[] | .value + (" " * ($widths[.key] - (.value | length)) // "")]
      | join("  ") | sub(" +$"; "")]
  | join("\n");

# without the elements that equal the one before them, as uniq(1)
def without_repeats: reduce .[] as $one ([]; if .[-1] == $one then . else . + [$one] end);
