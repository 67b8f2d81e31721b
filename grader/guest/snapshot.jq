# snapshot.jq - the cell seen from outside, as one object.
#
# $first      the PID of the cell's first process, as the recorder sees it
# $processes  what witness says of its processes · $links  ip -json link
# $mounts     its mountinfo · $cgroups, $names  one a line
# proc_pid_mountinfo(5)

def lines: split("\n") | map(select(. != ""));

# a space or tab, newline, backslash in a path stands there in octal
def plain: gsub("\\\\040"; " ") | gsub("\\\\011"; "\t") | gsub("\\\\012"; "\n")
  | gsub("\\\\134"; "\\");

{
  processes: $processes, cgroups: ($cgroups | lines | sort),
  changed_in_root: ($names | lines | sort),
  mounts: [$mounts | lines[] | split(" ") | index("-") as $dash
    | {target: (.[4] | plain), source: (.[$dash + 2] | plain), fstype: .[$dash + 1],
       options: ((.[5] | split(",")) + (.[$dash + 3] | split(",")) | unique | join(","))}],
  links: [$links[0][] | {ifname, operstate, flags}]
} + ($processes[] | select(.nspid[0] == $first) | {hostname, ns})
