# shellcheck shell=bash
# course.sh - what a course may want otherwise. Every value can also be set in
# the environment.
# SPDX-License-Identifier: MIT

# a sentence of the students' README: where the course VM lies
: "${COURSE_VM:=Your instructor says where it lies.}"
# a whole roll number, in lower case; an extended regular expression that admits
# letters, digits and "-" only, with a digit among them; no braces in it
: "${ROLL_PATTERN:=[0-9][0-9][0-9a-z]+[0-9][0-9][0-9]}"
# what messages show as one
: "${ROLL_EXAMPLE:=22m0789}"
# what comes after the roll number in the name of what is handed in
: "${ASSIGNMENT:=assignment3}"
# the edition of the assignment that is graded: whose files and demands hold. The rooms of
# the tasks (grader/tasks) say what differs; it is never guessed from a submission
: "${EDITION:=2026}"
# seconds of the host's processor that all machines of one submission may use, when a class
# is graded; more than the limits of all tasks together. A right submission takes about 60
: "${BUDGET_SEC:=2400}"
