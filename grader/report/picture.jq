# picture.jq - the processes of a step and the namespaces that they are in, as SVG.
#
# A frame is a PID namespace; a row in it is a process with the PID that it has
# there. Below its name stand the namespaces, the root and the cgroup in which it
# differs from the first process, by letters: A is where the first process began.
# A curve leads from a process to its child.
# SPDX-License-Identifier: MIT
include "page";

def most_rows: 14;
def width: 420;
def kinds: ["uts", "mnt", "net", "ipc", "cgroup", "user"];

# --- from witness's processes (lib/processes.jq) to what is drawn

def differs($a): .last as $z
  | any(kinds[], "pid"; $z.ns[.] != $a.ns[.])
    or ($z.root != null and $a.root != null and [$z.root.dev, $z.root.ino] != [$a.root.dev, $a.root.ino])
    or ($z.cgroup.path? != $a.cgroup.path?);

# the processes to draw: those that differ from the first one, and their ancestors
def choose: .root as $root | .processes as $all
  | ($all | map(select(.pid == $root)) | first) as $start
  | if $start == null then {rows: [], left_out: 0, new: false} else
      ($all | map({key: (.pid | tostring), value: .parent}) | from_entries) as $parent
      | [$all[] | select(.pid != $root and differs($start.first)) | .pid] as $own
      | ([$root] + [$own[] | limit(30; recurse($parent[tostring] // empty))] | unique) as $keep
      | ([$all[] | select(.pid as $pid | $keep | index($pid))]) as $rows
      | {start: $start.first, rows: $rows[:most_rows], left_out: (($all | length) - ([$rows | length, most_rows] | min)),
         new: ($own != [])}
    end;

def letter: if . == null then "?" elif . < 26 then [65 + .] | implode else "+" end;

# the first part of cpu.max that limits, of the group itself or one above it
def cpu_limit: [.cgroup.limits[]?["cpu.max"] // empty | select(startswith("max") | not)] | first;

def chip($name; $letter): {label: ($name | visible | gsub("\\s"; " ") | brief(40)), class: ({B: "b", C: "c", D: "d"}[$letter] // (if $letter == "A" then "" else "e" end))};

# Which namespace of each kind a process was in, by number: {kind: n}. The kernel gives
# an inode again when nothing is left in a namespace, so one that comes back after
# the last process that had it is another one; except where a mount may have kept it.
def number($kind; $known): .last.ns[$kind] as $inode
  | ([.states[] | select(.ns[$kind] == $inode) | .at] | min) as $since
  | [$known | to_entries[] | select(.value.inode == $inode
      and (($kind | IN("net", "mnt")) or .value.until >= $since))] | last.key;

def numbered: reduce .rows[] as $row ({rows: [], known: {}};
    reduce kinds[] as $kind (. + {numbers: {}};
      (.known[$kind] // []) as $known
      | ($row | number($kind; $known)) as $there
      | ($there // ($known | length)) as $n
      | .known[$kind] = ($known | .[$n] = {inode: $row.last.ns[$kind], until: ([.[$n].until // 0, $row.last.at] | max)})
      | .numbers[$kind] = $n)
    | .rows += [$row + {numbers}]) | .rows;

def chips($start): .last as $z | .numbers as $numbers
  | [ (kinds[] as $kind | ($numbers[$kind] | letter) as $letter
        | if $kind == "uts" then chip("uts \($letter) \($z.hostname // "?")"; $letter)
          elif $letter == "A" then empty else chip("\($kind) \($letter)"; $letter) end),
      (select($z.root != null and [$z.root.dev, $z.root.ino] != [$start.root.dev, $start.root.ino])
        | chip("root \($z.root.path // "?")"; "E")),
      (select($z.cgroup.path != null and $z.cgroup.path != $start.cgroup.path)
        | chip("cgroup \($z.cgroup.path)"; "C"), (($z | cpu_limit) // empty | chip("cpu.max \(.)"; "C"))) ];

# lines of chips that fit into WIDE
def wrap($wide): reduce .[] as $chip ({lines: [[]], x: 0};
    ($chip.label | length * 6.7 + 14) as $w
    | if .x > 0 and .x + $w > $wide then .lines += [[]] | .x = 0 else . end
    | .lines[-1] += [$chip + {x, w: $w}] | .x += $w + 5)
  | .lines;

def pids: (.last.nspid // []) as $all | ($all[1:] | if . == [] then $all else . end) as $p
  | if ($p | length) > 1 then "PID \($p[-1])  (outside \($p[:-1] | map(tostring) | join(", ")))" else "PID \($p[0] // "?")" end;

# {groups: [{ns, depth, parent, rows: [...]}]} in the order of appearance
def arranged: .start as $start | numbered as $rows
  | ($rows | map({key: (.pid | tostring), value: .last.ns.pid}) | from_entries) as $group_of
  | reduce $rows[] as $row ({order: [], by: {}};
      ($row.last.ns.pid | tostring) as $g
      | (if .by[$g] then . else
          ($group_of[$row.parent | tostring] // $start.ns.pid | tostring) as $above
          | .order += [$g]
          | .by[$g] = {ns: $g, new: ($g != ($start.ns.pid | tostring)), above: (if .by[$above] and $above != $g then $above else null end), rows: []} end)
      | .by[$g].rows += [{pid: $row.pid, parent: $row.parent, name: ($row.last.comm // "?" | visible | brief(24)), pids: ($row | pids),
          chips: ($row | chips($start))}]);

# --- drawing

def text($x; $y; $class; $text): @html "<text x=\"\($x)\" y=\"\($y)\" class=\"\($class)\">\($text)</text>";

def draw_chips($x; $y): to_entries[] | .key as $line | .value[]
  | ($y + $line * 20) as $top
  | "<rect x=\"\($x + .x)\" y=\"\($top)\" width=\"\(.w)\" height=\"16\" rx=\"8\" class=\"chip \(.class)\"/>"
    + text($x + .x + 7; $top + 12; "t-chip \(.class)"; .label);

# one process at (x, y): {svg, height, anchor}
def draw_row($x; $y; $wide): (.chips | wrap($wide - 16)) as $lines
  | (30 + 20 * ($lines | map(select(. != [])) | length)) as $height
  | {svg: (["<rect x=\"\($x)\" y=\"\($y)\" width=\"\($wide)\" height=\"\($height)\" rx=\"5\" class=\"row\"/>",
        text($x + 8; $y + 18; "t-strong"; .name), text($x + $wide - 8; $y + 18; "t-soft t-end"; .pids),
        ($lines | draw_chips($x + 8; $y + 26))] | join("")),
     height: $height, anchor: {key: (.pid | tostring), value: {x: ($x + $wide), y: ($y + 15), parent}}};

# one PID namespace and those that began in it
def draw_group($all; $g; $x; $y; $wide; $depth): $all.by[$g] as $group
  | reduce $group.rows[] as $row ({svg: [], y: ($y + 28), anchors: []};
      .y as $at | ($row | draw_row($x + 8; $at; $wide - 16)) as $drawn
      | .svg += [$drawn.svg] | .y += $drawn.height + 7 | .anchors += [$drawn.anchor])
  | reduce ($all.order[] | select($all.by[.].above == $g and $depth < 6)) as $below (.;
      .y as $at | draw_group($all; $below; $x + 8; $at; $wide - 20; $depth + 1) as $drawn
      | .svg += $drawn.svg | .y = $drawn.y + 8 | .anchors += $drawn.anchors)
  | .y += 3
  | .svg = ["<rect x=\"\($x)\" y=\"\($y)\" width=\"\($wide)\" height=\"\(.y - $y)\" rx=\"8\" class=\"box\(if $group.new then " new" else "" end)\"/>"
      + text($x + 9; $y + 18; "t-soft"; if $group.new then "new PID namespace \($g)" else "PID namespace of the first process" end)] + .svg;

def draw_arrows: (map({key, value}) | from_entries) as $at
  | .[] | .value as $to | ($at[$to.parent | tostring] // empty) as $from
  | (([$from.x, $to.x] | max) + 8 + ([30, (($to.y - $from.y) | fabs) / 6] | min)) as $bend
  | "<path d=\"M\($from.x) \($from.y + 4)C\($bend) \($from.y + 4) \($bend) \($to.y) \($to.x + 3) \($to.y)\" class=\"arrow\"/>"
    + "<path d=\"M\($to.x + 8) \($to.y - 4)L\($to.x + 2) \($to.y)L\($to.x + 8) \($to.y + 4)\" class=\"arrow\"/>";

# what choose made, as SVG; CAPTION says which step it was
def picture($caption): arranged as $all | .left_out as $left_out
  | reduce ($all.order[] | select($all.by[.].above == null)) as $g ({svg: [], y: 6, anchors: []};
      .y as $at | draw_group($all; $g; 4; $at; width - 44; 0) as $drawn
      | .svg += $drawn.svg | .y = $drawn.y + 8 | .anchors += $drawn.anchors)
  | (if $left_out > 0 then 20 else 0 end) as $more
  | @html "<svg class=\"picture\" viewBox=\"0 0 \(width) \(.y + $more)\" role=\"img\" aria-label=\"Processes and namespaces of \($caption)\">"
    + (.svg | join("")) + ([.anchors | draw_arrows] | join(""))
    + (if $more > 0 then text(8; .y + 12; "t-soft"; "and \($left_out) more that changed nothing of this") else "" end)
    + "</svg>";
