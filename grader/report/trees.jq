# trees.jq - the processes of a recording as text, as the page draws them.
include "result";
include "recording";
include "scene";

# one process and below it its children; $below is what stands before them
def process_tree($rows; $line; $below): . as $row
  | [$rows[] | select(.parent == $row.pid)] as $children
  | $line + ([.name, pids_in_words, (.labels[].text)] | join(" · ")),
    (range($children | length) as $i | ($i + 1 == ($children | length)) as $last
      | $children[$i] | process_tree($rows; $below + if $last then "`- " else "|- " end;
          $below + if $last then "   " else "|  " end));
def scene_tree: [.groups[] | nested.rows[]] as $rows | [$rows[].pid] as $pids
  | ($rows[] | select(.parent | IN($pids[]) | not) | process_tree($rows; "  "; "  ")),
    (select(.left_out > 0) | "  and \(.left_out) more");
# of the task in which something failed first
def trees($recordings; $columns): first_failure.stage as $stage
  | first(stages | select(.id == $stage) | .task) as $task
  | first($recordings[] | select(.meta.task == $task) | recording) | pictured[]
  | "What the kernel saw in step \(.step) (uts, mnt, net, ipc A: the first process's own)",
    (.scene | scene_tree | brief($columns)), "";
