# bot.jq - the history of the bot (slurped, the latest last) as a page, or as text what its
# last run came to. $form: page or text. A drift is what differs from the run before; of
# times, from the median of the ten before, by more than a half.
# SPDX-License-Identifier: MIT
include "page";
include "statistics";
include "points";
include "sums";

def proof_key: [.backend, .task, .name];
def in_words: "\(.backend), task \(.task) \(.name)";

# --- drift ---

def version($was; $now; $what): select($was != $now) | "\($what): \($was) became \($now)";

def packages($was; $now): [($was + $now | keys[]) | select($was[.] != $now[.])
    | "\(.) \($was[.] // "–") became \($now[.] // "–")"] | select(. != [])
  | "packages: \(.[:8] | join(", "))"
    + if length > 8 then " and \(length - 8) more" else "" end;

def time_drift($former): . as $proof
  | ([$former[-10:][].proofs[] | select(proof_key == ($proof | proof_key)) | .seconds | select(.)]
    | median) as $usual
  | select($usual and .seconds)
  | select(.seconds > 1.5 * $usual or 1.5 * .seconds < $usual)
  | "\(in_words): \(.seconds) s, usually \($usual) s";

def verdict_drift($last): . as $proof
  | first($last.proofs[] | select(proof_key == ($proof | proof_key))) | select(.ok != $proof.ok)
  | "\(in_words): " + if .ok then "no longer as it should be" else "as it should be again" end;

# in what run number $i differs from those before it: sentences
def drift($i): .[$i] as $run | .[:$i] as $former | $former[-1] as $last
  | if $i == 0 then [] else
      [version($last.kernel; $run.kernel; "kernel"), packages($last.packages; $run.packages),
        ($run.proofs[] | verdict_drift($last), time_drift($former))] end;

# --- a run ---

def wrong: .proofs[] | select(.ok | not)
  | "\(in_words): must fail \(.expected | if . == "" then "nothing" else . end), "
    + "failed \(.got | if . == "" then "nothing" else . end)";
def came_out: .proofs | group_by(.backend)[]
  | "\(.[0].machine // .[0].backend): \(map(select(.ok)) | length) of \(length) as they should be, "
    + "in \(map(.seconds // 0) | add | hundredths | points) s";
def absent: .absent | to_entries[] | "\(.key) does not work here: \(.value)";

def run_row($drift): row(
  (.at | @html | cell("id")),
  ([(came_out | @html), (wrong | @html "<span class=\"fail\">\(.)</span>"),
      ($drift[] | @html "<strong>\(.)</strong>"),
      @html "<span class=\"small soft\">kit \(.kit), kernel \(.kernel), "
        + @html "\(.packages | length) packages</span>",
      (absent | @html "<span class=\"small soft\">\(.)</span>")] | join("<br>") | cell("what")));

def in_page: . as $runs | section("<h1>Solutions, mutants and variants, night after night</h1>",
    table(""; range(length - 1; -1; -1) as $i | $runs | drift($i) as $drift
      | $runs[$i] | run_row($drift)))
  | page("The kit's own nights");

def in_text: drift(length - 1) as $drift | .[-1]
  | came_out, absent, wrong, ($drift[] | "drift: \(.)");

if $form == "page" then in_page else in_text end
