#!/usr/bin/env bats
# unpack.bats - what unpack, built with the sanitizers, takes and ignores.

load helper
load unpack_samples

# ---- what is taken ---------------------------------------------------------

@test "a tar archive is taken, compressed by any of four programs or none" {
  sample 22m0789_assignment3/
  local filter
  for filter in '' ,gzip ,bzip2 ,xz ,zstd; do
    forge "pax$filter" in.tar "${SAMPLE[@]}"
    rm -rf out
    assert_taken in.tar "${TAKEN[@]}"
    assert_report .kind tar
  done
}

@test "a zip archive is taken" {
  sample 22m0789_assignment3/
  forge zip in.zip "${SAMPLE[@]}"
  assert_taken in.zip "${TAKEN[@]}"
  assert_report .kind zip
}

@test "a directory is taken" {
  make_tree in
  assert_taken in "${TAKEN[@]}"
  assert_report .kind directory
}

@test "tar, zip and directory give the same files and digest" {
  sample x/
  make_tree in
  forge ustar in.tar "${SAMPLE[@]}"
  forge zip in.zip "${SAMPLE[@]}"
  local submission
  for submission in in in.tar in.zip; do
    unpack "$submission"
    report '[.digest, (.files | map(del(.from)))]' >"said.$submission"
    rm -r out
  done
  run diff said.in said.in.tar
  assert_success
  run diff said.in said.in.zip
  assert_success
}

@test "the digest is that of sha256sum's lines in the order of files" {
  make_tree in
  unpack in
  local expected
  expected=$(cd out/src && gojq -r '.files[].path' ../unpack.json \
    | xargs sha256sum | sha256sum)
  assert_report .digest "${expected%% *}"
}

@test "bytes survive exactly: CRLF, BOM, no last newline, NUL" {
  make_tree in
  printf '\357\273\277a\r\nb\0c\377' >in/task3/config.sh
  unpack in
  run cmp in/task3/config.sh out/src/task3/config.sh
  assert_success
  tar cf in.tar in
  rm -r out
  unpack in.tar
  run cmp in/task3/config.sh out/src/task3/config.sh
  assert_success
}

@test "files get mode 644 and folders 755, under any umask and parent" {
  sample
  forge ustar in.tar "${SAMPLE[@]}" f 4777 .git/hook x
  chmod g+s .
  umask 077
  unpack in.tar
  assert_success
  assert_equal "$(find out -type f -printf '%m\n' | sort -u)" 644
  assert_equal "$(find out -type d -printf '%m\n' | sort -u)" 755
}

@test "what was executable is noted" {
  sample
  forge ustar in.tar "${SAMPLE[@]}"
  unpack in.tar
  assert_report '.files[] | select(.executable).path' \
    'task2/simple_container.sh
task3/conductor.sh
task4/service-orchestrator.sh'
}

@test "task folders lie at the top or up to two folders deep" {
  local prefix
  for prefix in '' ./ any-name/ 'any name/b/'; do
    sample "$prefix"
    forge ustar in.tar "${SAMPLE[@]}"
    rm -rf out
    assert_taken in.tar "${TAKEN[@]}"
  done
  sample a/b/c/
  forge ustar in.tar "${SAMPLE[@]}"
  rm -r out
  assert_refused in.tar "none of the assignment's files is in it"
}

@test "a task folder that was packed inside itself is one" {
  forge ustar in.tar f 644 task1/task1/namespace_prog.c x \
    f 644 a/task3/task3/config.sh x
  assert_taken in.tar task1/namespace_prog.c task3/config.sh
}

@test "a known file in no task folder goes to its task" {
  forge ustar in.tar f 644 container.c x f 644 top/config.sh x \
    f 644 a/b/conductor.sh x
  assert_taken in.tar task1/container.c task3/config.sh
  assert_ignored a/b/conductor.sh 'not in a task folder'
}

@test "of two files the one with fewer folders above it is taken" {
  forge ustar in.tar f 644 top/old/task3/config.sh old \
    f 644 top/task3/config.sh new f 644 top/old/task3/notes old
  assert_taken in.tar task3/config.sh task3/notes
  assert_equal "$(<out/src/task3/config.sh)" new
  assert_ignored top/old/task3/config.sh 'another file of this name is taken'
}

@test "a file in its task folder goes before one that lies loose" {
  forge ustar in.tar f 644 config.sh loose f 644 a/b/task3/config.sh right
  assert_taken in.tar task3/config.sh
  assert_equal "$(<out/src/task3/config.sh)" right
}

@test "two files with as many folders above them are refused" {
  forge ustar in.tar f 644 a/task3/config.sh x f 644 b/task3/config.sh y
  assert_refused in.tar \
    "'a/task3/config.sh' is there twice, again as 'b/task3/config.sh'"
  rm -r out
  forge zip in.zip f 644 config.sh x f 644 config.sh y
  assert_refused in.zip "'config.sh' is there twice, again as 'config.sh'"
}

@test "missing lists the needed files and not the elective" {
  forge ustar in.tar f 644 task1/namespace_prog.c x f 644 task3/conductor.sh x
  unpack in.tar
  assert_report '.missing[]' "task2/simple_container.sh
task3/config.sh
task3/nsenter-lite.c
task4/service-orchestrator.sh"
}

@test "a file's task is its stage's, also of the elective and of extra files" {
  forge ustar in.tar f 644 task1/namespace_prog.c x f 644 task1/container.c x \
    f 644 task1/notes x f 644 task4/a/b x
  unpack in.tar
  assert_report '.files[] | "\(.path) \(.task) \(.extra)"' \
    "task1/container.c x false
task1/namespace_prog.c 1 false
task1/notes 1 true
task4/a/b 4 true"
}

# ---- extra files -----------------------------------------------------------

@test "small text files of a task folder are kept as extra" {
  sample
  forge ustar in.tar "${SAMPLE[@]}" f 644 task3/setup.sh x \
    f 644 task4/counter-service/app/server.py y
  assert_taken in.tar "${TAKEN[@]}" task3/setup.sh \
    task4/counter-service/app/server.py
  assert_report '.files[] | select(.extra).path' \
    $'task3/setup.sh\ntask4/counter-service/app/server.py'
}

@test "an extra file of 64 KiB is kept, a byte more is not" {
  make_tree in
  head -c 65536 <(yes) >in/task1/most
  head -c 65537 <(yes) >in/task1/more
  assert_taken in "${TAKEN[@]}" task1/most
  assert_ignored task1/more 'too large for an extra file'
}

@test "an extra file that is not text is ignored" {
  sample
  forge ustar in.tar "${SAMPLE[@]}" z 755 task1/namespace_prog 100
  assert_taken in.tar "${TAKEN[@]}"
  assert_ignored task1/namespace_prog 'not a text file'
}

@test "the first 50 extra files by name are kept" {
  sample
  forge ustar in.tar n 644 task2/z 1 n 644 task2/x 50 "${SAMPLE[@]}"
  unpack in.tar
  assert_success
  assert_report '.files | map(select(.extra)) | length' 50
  assert_ignored task2/z0 'too many extra files'
}

@test "a file and a folder of the same name do not both become files" {
  sample
  forge ustar in.tar "${SAMPLE[@]}" f 644 task1/a/b x f 644 task1/a x \
    f 644 task1/a-b x f 644 task1/namespace_prog.c/y x
  assert_taken in.tar "${TAKEN[@]}" task1/a task1/a-b
  assert_ignored task1/a/b 'below a file'
  assert_ignored task1/namespace_prog.c/y 'below a file'
}

# ---- what is ignored -------------------------------------------------------

@test "no makefile is taken: the kit's own builds what is handed in" {
  local name
  sample
  forge ustar in.tar "${SAMPLE[@]}" f 644 task1/Makefile 'all:' f 644 task1/makefile 'all:' \
    f 644 task2/GNUmakefile 'all:' f 644 task4/sub/Makefile 'all:' f 644 task1/Makefile.txt x
  assert_taken in.tar "${TAKEN[@]}" task1/Makefile.txt
  for name in task1/Makefile task1/makefile task2/GNUmakefile task4/sub/Makefile; do
    assert_ignored "$name" "the kit's own Makefile builds what is handed in"
  done
  rm -r out
  mkdir in
  tar -xf in.tar -C in
  assert_taken in "${TAKEN[@]}" task1/Makefile.txt
  assert_ignored task2/GNUmakefile "the kit's own Makefile builds what is handed in"
}

@test "other files are listed, not extracted" {
  sample top/
  forge ustar in.tar "${SAMPLE[@]}" f 644 top/report.pdf x \
    f 644 __MACOSX/top/task1/._namespace_prog.c x f 644 top/task2/.DS_Store x \
    f 755 top/task2/container_root/bin/ls x f 644 task1/a/b/c/d/e/f x
  assert_taken in.tar "${TAKEN[@]}"
  assert_ignored top/report.pdf 'not in a task folder'
  assert_ignored __MACOSX/top/task1/._namespace_prog.c hidden
  assert_ignored top/task2/.DS_Store hidden
  assert_ignored top/task2/container_root/bin/ls 'in the root of a container'
  assert_ignored task1/a/b/c/d/e/f 'too many folders below the task folder'
}

@test "what lies in a container's root is not judged, only ignored" {
  sample
  forge ustar in.tar "${SAMPLE[@]}" c 600 task2/container_root/dev/null '' \
    l 777 task3/.images/d/etc/mtab /proc/mounts
  assert_taken in.tar "${TAKEN[@]}"
}

@test "harmless links are ignored, in a tar, a zip and a directory" {
  make_tree in
  ln -s ../task3/conductor.sh in/task4/conductor.sh
  ln in/task1/namespace_prog.c in/task2/copy.c
  tar cf in.tar in
  sample in/
  forge zip in.zip "${SAMPLE[@]}" l 777 in/task4/conductor.sh \
    ../task3/conductor.sh
  unpack in
  assert_success
  assert_ignored task4/conductor.sh 'a symbolic link'
  local archive
  for archive in in.tar in.zip; do
    rm -r out
    unpack "$archive"
    assert_success
    assert_ignored in/task4/conductor.sh 'a symbolic link'
  done
  rm -r out
  forge ustar in.tar "${SAMPLE[@]}" h 644 in/task2/b.c in/task1/namespace_prog.c
  unpack in.tar
  assert_ignored in/task2/b.c 'a hard link'
}

@test "a known file that is a link is missing" {
  sample
  forge ustar in.tar "${SAMPLE[@]:4}" l 777 task1/namespace_prog.c a.c
  unpack in.tar
  assert_success
  assert_report '.missing[]' task1/namespace_prog.c
}

@test "names that are not printable UTF-8 are ignored and escaped" {
  sample
  forge ustar in.tar "${SAMPLE[@]}" f 644 $'task1/\xff' x \
    f 644 $'task1/a\nb\x1b[2J' x f 644 $'task1/\xed\xa0\x80' x \
    f 644 'task1/a\b' x f 644 'task1/größe' x \
    f 644 $'task1/co\xc2\xadnf\xe2\x80\xae' x
  assert_taken in.tar "${TAKEN[@]}" task1/größe
  assert_report '.ignored[].path' 'task1/\xed\xa0\x80
task1/\xff
task1/a\x0ab\x1b[2J
task1/a\x5cb
task1/co\xadnf\u202e'
}

@test "the list of what is ignored has an end" {
  sample
  forge ustar in.tar "${SAMPLE[@]}" n 644 doc/ 1000
  unpack in.tar
  assert_success
  assert_report '.ignored | length' 200
  assert_report .ignored_more 800
}

@test ".git is neither taken, listed nor counted" {
  sample top/
  forge ustar,gzip in.tar.gz "${SAMPLE[@]}" n 644 top/.git/objects/ 21000 \
    l 777 top/.git/hooks /etc z 644 top/.git/pack 70000000
  assert_taken in.tar.gz "${TAKEN[@]}"
  assert_report '.ignored | length' 0
}

# ---- whose it is -----------------------------------------------------------

@test "the roll number is the top folder's, else the file's, else null" {
  sample 22m0789_assignment3/
  forge ustar,gzip 19x_assignment3.tar.gz "${SAMPLE[@]}"
  unpack 19x_assignment3.tar.gz
  assert_report .roll 22m0789
  assert_report .submission 19x_assignment3.tar.gz
  rm -r out

  sample
  forge ustar,gzip 19x_assignment3.tar.gz "${SAMPLE[@]}"
  unpack 19x_assignment3.tar.gz
  assert_report .roll 19x
  rm -r out

  make_tree solutions
  unpack solutions
  assert_report .roll null
}

@test "a folder's name is a roll number only by the course's pattern" {
  sample kit2/
  forge ustar in.tar "${SAMPLE[@]}"
  unpack in.tar
  assert_report .roll null
  rm -r out
  make_tree kit2
  unpack kit2
  assert_report .roll null
  rm -r out
  sample 22M0789/
  forge ustar in.tar "${SAMPLE[@]}"
  unpack in.tar
  assert_report .roll 22M0789
}

@test "a roll number that would be a path or the assignment's name is none" {
  local name
  for name in assignment3.tar -22m.tar '2 2.tar'; do
    sample
    forge ustar "$name" "${SAMPLE[@]}"
    rm -rf out
    unpack "./$name"
    assert_report .roll null
  done
}

@test "a link to an archive gives the submission its name" {
  sample
  forge ustar stored.tar "${SAMPLE[@]}"
  ln -s stored.tar 22m0789_assignment3.tar
  unpack 22m0789_assignment3.tar
  assert_report '.submission, .roll' $'22m0789_assignment3.tar\n22m0789'
}

# ---- a directory -----------------------------------------------------------

@test "of a work tree only the task folders are looked at" {
  make_tree in
  mkdir -p in/{solutions/task1,build/task2,.git} in/task2/container_root \
    in/task3/{.images/d,.containers}
  printf 'solution\n' | tee in/solutions/task1/container.c >in/build/task2/extra
  ln -s /etc in/build/etc
  mkfifo in/pipe in/.git/pipe in/task2/container_root/pipe \
    in/task3/.images/d/pipe in/task3/.containers/pipe
  assert_taken in "${TAKEN[@]}"
  assert_report '.ignored | length' 0
}

@test "a directory may hold the submission's folder" {
  make_tree in/22m0789_assignment3
  assert_taken in "${TAKEN[@]}"
  assert_report .roll 22m0789
}

@test "a link to a directory is followed when it is SUBMISSION, never below" {
  make_tree in
  ln -s in link
  mkdir other
  printf x >other/secret
  ln -s ../../other in/task1/leaves
  assert_refused link \
    "'task1/leaves' is a symbolic link that leads out of it"
  rm -r out in/task1/leaves
  ln -s task1 in/task5
  assert_taken link "${TAKEN[@]}"
  assert_report .submission in
}

@test "a pipe or set-id file in a task folder is refused, without waiting" {
  make_tree in
  mkfifo in/task1/pipe
  assert_refused in "'task1/pipe' is a device, a pipe or a socket"
  rm -r out in/task1/pipe
  chmod u+s in/task3/conductor.sh
  assert_refused in "'task3/conductor.sh' has a set-id bit"
}

# unpack with root's right to read everything taken away, if it is root's
unpack_as_user() { # SUBMISSION
  local -a command=("$ASAN/unpack" --manifest "$MANIFEST" "$1" out)
  if ((EUID == 0)); then
    command=(setpriv '--bounding-set=-dac_override,-dac_read_search'
      "${command[@]}")
  fi
  run "${command[@]}"
}

@test "what only root can read in a work tree is ignored" {
  make_tree in
  mkdir -m 0 in/task2/left
  install -m 0 /dev/null in/task3/left.log
  unpack_as_user in
  assert_success
  assert_ignored task2/left 'cannot be read'
  assert_ignored task3/left.log 'cannot be read'
}

@test "a known file that cannot be read is refused" {
  make_tree in
  chmod 0 in/task3/config.sh
  unpack_as_user in
  assert_equal "$status" 3
  assert_report .refused "'task3/config.sh' cannot be read"
}
