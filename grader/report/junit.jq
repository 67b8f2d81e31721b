# junit.jq - results.json (on input) as JUnit XML: a suite a stage, a case a check.
# What XML 1.0 cannot hold, control characters, is left out.
# SPDX-License-Identifier: MIT

def plain: tostring
  | [explode[] | select(. == 9 or . == 10 or . == 13 or (. >= 32 and . < 55296) or (. >= 57344 and . < 65534) or . >= 65536)]
  | implode | @html;
def verdict_of: .extra_data.verdict // (if .status == "passed" then "pass" else "fail" end);

def case: verdict_of as $verdict
  | "    <testcase classname=\"\(.number | tostring | split(".")[0] | plain)\" name=\"\(.number | plain) \(.name | plain)\">"
    + (if $verdict == "pass" then ""
       elif $verdict == "blocked" then "\n      <skipped message=\"\(.extra_data.seen // "" | plain)\"/>\n    "
       else ({fail: "failure", infra: "error"}[$verdict] // "failure") as $tag
         | "\n      <\($tag) message=\"\(.extra_data.required // .name | plain)\">\(.output // "" | plain)</\($tag)>\n    " end)
    + "</testcase>";

def count($verdict): [.[] | select(verdict_of == $verdict)] | length;

def suite($stage; $tests): "  <testsuite name=\"\($stage.id | plain) \($stage.title // "" | plain)\" tests=\"\($tests | length)\" failures=\"\($tests | count("fail"))\" errors=\"\($tests | count("infra"))\" skipped=\"\($tests | count("blocked"))\">\n"
  + "    <properties><property name=\"score\" value=\"\($stage.score)\"/><property name=\"max_score\" value=\"\($stage.points)\"/></properties>\n"
  + ([$tests[] | case] | join("\n")) + "\n  </testsuite>";

.tests as $all
| "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"\(.extra_data.roll // .extra_data.submission // "submission" | plain)\" tests=\"\($all | length)\" failures=\"\($all | count("fail"))\" errors=\"\($all | count("infra"))\">\n"
  + ([.extra_data.stages[]? | . as $stage | suite($stage; [$all[] | select((.number | tostring | split(".")[0]) == $stage.id)])] | join("\n"))
  + "\n</testsuites>"
