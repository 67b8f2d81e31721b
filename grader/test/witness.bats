#!/usr/bin/env bats
# witness.bats - witness follows programs and says what the kernel knows.
# shellcheck disable=SC2016 # what is in single quotes is for gojq or another shell

setup_file() {
  load helper
  local program
  for program in isolated unruly; do
    cc -std=c17 -O2 -static -pthread -o "$BATS_FILE_TMPDIR/$program" \
      "$FIXTURES/witness/$program.c"
  done
}

setup() {
  load helper
  bats_require_minimum_version 1.5.0
  OUT=$BATS_TEST_TMPDIR/out
  FACTS=$BATS_TEST_TMPDIR/facts
  ISOLATED=$BATS_FILE_TMPDIR/isolated
  UNRULY=$BATS_FILE_TMPDIR/unruly
  background=
}

teardown() {
  if [[ $background ]]; then
    kill -KILL "$background" 2>/dev/null || true
    wait "$background" 2>/dev/null || true
  fi
}

need_root() {
  ((EUID == 0)) || skip "needs root"
}

# Runs witness for at most 20 seconds with what follows.
witness() {
  run --separate-stderr "$GUEST/witness" -o "$OUT" -f "$FACTS" -T 20 "$@"
}

# The events that gojq's filter selects, on lines of their own.
events() {
  gojq -c "select($1)" "$FACTS"
}

# Fails unless gojq's filter, given all events as one array, says true.
assert_facts() {
  gojq -se "$1" "$FACTS" >/dev/null \
    || fail "no: $1"$'\n'"$(gojq -c 'del(.ns, .root, .cgroup)' "$FACTS")"
}

wait_until() {
  local limit=$((SECONDS + 20))
  until "$@"; do
    ((SECONDS < limit)) || fail "waited in vain: $*"
  done
}

# Starts SCRIPT as PID 1 of new namespaces; `room` is its PID out here. The
# script says when it is ready by writing to descriptor 9.
make_room() {
  need_root
  local ready=$BATS_TEST_TMPDIR/ready
  mkfifo "$ready"
  unshare --fork --kill-child --pid --uts --ipc --net --mount --mount-proc \
    sh -c "${1:-:}"'; echo >&9; exec sleep infinity' 9<>"$ready" 3>&- 4>&- &
  background=$!
  IFS= read -rt 20 _ <>"$ready" || fail "the room is not ready"
  room=$(pgrep -P "$background")
}

inode() {
  stat -Lc %i "$1"
}

no_process_runs() {
  ! pgrep -f "^$1" >/dev/null
}

@test "witness passes the exit status of the program" {
  witness -- sh -c 'exit 3'
  assert_equal "$status" 3
  assert_facts '.[-1] | .event == "end" and .status == 3 and .signal == null'
}

@test "witness says 128 + n when a signal ended the program" {
  witness -- "$UNRULY" die
  assert_equal "$status" 143
  assert_facts '.[-1] | .status == null and .signal == "SIGTERM"'
}

@test "witness says 127 when there is no such program" {
  run -127 "$GUEST/witness" -o "$OUT" -f "$FACTS" -- /nowhere/program
  run cat "$OUT"
  assert_output --partial "cannot run '/nowhere/program'"
}

@test "witness says 126 when the program cannot be run" {
  witness -- /etc/passwd
  assert_equal "$status" 126
}

@test "witness says 125 when it cannot write the facts" {
  run "$GUEST/witness" -o "$OUT" -f /nowhere/facts -- true
  assert_equal "$status" 125
  assert_output "witness: cannot open '/nowhere/facts': No such file or directory"
}

@test "witness says 125 when the target does not exist" {
  witness -t 4194304 -- true
  assert_equal "$status" 125
}

@test "witness says 2 and how to use it when it is used wrong" {
  run "$GUEST/witness" -o "$OUT" -- true
  assert_equal "$status" 2
  assert_output --partial "usage: witness"
  run "$GUEST/witness" -o "$OUT" -f "$FACTS" -T 1x -- true
  assert_equal "$status" 2
}

@test "witness gives the program a terminal of 80 columns" {
  witness -- sh -c 'stty size; test -t 0 && test -t 1 && test -t 2 && tty'
  assert_equal "$status" 0
  run cat "$OUT"
  assert_line --index 0 $'24 80\r'
  assert_line --index 1 --regexp '^/dev/pts/[0-9]+'
}

@test "witness makes the program the foreground of its terminal" {
  witness -- sh -c 'ps -o pgid= -o tpgid= -p $$'
  read -r group foreground <"$OUT"
  assert_equal "${foreground%$'\r'}" "$group"
}

@test "witness -i types a file, which is not echoed" {
  printf 'one\ntwo\n' >"$BATS_TEST_TMPDIR/typed"
  witness -i "$BATS_TEST_TMPDIR/typed" -- \
    sh -c 'read -r a; read -r b; printf "%s-%s\n" "$a" "$b"'
  assert_equal "$(cat "$OUT")" $'one-two\r'
}

@test "witness appends to the output" {
  witness -- echo one
  witness -- echo two
  assert_equal "$(cat "$OUT")" $'one\r\ntwo\r'
}

@test "witness -m keeps so much output and lets the program go on" {
  witness -m 1000 -- "$UNRULY" flood
  assert_equal "$status" 0
  assert_equal "$(stat -c %s "$OUT")" 1000
  assert_facts '.[-1].truncated'
}

@test "witness loses none of the last output" {
  witness -- "$UNRULY" flood
  assert_equal "$(tail -n 1 "$OUT")" $'line 00039999 of many\r'
  assert_facts '.[-1].truncated | not'
}

@test "witness lets no descriptor into the program" {
  witness -- ls -1 /proc/self/fd 9</dev/null
  assert_equal "$(cat "$OUT")" $'0\r\n1\r\n2\r\n3\r'
}

@test "witness notes arguments exactly" {
  witness -- printf '%s.' 'a b' '' $'two\nlines' $'\xff'
  assert_facts '.[] | select(.event == "exec")
    | .argv == ["printf", "%s.", "a b", "", "two\nlines", "\u00ff"]'
}

@test "witness sees a child of clone as PID 1 of new namespaces" {
  need_root
  witness -- "$ISOLATED" namespaces
  assert_equal "$status" 0
  assert_facts '(.[0].ns) as $out
    | .[] | select(.event == "exit" and .status == 5)
    | .nspid[-1] == 1 and (.nspid | length) == ($out | 2)
      and .hostname == "inner" and .ns.pid != $out.pid
      and .ns.uts != $out.uts and .ns.mnt == $out.mnt'
}

@test "witness notes clone with flags and result" {
  need_root
  witness -- "$ISOLATED" namespaces
  assert_facts '(.[] | select(.event == "fork")) as $child
    | .[] | select(.call == "clone")
    | .result == $child.pid and .pid == $child.parent
      and (.args.flags | sort) == ["CLONE_NEWPID", "CLONE_NEWUTS"]'
}

@test "witness notes setns by a file of /proc with kind and inode" {
  need_root
  witness -- "$ISOLATED" join-proc
  assert_equal "$status" 0
  assert_facts '(.[] | select(.event == "fork" and .nspid[-1] == 1).ns) as $ns
    | [.[] | select(.call == "setns").args | del(.fd)]
      == [{nstype: ["CLONE_NEWUTS"], kind: "uts", inode: $ns.uts},
          {nstype: ["CLONE_NEWPID"], kind: "pid", inode: $ns.pid}]'
}

@test "witness notes setns by a pidfd with its PID" {
  need_root
  witness -- "$ISOLATED" join-pidfd
  assert_equal "$status" 0
  assert_facts '(.[] | select(.event == "fork" and .nspid[-1] == 1).pid) as $pid
    | .[] | select(.call == "setns")
    | .args.kind == "pidfd" and .args.pid == $pid and .result == 0'
}

@test "witness sees who has joined in the snapshot of its exit" {
  need_root
  witness -- "$ISOLATED" join-pidfd
  assert_facts '[.[] | select(.event == "exit" and (.nspid | length) == 2)]
    | length == 2 and .[0].ns == .[1].ns
      and ([.[].nspid[1]] | sort) == [1, 2]'
}

@test "witness notes unshare, sethostname, mount, umount2, chroot, pivot_root" {
  need_root
  witness -- "$ISOLATED" unshare
  assert_equal "$status" 0
  assert_facts '[.[] | select(.call) | [.call, .args, .result // .error]] == [
    ["unshare", {flags: ["CLONE_NEWNS", "CLONE_NEWUTS"]}, 0],
    ["sethostname", {name: "renamed", length: 7}, 0],
    ["mount", {source: "none", target: "/", fstype: null,
      flags: ["MS_REC", "MS_PRIVATE"], data: null}, 0],
    ["mount", {source: "none", target: "/proc", fstype: "tmpfs",
      flags: ["MS_NOSUID", "MS_NODEV"], data: "size=1m"}, 0],
    ["umount2", {target: "/proc", flags: ["MNT_DETACH"]}, 0],
    ["chroot", {path: "/nowhere"}, "ENOENT"],
    ["pivot_root", {new_root: "/", put_old: "/tmp"}, "EBUSY"]]'
}

@test "witness follows every process of a shell script" {
  witness -- sh -c '(true; /bin/true) & wait; /bin/true | /bin/true'
  assert_facts '([.[] | select(.event == "fork").pid] | sort) as $born
    | ([.[] | select(.event == "exit").pid] | sort) as $gone
    | (.[0].pid) as $first
    | ($born + [$first] | sort) == $gone and (.[-1].forks == ($born | length))
      and ($born | length) == 3'
}

@test "witness lets PID 1 of a PID namespace end of a fault, and tells where it was" {
  need_root
  witness -- "$ISOLATED" fault
  assert_equal "$status" 0
  assert_facts '([.[] | select(.event == "fault")] | length == 1)
    and ([.[] | select(.event == "fault")][0] | .signal == "SIGSEGV" and .address == 0
      and .there == null and .where.code[0] > 0)
    and any(.[]; .event == "exit" and .nspid[-1] == 1 and .signal == "SIGSEGV")'
}

@test "witness -T tells the line and function in which a script of bash was" {
  printf '%s\n' 'deep() {' '  sleep 100' '}' deep >"$BATS_TEST_TMPDIR/script"
  witness -T 1 -- bash "$BATS_TEST_TMPDIR/script"
  assert_equal "$status" 124
  assert_facts '.[-1].left | any(.[]; .where | .line == 2 and .function == "deep")'
}

@test "witness lists what is left behind and kills it" {
  witness -- "$UNRULY" leave
  assert_equal "$status" 0
  assert_facts '.[-1].left | length == 1 and .[0].comm == "unruly"'
  wait_until no_process_runs "$UNRULY leave"
}

@test "witness catches a process that forks itself away for ever" {
  witness -- "$UNRULY" comet
  assert_equal "$status" 0
  assert_facts '.[-1] | .left_count >= 1 and .forks > 1'
  wait_until no_process_runs "$UNRULY comet"
}

@test "witness -T ends a crowd that is deaf to signals" {
  run "$GUEST/witness" -o "$OUT" -f "$FACTS" -T 1 -- "$UNRULY" crowd
  assert_equal "$status" 124
  assert_facts '.[-1] | .timeout and .status == null and .left_count > 1
    and (.left | length) <= 100'
  wait_until no_process_runs "$UNRULY crowd"
}

@test "witness -T ends a program that has stopped itself" {
  run "$GUEST/witness" -o "$OUT" -f "$FACTS" -T 1 -- "$UNRULY" stop-self
  assert_equal "$status" 124
  assert_facts '.[-1] | .timeout and .left_count == 1'
}

@test "witness takes everything with it when it is killed" {
  "$GUEST/witness" -o "$OUT" -f "$FACTS" -- "$UNRULY" crowd 3>&- 4>&- &
  background=$!
  wait_until grep -q '"fork"' "$FACTS"
  kill -KILL "$background"
  wait_until no_process_runs "$UNRULY crowd"
}

@test "witness does not disturb stopping and continuing" {
  witness -- "$UNRULY" stop
  assert_equal "$status" 0
}

@test "witness does not disturb the job control of a shell" {
  witness -- bash -c 'set -m; sh -c "kill -STOP \$\$; exit 4" &
    wait %1; jobs -s; fg %1'
  assert_equal "$status" 4
  run cat "$OUT"
  assert_line --regexp '^\[1\]\+  Stopped'
}

@test "witness leaves set-uid programs what they may do" {
  need_root
  witness -- "$UNRULY" new-privileges
  assert_equal "$status" 0
}

@test "witness is the only tracer" {
  witness -- "$UNRULY" trace-me
  assert_equal "$status" 0
}

@test "witness follows a child of clone with CLONE_UNTRACED" {
  witness -- "$UNRULY" untraced
  assert_equal "$status" 0
  assert_facts 'any(.[]; .event == "exit" and .status == 6)'
  assert_facts 'any(.[]; .args.flags == ["CLONE_UNTRACED"] and .result > 0)'
}

@test "witness follows a child of clone3 with CLONE_UNTRACED" {
  witness -- "$UNRULY" untraced3
  assert_equal "$status" 0
  assert_facts 'any(.[]; .event == "exit" and .status == 6)'
  assert_facts 'any(.[]; .call == "clone3" and .args.flags == ["CLONE_UNTRACED"])'
}

@test "witness follows a child of a 32-bit clone with CLONE_UNTRACED" {
  witness -- "$UNRULY" untraced-32
  ((status != 3)) || skip "this kernel has no 32-bit calls"
  assert_equal "$status" 0
  assert_facts 'any(.[]; .event == "exit" and .status == 6)'
  assert_facts 'any(.[]; .call == "unshare" and .args.flags == ["CLONE_NEWUTS"])'
}

@test "witness marks threads and follows one that executes" {
  witness -- "$UNRULY" thread-exec
  assert_equal "$status" 0
  assert_facts '(.[0].pid) as $pid | any(.[]; .event == "fork" and .thread == $pid)'
  assert_facts '.[0].pid == ([.[] | select(.event == "exec")][-1].pid)'
}

@test "witness notes the exit of a process that is killed" {
  witness -- "$UNRULY" killed
  assert_equal "$status" 0
  assert_facts 'any(.[]; .event == "exit" and .signal == "SIGKILL"
    and .status == null and (.nspid | length) > 0)'
}

@test "witness believes no call that a filter of the program invents" {
  need_root
  witness -- "$ISOLATED" spoof
  assert_equal "$status" 0
  assert_facts 'any(.[]; .call) | not'
}

@test "witness stops noting after 8000 events and counts on" {
  need_root
  witness -- sh -c '"$0" chatter; "$0" namespaces' "$ISOLATED"
  assert_equal "$status" 0
  assert_equal "$(wc -l <"$FACTS")" 8001
  assert_facts '.[-1] | .event == "end" and .dropped > 100 and .forks == 3'
}

@test "witness without a filter stops at every call and notes the same" {
  need_root
  run setpriv --bounding-set=-sys_admin "$GUEST/witness" -o "$OUT" -f "$FACTS" \
    -T 20 -- sh -c '"$0" untraced; "$0" thread-exec; unshare --uts true' "$UNRULY"
  assert_facts 'any(.[]; .event == "exit" and .status == 6)'
  assert_facts 'any(.[]; .call == "clone" and .args.flags == ["CLONE_UNTRACED"])'
  assert_facts 'any(.[]; .call == "unshare" and .error == "EPERM")'
}

@test "witness -t runs the program in the namespaces of a process" {
  make_room 'hostname room'
  witness -t "$room" -- hostname
  assert_equal "$status" 0
  assert_equal "$(cat "$OUT")" $'room\r'
  local kind
  for kind in pid uts mnt net ipc; do
    assert_equal "$(gojq -s ".[-2].ns.$kind" "$FACTS")" \
      "$(inode "/proc/$room/ns/$kind")"
  done
}

@test "witness -t is not seen from inside" {
  make_room
  witness -t "$room" -- ps -eo pid=,ppid=,comm=
  run cat "$OUT"
  assert_equal "${#lines[@]}" 2
  assert_line --index 0 --regexp '^ +1 +0 sleep'
  assert_line --index 1 --regexp '^ +[0-9]+ +0 ps'
}

@test "witness -t tells host names of other UTS namespaces" {
  make_room 'hostname room'
  witness -t "$room" -- unshare --uts sh -c 'hostname closet; exec true'
  assert_facts '[.[] | select(.event == "exec").hostname] | .[0] == "room"
    and .[-1] == "closet"'
  refute [ "$(hostname)" = room ]
}

@test "witness -t enters the root of a process, -C a directory there" {
  local root=$BATS_TEST_TMPDIR/root
  mkdir -p "$root/work"
  cp "$UNRULY" "$root/unruly"
  cp "$GUEST/probe" "$root/probe"
  make_room "exec 8<'$root/unruly'; chroot '$root' /unruly stubborn & true"
  local inside
  inside=$(pgrep -P "$room" -f stubborn)
  witness -t "$inside" -C /work -- /probe nonce
  assert_equal "$status" 0
  run gojq -c '[.cwd, .root, .fds]' "$OUT"
  assert_output '["/work",["probe","unruly","work"],[]]'
  assert_facts "all(.[0:-1][]; .root.ino == $(inode "$root"))"
}

@test "witness -t uses the terminals of the target's own devpts" {
  make_room 'mount -t tmpfs none /dev; mkdir /dev/pts;
    mount -t devpts -o ptmxmode=0666 none /dev/pts; ln -s pts/ptmx /dev/ptmx'
  witness -t "$room" -- sh -c 'tty; ls /dev/pts'
  assert_equal "$(cat "$OUT")" $'/dev/pts/0\r\n0  ptmx\r'
}

@test "witness -t opens nothing but a ptmx as a terminal" {
  make_room 'mount -t tmpfs none /dev; mkdir /dev/pts; mkfifo /dev/pts/ptmx;
    ln -s /dev/pts/ptmx /dev/ptmx'
  witness -t "$room" -- sh -c 'test -t 0'
  assert_equal "$status" 0
}

@test "witness -t lists a daemon left behind in the namespaces" {
  make_room
  witness -t "$room" -- sh -c 'setsid sleep 1000 & true'
  assert_equal "$status" 0
  assert_facts '.[-1].left | length == 1 and .[0].comm == "sleep"
    and (.[0].nspid | length) > 1'
}

@test "witness reads limits anew, also of a cgroup made a second time" {
  need_root
  [[ $(stat -fc %T /sys/fs/cgroup) == cgroup2fs ]] || skip "needs cgroup v2"
  local group=/sys/fs/cgroup/witness-test-$$
  witness -- sh -c 'mkdir "$0" && echo 51 >"$0/pids.max"
    for limit in 52 53; do
      sh -c "echo 0 >$0/cgroup.procs; echo $limit >$0/pids.max; exec true"
      rmdir "$0"; mkdir "$0"
    done; rmdir "$0"' "$group"
  assert_equal "$status" 0
  assert_facts '[.[] | select(.event == "exec" and .argv == ["true"])
    .cgroup.limits[0]["pids.max"]] == ["52", "53"]'
}

@test "witness sees the end of a PID namespace with its processes" {
  need_root
  witness -- unshare --pid --fork sh -c 'sleep 1000 & sleep 1000 & exit 5'
  assert_equal "$status" 5
  assert_facts '([.[] | select(.event == "exit" and .signal == "SIGKILL")] | length) == 2
    and .[-1].left_count == 0'
}

@test "witness --look prints one process" {
  make_room 'hostname room'
  run "$GUEST/witness" --look "$room"
  assert_success
  run gojq -c '[.pid, .nspid[-1], .hostname, .comm, .argv]' <<<"$output"
  assert_output "[$room,1,\"room\",\"sleep\",[\"sleep\",\"infinity\"]]"
}

@test "witness --look tells file systems by their type, whatever lies there, and follows no link out" {
  make_room 'mount -t sysfs none /sys'
  inside() {
    "$GUEST/witness" --look "$room" | gojq -c '.inside | [.mode, .dev[0], .proc, .sys]'
  }
  run inside
  assert_output "[\"$(stat -Lc %a /)\",\"null 1:3\",$(inode "/proc/$room/ns/pid"),true]"
  nsenter --mount="/proc/$room/ns/mnt" sh -c 'for kind in proc sys dev; do mount -t tmpfs none /$kind; done
    mkdir -p /proc/1/ns /sys/class/net/lo && ln -s "pid:[1]" /proc/1/ns/pid && ln -s /proc/1/root/dev/null /dev/null'
  run inside
  assert_output "[\"$(stat -Lc %a /)\",null,null,null]"
}

@test "a program is known by its contents, under whatever name, and a namesake is not" {
  need_root
  [[ ! -e /run/known ]] || skip '/run/known is in use'
  mkdir /run/known
  cp /bin/true /run/known/truth.form
  cp /bin/true "$BATS_TEST_TMPDIR/other"
  cp /bin/false "$BATS_TEST_TMPDIR/truth"
  witness -- sh -c '"$1/other"; "$1/truth"; :' sh "$BATS_TEST_TMPDIR"
  rm -r /run/known
  assert_equal "$(gojq -c 'select(.event == "exec") | .known' "$FACTS" | xargs)" 'null truth null'
}

@test "of a known program all code is known when it begins, and what it changed is not when it ends" {
  need_root
  [[ ! -e /run/known ]] || skip '/run/known is in use'
  printf '%s\n' '#include <sys/mman.h>' 'void unused(void) {}' 'int main(int count, char **words) {
    (void)words; char *at = (char *)unused;
    if (count > 1) { mprotect((void *)((long)at & ~4095L), 4096, 7); *at ^= 1; } return 0; }' \
    | gcc -x c -static -o "$BATS_TEST_TMPDIR/itself" -
  mkdir /run/known
  cp "$BATS_TEST_TMPDIR/itself" /run/known
  witness -- sh -c '"$1/itself"; "$1/itself" changed; :' sh "$BATS_TEST_TMPDIR"
  rm -r /run/known
  assert_equal "$(gojq -c 'select(.code) | .code | unique' "$FACTS" | xargs)" '[itself] [itself] [itself] [null,itself]'
}

@test "of a command its directory and what it has open are told, of a process who made it" {
  witness -C / -- sh -c '(exec 7</dev/null; exec true); :'
  assert_facts '[.[] | select(.event == "exec")][1] | .cwd.path == "/" and .fds == [{fd: 7, link: "/dev/null"}]'
  assert_facts '(.[] | select(.event == "fork")) as $fork | $fork.made_by == .[0].id and $fork.id != .[0].id'
}

@test "witness --look-inside prints the processes of the room and no others" {
  make_room 'hostname room'
  run "$GUEST/witness" --look-inside
  assert_success
  run gojq -s -c "[any(.[]; .pid == $room and .hostname == \"room\"), all(.[]; .nspid | length > 1)]" <<<"$output"
  assert_output '[true,true]'
}

@test "witness --look says when there is no such process" {
  run "$GUEST/witness" --look 4194304
  assert_equal "$status" 125
  assert_output "witness: there is no process 4194304"
}

# launch ARGS... - witness --launch into the room, with what follows.
launch() {
  run "$GUEST/witness" --launch -t "$room" "$@"
}

@test "witness --launch starts a program inside, in a session of its own" {
  make_room 'hostname inside; cd /'
  launch -C /usr -- sh -c 'hostname; pwd; cat /proc/self/stat; echo $$; exit 7' 9</dev/null
  assert_equal "$status" 7
  assert_line --index 0 inside
  assert_line --index 1 /usr
  # the session is that of the shell, and there is no terminal: proc_pid_stat(5)
  read -r _ _ _ parent _ session terminal _ <<<"${lines[2]}"
  assert_equal "$parent $session $terminal" "${lines[3]} ${lines[3]} 0"
}

@test "witness --launch gives a program its standard descriptors alone, and its environment" {
  make_room
  export CARRIED=along
  launch -- sh -c 'echo $CARRIED; for fd in /proc/self/fd/*; do echo "${fd##*/}"; done' 9</dev/null
  assert_line --index 0 along
  refute_line 9
  refute_line 21
}

@test "witness --launch says 128 + n for a signal, 127 for no program, 125 for no target" {
  make_room
  launch -- sh -c 'kill -TERM $$'
  assert_equal "$status" 143
  run -127 "$GUEST/witness" --launch -t "$room" -- /nowhere/program
  assert_output "witness: cannot run '/nowhere/program': No such file or directory"
  launch -C /nowhere -- true
  assert_equal "$status" 125
  run "$GUEST/witness" --launch -t 4194304 -- true
  assert_equal "$status" 125
  run "$GUEST/witness" --launch -- true
  assert_equal "$status" 2
}

# launch_endless SCRIPT - starts a script that says "ready" on its standard output, which
# is ./said; sets launched.
launch_endless() {
  mkfifo "$BATS_TEST_TMPDIR/said"
  "$GUEST/witness" --launch -t "$room" -- bash -c "$1" >"$BATS_TEST_TMPDIR/said" 3>&- 4>&- &
  launched=$!
  exec 8<"$BATS_TEST_TMPDIR/said"
  read -rt 20 -u 8 line
  assert_equal "$line" ready
}

@test "witness --launch passes INT to the program's whole group, though it was started in the background" {
  make_room
  launch_endless 'trap "echo trapped; exit 5" INT; sh -c "trap \"exit 0\" INT; echo ready; while :; do sleep 0.1; done"; exit 6'
  kill -INT "$launched"
  local result=0
  wait "$launched" || result=$?
  assert_equal "$result" 5
  read -rt 20 -u 8 line
  assert_equal "$line" trapped
}

@test "witness --launch kills the program at TERM, and spares what it has left" {
  make_room
  launch_endless 'trap "" TERM INT; sleep 98761 & echo ready; while :; do sleep 0.1; done'
  kill -TERM "$launched"
  local result=0
  wait "$launched" || result=$?
  assert_equal "$result" 137
  pgrep -f '^sleep 98761'
}

@test "witness --launch is out of reach of signals from inside, and waits while the program stands still" {
  make_room
  launch_endless 'trap "" TERM; kill -TERM 0; echo ready; kill -STOP $$; exit 3'
  local inside
  inside=$(pgrep -P "$launched")
  wait_until grep -q 'State:.T' "/proc/$inside/status"
  run grep State "/proc/$launched/status"
  assert_output --partial 'S (sleeping)'
  kill -CONT "$inside"
  local result=0
  wait "$launched" || result=$?
  assert_equal "$result" 3
}

@test "witness kills and names what runs inside and is followed by nobody" {
  make_room
  setpriv --bounding-set -mac_admin nsenter --target "$room" --pid sleep 4711 3>&- 4>&- &
  wait_until pgrep -xf 'sleep 4711'
  witness -t "$room" -- true
  assert_equal "$status" 0
  assert_facts '[.[-1].strays[].argv] == [["sleep", "4711"]]'
  no_process_runs 'sleep 4711'
}

@test "witness lets nothing inside have what only the recorder has" {
  make_room
  local all left
  all=$(sed -n 's/^CapBnd:\t//p' /proc/self/status)
  # without CAP_MAC_ADMIN and CAP_SYS_TIME
  left=$(printf '%016x' $((0x$all & ~(1 << 33 | 1 << 25))))
  witness -t "$room" -- grep -E '^Cap(Inh|Prm|Bnd):' /proc/self/status
  assert_equal "$(tr -d '\t\r' <"$OUT" | xargs)" "CapInh:0000000000000000 CapPrm:$left CapBnd:$left"
}
