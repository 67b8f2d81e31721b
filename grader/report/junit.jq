# junit.jq - results.json (on input) as JUnit XML: a suite a stage, a case a check. What
# is still to do, or waits for something, was skipped; an error is the machine's.
# SPDX-License-Identifier: MIT
include "result";

# Text as XML 1.0 can hold it. Control characters were made visible before; these two,
# which are no characters, it cannot hold either.
def xml: tostring | gsub("[\uFFFE\uFFFF]"; "") | @html;

# ATTRIBUTES are pairs of a name and a value, LINES what is inside, which is XML already
def element($name; attributes; lines):
  "<\($name)" + ([attributes | " \(.[0])=\"\(.[1] | xml)\""] | join(""))
  + ([lines] | if . == [] then "/>" else ">\n" + join("\n") + "\n</\($name)>" end);

def outcome: if verdict == "pass" then empty
  elif verdict == "todo" then element("skipped"; ["message", "still to do"]; empty)
  elif verdict == "blocked" then element("skipped"; ["message", .extra_data.seen]; empty)
  else element(if verdict == "infra" then "error" else "failure" end;
    ["message", .extra_data.say // .extra_data.required // .name]; .output | xml) end;

def case: element("testcase"; ["classname", stage_of], ["name", "\(.number) \(.name)"]; outcome);

def count(verdicts): map(select(verdict | IN(verdicts))) | length;
# how many checks there are, on input, and what became of them
def counts: ["tests", length], ["failures", count("fail")], ["errors", count("infra")],
  ["skipped", count("blocked", "todo")];

def property($name; $value): element("property"; ["name", $name], ["value", $value]; empty);
def suite($checks): element("testsuite";
  ["name", "\(.id) \(.title)"], ($checks | counts);
  element("properties"; empty; (select(.score) | property("score"; .score)),
    property("max_score"; .points)),
  ($checks[] | case));

a_result | . as $results | "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
element("testsuites"; ["name", whose], (.tests | counts);
  stages | . as $stage | suite([$results | checks_of($stage)]))
