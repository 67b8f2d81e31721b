# evidence.jq - how the facts of a room read a recording, and what several rooms ask
# of it. $evidence, or the input where it is not named, is what `gather` made of the
# recording: one object with all its files.
#
# A fact is {ok: true, false or null (there is nothing to look at), seen: text}. What
# was seen is said of a fact that does not hold. Where a solution stands in, the submission
# beside it can read that and pass it on, so there only what is `measured` is shown: text
# that is the kit's own but for numbers, modes and the like. `shown` is what else is to be
# said, and never is there.

include "processes";

# --- facts ---

def fact($ok; seen): {ok: $ok, seen: (if $ok == true then "" else (seen | tostring) end)};
def measured($ok; seen): fact($ok; seen) + {measured: true};
def plus(text): if .ok == false then .shown = text else . end;
def blocked(why): {ok: null, seen: why};
def wait_for(what): blocked("for \(what)");
# a fact about something that may never have come to be
def once($there; what; fact): if $there then fact else wait_for(what) end;
# the first of several facts that does not hold, or the last one
def all_of(facts): [facts] | (map(select(.ok != true)) | first) // last;

# --- what the files hold ---

# the value in a file of JSON; null where it is not there, or not whole
def object($name): .files[$name];
# the objects in a file that has one a line
def lines($name): .files[$name] // [];
# a list of objects, by the text that they have under a key
def by($key): map(select(.[$key] | type == "string") | {key: .[$key], value: .}) | from_entries;
# the text in a file that is not JSON
def text($name): .files[$name].text // "";

# what became of a step: its line of steps.jsonl, null where it did not end
def step($name): [lines("steps.jsonl")[] | select(.step == $name)] | last;
def events($step): lines("\($step).witness");
def processes($step): events($step) | processes_of;
# whether nothing is missing of what witness wrote: events that were too many, bytes that did
# not arrive or were more than gather takes. $evidence is the whole recording
def whole($evidence; $step): ($evidence.line | (.lost_frames // 0) == 0 and (.truncated | not))
  and ($evidence.cut // [] | index("\($step).witness") == null)
  and (($evidence | events($step) | last).dropped // 0) == 0;
# a fact that says of a step that something did not happen
def never($evidence; $step; fact): fact | if .ok == true and (whole($evidence; $step) | not)
  then blocked("events of '\($step)' are missing: what did not happen cannot be told") else . end;
def out($step): text("\($step).out");
# the objects in what a step printed, whatever else stands there
def said($step): [out($step) | split("\n")[] | fromjson? | objects];

# the first difference in one line; null where transcript(1) says it in another way
def difference_in_short: . // "" | first(
  (capture("\nexpected line \\d+: +(?<wanted>.*)\nseen line (?<at>\\d+): +(?<got>.*)")
    | "line \(.at) of the output is \"\(.got)\", and \"\(.wanted)\" was expected"),
  (capture("\nexpected line \\d+: +(?<wanted>.*)\nseen: +(?<end>.*)")
    | "the output lacks \"\(.wanted)\": \(.end)"),
  (capture("\nexpected: +.*\nseen line (?<at>\\d+): +(?<got>.*)")
    | "line \(.at) of the output is \"\(.got)\", and no more was expected"),
  null);

# whether an output is the one that is expected; NAME is what the room calls that
def output($name): .transcripts[$name]
  | if . == null then wait_for("an output")
    else fact(.matches; .difference) + {at, say: (.difference | difference_in_short)} end;

# the first lines of what a step printed
def shown($step; $lines): out($step)
  | if . == "" then "it printed nothing"
    else .[:4000] | split("\n")[:$lines] | join("\n") | sub("\n+\\z"; "") end;
# a fact and, where it does not hold, what the step printed
def with_output($evidence; $step): plus($evidence | shown($step; 6));

# --- what becomes of programs ---

# what may hold newlines in one line; \s alone is of ASCII
def in_one_line: gsub("[\\s\\p{Z}]"; " ");

# one sentence about the machine, for when evidence is missing
def how_it_ended:
  .meta.machine_status
  | if . == 124 then "the machine was stopped because its time was over"
    elif . != 0 then "the machine went down while it ran"
    else "the recorder came to its end" end;

# Of a step that reads source: one sentence where that is in another language than WANTED,
# by the lines that are quoted. A compiler says a hundred things of such a file.
def language: if test("(?m)fatal error: [a-z_]+: No such|^ *\\d+ \\| *(using namespace |template *<"
      + "|class [\\w\\p{L}]+ *[:{])|\\bstd::") then "C++"
  elif test("(?m)(^ *\\d+ \\| *|`)(import [\\w\\p{L}]|from [\\w\\p{L}]+ import|def [\\w\\p{L}]+\\("
      + "|print\\(|#!.*python)") then "Python"
  elif test("`(int|void) [\\w\\p{L}]+\\(") then "C" else null end;
def other_language($step; $wanted): out($step)[:8000] | language as $it
  | select($it != null and $it != $wanted)
  | (capture("(?m)^(?<file>[\\w\\p{L}.-]+[.](c|sh)):").file // "the file")
    + " is \($it), and the task is to be written in \($wanted)";

# whether a script can be run at all; the step called syntax is `bash -n`
def runnable:
  (object("script.json").carriage_returns // 0) as $returns
  | {
      unix_line_ends: fact($returns == 0; "lines that end in a carriage return: \($returns)"),
      parses: fact(step("syntax").status == 0;
        other_language("syntax"; "bash") // shown("syntax"; 4))
    };

# what a compiler said first, with the lines that say where
def first_error($step): out($step)
  | split("\n")
  | (map(test("error|undefined reference")) | index(true)) as $at
  | if $at == null then null else .[$at:$at + 3] | join("\n") | sub("\n+\\z"; "") end;

# whether the program of a step that compiles came to be
def compiled($step):
  step($step) as $compiler
  | {
      compiler_started: fact(.files | has("\($step).out");
        "the compiler was not started: \(how_it_ended)"),
      compiler_ended: fact($compiler.timeout != true;
        "the compiler did not come to an end and was stopped after \($compiler.limit) s"),
      compiles: fact($compiler.status == 0;
        other_language($step; "C") // first_error($step) // shown($step; 12))
    };

# a sentence for each step that did not come to its end by itself
def endings: . as $evidence
  | [ lines("steps.jsonl")[]
      | select(.timeout or (.status >= 129 and .status <= 199))
        as {$step, $command, $limit, $spent, $processor}
      | ($command | join(" ") | in_one_line | ltrimstr("sh -c exec ")) as $who
      | ($evidence | events($step) | last) as $last
      | $who + (if $step == "again" then ", the second time," else "" end)
        + if $last.timeout then " did not end by itself and was stopped after \($limit) s"
            + (if $spent == "kernel" then ", starting processes or calling the kernel all the time"
               elif $spent == "processes" or $processor >= $limit / 2 then ", busy all the time"
               else "" end)
            + if $last.left_count > 1 then ", with \($last.left_count) processes running."
              else "." end
          elif $last.signal then " was ended by a signal, \($last.signal)."
          else empty end ]
  | unique;

# a sentence for each process that a step left and nobody followed
def strays: . as $evidence
  | [ lines("steps.jsonl")[].step as $step | $evidence | events($step) | last | .strays[]?
      | "a process that nobody followed was left by the step \($step), and killed: "
        + ((.argv // [.comm // "?"]) | join(" ") | in_one_line | .[:200]) ]
  | unique;

# the container runtimes that were called, where the recorder has put something that says that
# there is none: by what was executed, or by what that said, where nobody followed it
def other_runtimes: [
    (.files | to_entries[] | select(.key | endswith(".witness")) | .value[]?
      | select(.event == "exec" and .argv[1] == "/usr/lib/kit/no-runtime") | .argv[2] // ""
      | split("/") | last),
    (.files | to_entries[] | select(.key | endswith(".out")) | .value.text? // ""
      | match("(?m)^([a-z-]+): there is no other container runtime on this machine"; "g")
      | .captures[0].string)]
  | unique;

# the processes of a step that executed PROGRAM, which is known by its contents, with
# ARGUMENT first, as they were from then on; `executed` is the state of that moment
def executed($processes; $program; $argument): [
    $processes.processes[]
    | ([.states[] | select(.event == "exec" and .known == $program
          and .argv[1] == $argument)] | first) as $exec
    | select($exec)
    | .executed = $exec
    # not by time: much may happen in a thousandth of a second
    | .states |= .[index($exec):]
  ];

# of a command, the probe, that was to hold and was not there when the recorder looked: whether
# it was executed, and what became of WHO, by which it was started
def begun($step; $nonce): executed(processes($step); "probe"; $nonce) != [];
def not_held($step; $nonce; $who): if begun($step; $nonce) | not then "CMD was not executed"
  else "CMD was executed, and before anybody could look at it, \($who) "
    + (events($step) | last | if .event? != "end" then "was lost sight of"
        elif .timeout then "was stopped, because its time was over"
        elif .signal then "was ended by a signal, \(.signal)"
        else "ended with status \(.status)" end) end;

def arrived_as_typed($typed; $arrived): fact($arrived == $typed;
  "typed: \($typed | tojson)\narrived: \($arrived | tojson)");
def status_came_back($wanted; $got): measured($got == $wanted;
  "the command exits with \($wanted), the status that came back is "
  + "\($got // "none: it did not end")");

# --- what containers are made of ---

def kinds: {pid: "PID", uts: "UTS", net: "network", mnt: "mount", ipc: "IPC"};
# each with its word, {key, value}, in the order in which people are told of them
def each_kind: ("pid", "uts", "net", "mnt", "ipc") | {key: ., value: kinds[.]};
def same_root($a; $b): [$a.root.dev, $a.root.ino] == [$b.root.dev, $b.root.ino];

# of a snapshot of the machine: its first process
def machine: .ns.pid as $pid | [.processes[]? | select(.ns.pid == $pid)] | first;

# --- before and after ---
# $pair is two looks at the same: [before, after]. Either may be missing.

# of what `filter` lists nothing is new
def gone($pair; filter; $what):
  once(all($pair[]; . != null); "the machine to be looked at";
    ($pair | map([filter?])) as [$before, $after]
    | ($after - $before) as $left
    | fact($left == []; "\($what) left behind: \($left[:6] | map(tostring) | join(", "))"));

# for `gone`: a process is known by its number, since anything may be called as another is;
# a mount by how many there are at its place
def living: .processes[] | "PID \(.nspid | last) \(.argv | tojson) (\(.pid))";
def mounted: .mounts | group_by(.target)[]
  | .[0].target + if length > 1 then " (\(length) times)" else "" end;

# the machine has the host name that it had
def machine_name_kept($pair): $pair as [$before, $after]
  | once($after; "the recording to end";
      fact($after.hostname == $before.hostname; "the machine is now called \($after.hostname)"));
