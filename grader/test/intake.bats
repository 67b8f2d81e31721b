#!/usr/bin/env bats
# intake.bats - whose each submission of a class is, and that nobody can take another
# one's place or keep the others from being graded.

setup() {
  load helper
  load submission
  cd "$BATS_TEST_TMPDIR" || return
}

intake() {
  run "$KIT_ROOT/grader/bin/kit-intake" --out out "$@"
}

# whose - by which key each is known, and which entry another one superseded
whose() {
  gojq -r '.[] | select(.ignored | not) | "\(.key) \(.file)\(if .superseded then " superseded" else "" end)"' <<<"$output"
}

# inside ROLL NAME - an archive of that name with ROLL's folder in it
inside() {
  mkdir -p "$(dirname "class/$2")" "in/$1_assignment3/task1"
  printf '%s\n' "$2" >"in/$1_assignment3/task1/namespace_prog.c"
  tar -C in -czf "class/$2" "$1_assignment3"
}

@test "the roll number is the file name's, and a folder inside that says otherwise is listed" {
  mkdir class
  mkdir -p x/22m0009_assignment3/task1
  printf 'int x;\n' >x/22m0009_assignment3/task1/namespace_prog.c
  tar -C x -czf class/22M0001_assignment3.tar.gz 22m0009_assignment3
  tar -C x -czf class/upload.tar.gz 22m0009_assignment3
  intake class
  assert_success
  assert_equal "$(gojq -r '.[] | "\(.key) \(.file) \(.flags | join(","))"' <<<"$output" | sort)" \
    "22m0001 22M0001_assignment3.tar.gz the folder inside is 22m0009's
22m0009 upload.tar.gz "
}

@test "of several by one person the latest counts and the others are listed" {
  submission 22m0001_assignment3.tar.gz old 2026-01-01
  submission '22m0001_assignment3 (1).tar.gz' new 2026-01-02
  intake class
  assert_success
  assert_equal "$(gojq -r '.[] | "\(.file): \(.superseded)"' <<<"$output")" \
    "22m0001_assignment3.tar.gz: 22m0001_assignment3 (1).tar.gz
22m0001_assignment3 (1).tar.gz: null"
}

@test "Moodle's download is understood with and without the last underscore, packed and flat" {
  submission 'Ada L_17_assignsubmission_file_/22m0001_assignment3.tar.gz' one
  submission 'Bo_18_assignsubmission_file/22m0002_assignment3.tar.gz' two
  submission 'Cy_19_assignsubmission_file_22m0003_assignment3.tar.gz' three
  (cd class && zip -qr ../bulk.zip .)
  local source
  for source in class bulk.zip; do
    intake "$source"
    assert_success
    assert_equal "$(gojq -r '.[] | "\(.key) \(.id) \(.person)"' <<<"$output")" $'22m0001 17 Ada L\n22m0002 18 Bo\n22m0003 19 Cy'
  done
}

@test "a roll number that two people claim is graded for both and flagged" {
  submission 'Ada_17_assignsubmission_file_/22m0001_assignment3.tar.gz' one
  submission 'Eve_18_assignsubmission_file_/22m0001_assignment3.tar.gz' two
  intake class
  assert_equal "$(gojq -r '.[] | "\(.key) \(.flags[])"' <<<"$output")" \
    $'22m0001-17 the roll number is claimed by 2 people\n22m0001-18 the roll number is claimed by 2 people'
}

@test "files without a roll number are all graded, however alike their names" {
  submission 'my work.tar.gz' one
  submission 'my-work.tar.gz' two
  intake class
  assert_equal "$(gojq -r '.[] | "\(.key) \(.superseded) \(.flags[])"' <<<"$output")" \
    $'unnamed-1-my-work-tar-gz null no roll number\nunnamed-2-my-work-tar-gz null no roll number'
}

@test "late ones and files that are no submissions are listed" {
  submission 22m0001_assignment3.tar.gz one
  submission 22m0002_assignment3.tar.gz two
  touch -d '2026-03-01 00:00 UTC' class/22m0002_assignment3.tar.gz
  printf x >class/notes.txt
  TZ=UTC intake --deadline '2026-02-28 23:00' class
  assert_success
  assert_equal "$(gojq -c '[.[] | select(.late) | [.key, .late, .late_by]]' <<<"$output")" '[["22m0002",3600,"1 h 0 min"]]'
  assert_equal "$(gojq -r '.[] | select(.ignored) | .file' <<<"$output")" notes.txt
}

@test "a bulk zip cannot write outside and its links are dropped" {
  mkdir in
  ln -s /etc/passwd in/link
  printf x | tee in/ok.txt >outside
  (cd in && zip -qry ../bulk.zip . && zip -q ../bulk.zip ../outside)
  intake bulk.zip
  run find out -name outside
  assert_output ''
  run find out -type l
  assert_output ''
}

@test "a name that is no UTF-8 is listed, and the others are taken" {
  submission 22m0001_assignment3.tar.gz one
  cp class/22m0001_assignment3.tar.gz $'class/22m0004_\xe9.tar.gz'
  intake class
  assert_success
  assert_equal "$(gojq -r '[.[] | select(.key) | .key] | join(" ")' <<<"$output")" 22m0001
  assert_equal "$(gojq -r '.[] | select(.ignored) | .ignored' <<<"$output")" 'has a name that is no UTF-8: rename it'
}

@test "a folder inside with another one's roll number supersedes nobody" {
  submission 22m0001_assignment3.tar.gz ada 2026-01-01
  inside 22m0001 eve.tar.gz
  intake class
  assert_equal "$(whose)" $'22m0001 22m0001_assignment3.tar.gz\n22m0001-2-eve-tar-gz eve.tar.gz'
  assert_equal "$(gojq -r '.[1].flags[-1]' <<<"$output")" 'the roll number is claimed by 2 people'
  rm class/22m0001*
  inside 22m0001 ada.tar.gz
  intake class
  assert_equal "$(whose | cut -d ' ' -f 1)" $'22m0001-1-ada-tar-gz\n22m0001-2-eve-tar-gz'
}

@test "a file's name cannot say that it is another participant's" {
  local claim=x_18_assignsubmission_file_22m0002.tar.gz
  submission 'Bo_18_assignsubmission_file_22m0002_a.tar.gz' bo 2026-01-01
  submission "Eve_19_assignsubmission_file_$claim" eve 2026-01-02
  submission "Flo_20_assignsubmission_file_/$claim" flo 2026-01-03
  intake class
  assert_equal "$(gojq -r '.[] | "\(.key) \(.id) \(.person)"' <<<"$output")" $'22m0002 18 Bo\nunnamed-19 19 Eve\nunnamed-20 20 Flo'
}

@test "of several by one participant the latest counts, whatever roll numbers they have" {
  local ada='Ada_17_assignsubmission_file_'
  submission "$ada/22m0001_a.tar.gz" one 2026-01-01
  submission "$ada/22m0002_a.tar.gz" two 2026-01-02
  submission 'Bo_18_assignsubmission_file_/22m0002_a.tar.gz' bo 2026-01-01
  submission 'Cy_19_assignsubmission_file_/my.tar.gz' cy 2026-01-01
  submission 'Cy_19_assignsubmission_file_/your.tar.gz' cy 2026-01-02
  intake class
  assert_equal "$(whose)" '22m0002-17 22m0001_a.tar.gz superseded
22m0002-17 22m0002_a.tar.gz
22m0002-18 22m0002_a.tar.gz
unnamed-19 my.tar.gz superseded
unnamed-19 your.tar.gz'
}

@test "no two people have the same key, whatever they call themselves" {
  submission 'Ada_17_assignsubmission_file_/mine.tar.gz' ada
  inside unnamed-17 'Eve_18_assignsubmission_file_/x.tar.gz'
  intake class
  assert_equal "$(gojq -r '.[].key' <<<"$output")" $'unnamed-17\nunnamed-17.2'
}

@test "what cannot be a submission is listed, and the others are taken" {
  submission 22m0001_assignment3.tar.gz one
  submission 'Ada_17_assignsubmission_file_/22m0002.tar.gz' two
  mkfifo class/22m0003.tar.gz
  ln -s nowhere class/22m0004.zip
  ln -s 22m0001_assignment3.tar.gz class/22m0005.tar.gz
  ln -s 'Ada_17_assignsubmission_file_' 'class/Eve_18_assignsubmission_file_'
  ln -s ../22m0001_assignment3.tar.gz 'class/Ada_17_assignsubmission_file_/more.zip'
  printf x >class/.22m0006.zip
  submission 22m0007.tar.gz seven
  chmod 0 class/22m0007.tar.gz
  mkdir -p class/22m0008/task1
  printf x >class/22m0008/task1/namespace_prog.c
  chmod 0 class/22m0008/task1
  local as=()
  # root reads everything
  ((EUID != 0)) || as=(setpriv --reuid 65534 --clear-groups)
  chmod 777 . && chmod 755 "$BATS_RUN_TMPDIR" "$(dirname "$BATS_TEST_TMPDIR")"
  run env HOME="$PWD" "${as[@]}" "$KIT_ROOT/grader/bin/kit-intake" --out out class
  chmod 755 class/22m0008/task1
  assert_success
  assert_equal "$(whose)" $'22m0001 22m0001_assignment3.tar.gz\n22m0002 22m0002.tar.gz\n22m0008 22m0008'
  assert_equal "$(gojq -r '.[] | select(.ignored) | "\(.file) \(.ignored)"' <<<"$output" | sort)" '.22m0006.zip is hidden
22m0003.tar.gz is no file and no folder
22m0004.zip is a link
22m0005.tar.gz is a link
22m0007.tar.gz cannot be read
Eve_18_assignsubmission_file_ is a link
more.zip is a link'
}
