#!/usr/bin/env bats
# worksheet.bats - Moodle's worksheet is filled in and every byte outside the two
# columns stays as it was.

setup() {
  load helper
  cd "$BATS_TEST_TMPDIR" || return
  printf '%s\t%s\t%s\t%s\n' 101 22m0001 17.5 '<p>well, "done"</p>' 102 22m0002 20 '<p>good</p>' '' 22m0003 7 '<p>so; so</p>' >grades
}

# fill FILE - fills it in; what is said goes to said
fill() {
  "$ASAN/worksheet" "$1" grades >filled 2>said
}

# assert_bytes TEXT - the filled worksheet, byte for byte
assert_bytes() {
  printf '%s' "$1" >expected
  run cmp expected filled
  assert_success
}

HEADER='Identifier,"Full name","ID number",Status,Grade,"Maximum grade","Grade can be changed","Last modified (grade)","Feedback comments"'

@test "commas and LF" {
  printf '%s\n' "$HEADER" '"Participant 101","Ada, L",22m0001,"Submitted for grading, ",,100.00,Yes,-,' \
    'Participant 102,Bo,22m0002,,"",100.00,Yes,-,"old"' >sheet
  fill sheet
  assert_bytes "$HEADER
\"Participant 101\",\"Ada, L\",22m0001,\"Submitted for grading, \",17.5,100.00,Yes,-,\"<p>well, \"\"done\"\"</p>\"
Participant 102,Bo,22m0002,,\"20\",100.00,Yes,-,\"<p>good</p>\"
"
}

@test "semicolons, decimal commas, a byte order mark and CRLF" {
  local mark=$'\xef\xbb\xbf'
  printf '%s\r\n' "$mark${HEADER//,/;}" 'Participant 101;Ada;22m0001;x;;100,00;Yes;-;' >sheet
  fill sheet
  assert_bytes "$mark${HEADER//,/;}"$'\r\n''Participant 101;Ada;22m0001;x;17,5;100,00;Yes;-;"<p>well, ""done""</p>"'$'\r\n'
}

@test "a decimal comma between commas is quoted" {
  printf '%s\n' "$HEADER" 'Participant 101,Ada,22m0001,x,"3,00","100,00",Yes,-,' 'Participant 9,Z,z,x,,"100,00",Yes,-,' >sheet
  fill sheet
  run sed -n 2p filled
  assert_output 'Participant 101,Ada,22m0001,x,"17,5","100,00",Yes,-,"<p>well, ""done""</p>"'
}

@test "blind marking: no names, no ID numbers, no last line end, tabs" {
  printf 'Identifier\tStatus\tGrade\tMaximum grade\tFeedback comments\nParticipant 102\t\t\t50\t' >sheet
  fill sheet
  assert_bytes $'Identifier\tStatus\tGrade\tMaximum grade\tFeedback comments\nParticipant 102\t\t20\t50\t<p>good</p>'
}

@test "quoted line ends, quotes and separators elsewhere stay" {
  printf '%s\r\n' "$HEADER" $'Participant 102,"Bo ""the\r\nB"", x",22m0002,"a\nb",,100,Yes,"1,2","was\r\nhere"' >sheet
  fill sheet
  assert_bytes "$HEADER"$'\r\nParticipant 102,"Bo ""the\r\nB"", x",22m0002,"a\nb",20,100,Yes,"1,2","<p>good</p>"\r\n'
}

@test "whoever has no participant number in the grades is found by the roll number" {
  printf '%s\n' "$HEADER" 'Participant 555,Cy,22M0003,x,,100,Yes,-,' 'Participant 556,Eve,22m0001,x,,100,Yes,-,' >sheet
  fill sheet
  run sed -n 2p filled
  assert_output 'Participant 555,Cy,22M0003,x,7,100,Yes,-,<p>so; so</p>'
  # 22m0001 is participant 101: nobody else gets that grade
  run sed -n 3p filled
  assert_output 'Participant 556,Eve,22m0001,x,,100,Yes,-,'
}

@test "rows that Moodle would skip stay and are named with the reason" {
  printf '%s\n' "$HEADER" 'Participant 101,Ada,22m0001,x,3,100,No,-,was' 'Participant 102,Bo,22m0002,x,,10,Yes,-,' \
    'nobody,N,n,x,,100,Yes,-,' 'Participant 9,Z,z,x,,100,Yes,-,' 'Participant 102,short' >sheet
  fill sheet
  cmp sheet filled
  run cat said
  assert_line "row 2, 'Participant 101', is locked, so Moodle would skip it"
  assert_line "row 3, 'Participant 102', has a grade above the maximum, so Moodle would skip it"
  assert_line "row 4, 'nobody', has no participant number, so Moodle would skip it"
  assert_line "row 5, 'Participant 9', has no graded submission"
  assert_line "row 6, 'Participant 102', has fewer cells than the header"
  assert_line '0 of 3 grades filled in'
}

@test "with no grade to fill in any bytes come out as they went in" {
  : >grades
  local bytes
  for bytes in "$HEADER"$'\n"unclosed,\n' "$HEADER"$'\r\r\n\n,,,\n"a"b"c,"""\n' "$HEADER"; do
    printf '%s' "$bytes" >sheet
    fill sheet
    cmp sheet filled
  done
  { printf '%s\n' "$HEADER" && head -c 100000 /dev/urandom; } >sheet
  fill sheet
  cmp sheet filled
}

@test "a file that is no worksheet is refused" {
  local sheet
  for sheet in '' $'a,b\n' $'Identifier,Grade\n'; do
    printf '%s' "$sheet" >sheet
    run "$ASAN/worksheet" sheet grades
    assert_failure 2
    assert_output --partial 'worksheet: the worksheet has no column'
  done
  run "$ASAN/worksheet" missing grades
  assert_failure 2
  printf 'x\n' >grades
  printf '%s\n' "$HEADER" >sheet
  run "$ASAN/worksheet" sheet grades
  assert_failure 2
}
