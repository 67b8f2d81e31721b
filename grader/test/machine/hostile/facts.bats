#!/usr/bin/env bats
# facts.bats - submissions that print what is expected, and call things as they should be
# called, without the work: what the kernel says counts. A row is an attack and what it
# earns honestly.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # hostile.bash sets tree and out

load hostile

# earns TASK SCORES WHAT - what lies in the tree earns that and no more; the tree is then empty.
earns() {
  grade "$1" --no-stand-in
  [[ $(scores) == "$2" ]] || fail "$3 earns $(scores), not $2
$output"
  rm -rf -- "${tree:?}"/*
}

# conductor SED - the solution of task 3, changed so.
conductor() {
  solution 3
  cp -- "$KIT_ROOT/task3/config.sh" "$tree/task3"
  sed -i "$1" "$tree/task3/conductor.sh"
}

# changed FILE - fails where it was not: then the row would prove nothing.
changed() {
  ! cmp -s -- "$KIT_ROOT/solutions/$1" "$tree/$1" || fail "$1 is the solution's"
}

@test "task 1: who joins nothing, lets another program do it or hides it earns nothing by it" {
  local how scores
  while read -r how scores; do
    mkdir "$tree/task1"
    sed "1i #define HOW $how" "$HOSTILE/joins_nothing.c" >"$tree/task1/namespace_prog.c"
    earns 1 "$scores" "$how"
  done <<'END'
BY_CHILD_1 1a 10, 1b 0
BY_MEMFD 1a 10, 1b 0
BY_FLOOD 1a 4, 1b 5
END
}

@test "task 2: what ran is known by its contents, and the limit held from its begin to its end" {
  local how scores
  while read -r how scores; do
    mkdir "$tree/task2"
    sed "2i HOW=$how" "$HOSTILE/plays_container.sh" >"$tree/task2/simple_container.sh"
    earns 2 "$scores" "$how"
  done <<'END'
namesake 2a 0, 2b 0, 2c 0
loader 2a 0, 2b 0, 2c 0
interpreter 2a 0, 2b 0, 2c 0
preload 2a 0, 2b 0, 2c 0
above 2a 3, 2b 6, 2c 8
all 2a 8, 2b 8, 2c 6
late 2a 8, 2b 8, 2c 6
early 2a 8, 2b 8, 2c 6
END
}

@test "task 2: a group that never was is not removed" {
  solution 2
  sed -i '/begin 2c-create/,/end 2c-create/{/^ *[^ #]/d}; /BASHPID/d; /begin 2c-remove/,/end 2c-remove/{/^ *[^ #]/d}' \
    "$tree/task2/simple_container.sh"
  earns 2 '2a 8, 2b 8, 2c 5' 'no group'
}

@test "task 3: files and links with the right names are no proc, sysfs and dev" {
  # shellcheck disable=SC2016 # conductor's own variables
  conductor 's|^      mount -t proc proc .*|      mount -t tmpfs none "$1/proc"; mkdir -p "$1/proc/1"; basename "$2" >"$1/proc/1/comm"|
    s|^      mount -t sysfs sysfs .*|      mount -t tmpfs none "$1/sys"; mkdir -p "$1/sys/class/net/lo"|
    s|^      mount --bind /dev .*|      rmdir "$1/dev"; ln -s /dev "$1/dev"|; /dev\/pts/d'
  changed task3/conductor.sh
  earns 3 '3a 9.17, 3b 7.11, 3n 5, 3c 10' 'names'
}

@test "task 3: a root above the machine's own, a look that is printed, and who is left under another's name" {
  # shellcheck disable=SC2016 # conductor's own variables
  conductor 's|lowerdir=$lower|lowerdir=/|
    /begin 3b /i \  [[ $1 != /kit/look ]] || { cat "$HERE/look.txt"; exit; }
    /^  remove_container "$1"/a \  (exec -a "$(xargs -0 </proc/1/cmdline)" setsid sleep 900 </dev/null >/dev/null 2>&1 &)'
  changed task3/conductor.sh
  printf '%s\n' '== ps' ' PID TTY TIME CMD' ' 1 ? 00:00:00 look' '== ps aef' ' PID TTY STAT TIME COMMAND' '== top -b -n 1' \
    ' PID USER PR NI VIRT RES SHR S %CPU %MEM TIME+ COMMAND' ' 1 root 20 0 0 0 0 S 0 0 0 probe' '== ip a' '1: lo: <UP> mtu' \
    ' link/loopback 0' >"$tree/task3/look.txt"
  earns 3 '3a 9.88, 3b 7.11, 3n 5, 3c 10' 'a root above'
}

@test "task 3: links that are no pair, an answer given twice, and a helper that lets nsenter do it" {
  # shellcheck disable=SC2016 # conductor's own variables
  conductor 's|^  ip link add "$outside" type veth.*|  ip link add "$outside" type dummy; ip -n "$name" link add "$inside" type dummy|
    /begin 3b /a \  printf "{\\"nonce\\":\\"%s\\",\\"cwd\\":\\"/\\"}\\n" "${2-}"'
  changed task3/conductor.sh
  printf '%s\n' '#include <unistd.h>' \
    'int main(int n, char **words) { (void)n; words[0] = "lite"; return execvp("nsenter", words); }' \
    >"$tree/task3/nsenter-lite.c"
  grade 3 --no-stand-in
  assert_equal "$(gojq -c '[.tests[] | select(.extra_data.id | IN("3b-namespaces", "3c-pair")
    or startswith("3n-")) | select(.score > 0) | .extra_data.id]' "$out/results.json")" '[]'
}

@test "task 3: settings that give the machine another make do not make nsenter-lite" {
  conductor ''
  printf '%s\n' 'rm -f /usr/bin/make' "printf '#!/bin/sh\nexec cp /usr/bin/nsenter nsenter-lite\n' >/usr/bin/make" \
    'chmod 755 /usr/bin/make' >>"$tree/task3/config.sh"
  printf 'int main(void) { return 1; }\n' >"$tree/task3/nsenter-lite.c"
  earns 3 '3a 12, 3b 0, 3n 0, 3c 10' 'another make'
}

@test "task 4: network namespaces are no containers" {
  solution 4
  conductor 's|^  exec unshare --uts --pid --net --mount --ipc --fork|  exec unshare --net|; s|exec chroot -- "$@"|shift; exec "$@"|'
  changed task3/conductor.sh
  earns 4 '4a 0, 4b 0, 4c 0' 'a network namespace'
}

@test "task 4: who answers at port 3000 in place of external-service" {
  solution 4
  conductor ''
  # shellcheck disable=SC2016 # its own variables
  sed -i 's|addnetwork "$EXTERNAL" -i -e.*|addnetwork "$EXTERNAL" -i|
    /begin 4b-wait/i \  mkdir -p /tmp/front/cgi-bin\
  counter_address >/tmp/front/at\
  install -m 755 "$HERE/index.cgi" /tmp/front/cgi-bin\
  busybox httpd -p 3000 -h /tmp/front
    /begin 4c-stop/i \  pkill busybox || true' "$tree/task4/service-orchestrator.sh"
  cat >"$tree/task4/index.cgi" <<'END'
#!/bin/sh
printf 'Content-Type: text/plain\r\n\r\n'
curl -s "http://$(cat /tmp/front/at):8080/get_and_increment_counter"
END
  changed task4/service-orchestrator.sh
  earns 4 '4a 7, 4b 2, 4c 2' 'a front'
}

@test "task 4: a service is the given one, and nothing that answers like it" {
  solution 4
  conductor ''
  # shellcheck disable=SC2016 # its own variable
  sed -i '/begin 4b-copy/i \  printf x >>"$HERE/counter-service/counter-service"' "$tree/task4/service-orchestrator.sh"
  changed task4/service-orchestrator.sh
  earns 4 '4a 7, 4b 7, 4c 4' 'another counter'
}

@test "what the solution's regions say is in no report, whatever a submission prints" {
  load ../../secrets
  local task
  for task in 1 3 4; do
    solution "$task"
  done
  cp -- "$KIT_ROOT/task3/config.sh" "$tree/task3"
  # 1b and 4a fail, and print what stood in for others, where a report could show it
  sed -i '/begin 1a-parent/,/end 1a-parent/{/^ *[^ /]/d}; /begin 1b-parent/a fflush(stdout); (void)!system("cat *.c"); return -1;' \
    "$tree/task1/namespace_prog.c"
  sed -i '/begin 3[abc] /,/end 3[abc]$/{/^ *[^ #]/d}' "$tree/task3/conductor.sh"
  printf '#!/bin/bash\ncat ../task3/*; exit 1\n' \
    >"$tree/task4/service-orchestrator.sh"
  run "$KIT_ROOT/grader/bin/kit-grade" --seed 1 --color never --out "$out" "$tree"
  assert_success
  # it did stand in, and was printed
  run cat "$out"/evidence/*+*/*.out
  assert_output --partial 'CLONE_NEWUTS'
  "$KIT_ROOT/grader/bin/kit-report" --format html "$out/results.json" >"$out/page.html"
  run grep -rnFf <(secret_lines "$KIT_ROOT/solutions" "$KIT_ROOT") "$out/results.json" "$out/page.html"
  assert_output ''
}

@test "what the kit gives is charged to who broke it outside the regions, and that is said" {
  conductor 's|^remove_network() {|&\n  return|'
  changed task3/conductor.sh
  grade 3
  said "a change outside the regions of task3/conductor.sh did this: with the same regions in the kit's own file it passes"
  assert_equal "$(gojq -c '[.tests[] | select(.extra_data.verdict != "pass") | .extra_data.id]' "$out/results.json")" '["3c-stop"]'
}
