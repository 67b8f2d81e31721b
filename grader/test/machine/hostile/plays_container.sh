#!/usr/bin/env bash
# plays_container.sh - handed in as simple_container.sh: prints what task 2 asks for, and
# HOW says what else is done in place of the work.
cd "$(dirname "$0")" || exit
ROOT=container_root GROUP=/sys/fs/cgroup/played
LINE='_ _ _ _ _ _ _ _ _ _ _ _ _ _ '
mkdir -p "$ROOT" "$GROUP"
if [[ $HOW == above ]]; then # the root is the machine's, with a layer above it
  mount -t tmpfs none /mnt
  mkdir /mnt/upper /mnt/work
  mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work "$ROOT"
fi
cp container_prog "$ROOT"
for library in $(ldd container_prog | grep -o '/[^ ]*'); do
  install -D "$library" "$ROOT$library"
done
program=(/container_prog)
ending='(void)!write(3, "0", 1); _exit(0);'
case $HOW in
  namesake) # another program of that name, which joins the limit to die in it
    printf '#include <unistd.h>\nint main(void) { %s }\n' "$ending" | gcc -x c -static -o "$ROOT/container_prog" -
    ;;
  loader) program=(/lib64/ld-linux-x86-64.so.2 /container_prog) ;;
  interpreter) # the program itself, whose loader is another one
    # shellcheck disable=SC2016 # it is assembly
    printf '__asm__(".globl _start; _start: mov $231, %%eax; xor %%edi, %%edi; syscall");' \
      | gcc -x c -nostdlib -static -Wl,-Ttext=0x70000000 -o "$ROOT/lib64/ld-linux-x86-64.so.2" -
    ;;
  preload) # the program itself, which never comes to its main()
    printf '#include <unistd.h>\n__attribute__((constructor)) void end(void) { %s }\n' "$ending" \
      | gcc -x c -shared -fPIC -o "$ROOT/end.so" -
    program=(env LD_PRELOAD=/end.so /container_prog)
    ;;
esac
[[ $HOW != preload ]] || install -D /usr/bin/env "$ROOT/usr/bin/env"
echo +cpu >/sys/fs/cgroup/cgroup.subtree_control
limited=$GROUP
[[ $HOW != all ]] || limited=/sys/fs/cgroup/submission # of a group that was there before
echo 50000 100000 >"$limited/cpu.max"

ids() {
  printf 'Process PID: %s\nChild Process PID: %s\n%s\n\nFiles/Directories in root directory:\n.\n..\ncontainer_prog\n%s\n' \
    "$1" "$2" "$LINE" "$LINE"
}
bench() {
  printf '\nComputation Benchmark:\nTime Taken: %s ms\nValue (Ignore): 107375219085276240\n' "$1"
}

echo 'Output Subtask 2a'
ids 10 11
chroot "$ROOT" "${program[@]}" subtask1 >/dev/null 3>/dev/null
echo 'Output Subtask 2b'
ids 1 2
printf '\nHostname within container: new_hostname\n'
bench 700
unshare --pid --uts --fork chroot "$ROOT" "${program[@]}" subtask2 >/dev/null 3>/dev/null
printf '\nHostname in the host: %s\n' "$(hostname)"
echo 'Output Subtask 2c'
ids 1 2
bench 1400
third=(unshare --pid --uts --ipc --fork chroot "$ROOT" "${program[@]}" subtask3)
case $HOW in
  late) # is moved into the limit when it has long begun
    "${third[@]}" >/dev/null 3>/dev/null &
    until pid=$(pgrep -f '^/container_prog subtask3'); do :; done
    echo "${pid%%$'\n'*}" >"$GROUP/cgroup.procs"
    wait
    ;;
  early) # leaves the limit when it has begun
    (echo 0 >"$GROUP/cgroup.procs" && exec "${third[@]}" >/dev/null 3>/dev/null) &
    until pid=$(pgrep -f '^/container_prog subtask3'); do :; done
    echo "${pid%%$'\n'*}" >/sys/fs/cgroup/submission/cgroup.procs
    wait
    ;;
  preload | above | all) (echo 0 >"$GROUP/cgroup.procs" && exec "${third[@]}" >/dev/null 3>/dev/null) ;;
  *) "${third[@]}" >/dev/null 3>"$GROUP/cgroup.procs" ;;
esac
until rmdir "$GROUP"; do :; done 2>/dev/null
[[ $HOW != above ]] || umount "$ROOT" /mnt
