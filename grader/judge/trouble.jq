# trouble.jq - what went wrong in a step, for the rows of mistakes.jq: calls that failed,
# who did what it may not, where a program was when its time was over. Nothing here earns
# or costs a point.
include "evidence";

# a fact that recognises a mistake; its row says {KEY} where it wants one of the words
def told($ok; words): if $ok == true then {ok: true, seen: "", words: words}
  else {ok: false, seen: ""} end;
# the same of what may not be there: null, or what was found
def told_of($found; words): told($found != null; $found | words);

def counted($count; $one; $many): "\($count) \(if $count == 1 then $one else $many end)";

# the number of the process that an event is about, as processes_of gives it; of one that
# is only listed as left, by the events that it had
def number: .id // .pid;
def number_in($events): .pid as $pid | [$events[] | select(.pid == $pid and .event != "end")
    | number]
  | last // $pid;

# --- calls

def errors: {EPERM: "Operation not permitted", ENOENT: "No such file or directory",
  ESRCH: "No such process", EBADF: "Bad file descriptor", ECHILD: "No child processes",
  ENOMEM: "Cannot allocate memory", EACCES: "Permission denied", EBUSY: "Device or resource busy",
  EEXIST: "File exists", ENODEV: "No such device", ENOTDIR: "Not a directory",
  EINVAL: "Invalid argument", ENAMETOOLONG: "File name too long", EMFILE: "Too many open files",
  EFAULT: "Bad address", ENOSPC: "No space left on device", EUSERS: "Too many users",
  ELOOP: "Too many levels of symbolic links"};

def flags_text: if . == [] then "0" else join(" | ") end;
def argument: if . == null then "NULL" else tojson end;
# a call as it would stand in a program, with what came of it: setns(-1, CLONE_NEWPID) = EBADF
def call_text: .args as $args
  | (if .call == "setns" then "\($args.fd), \($args.nstype | flags_text)"
      elif .call == "pidfd_open" then "\($args.pid)"
      elif .call == "sethostname" then "\($args.name | argument), \($args.length)"
      elif .call == "chroot" then $args.path | argument
      elif .call == "pivot_root" then [$args.new_root, $args.put_old] | map(argument) | join(", ")
      elif .call == "mount" then [$args.source, $args.target, $args.fstype] | map(argument)
        + [$args.flags | flags_text] | join(", ")
      elif .call == "umount2" then "\($args.target | argument), \($args.flags | flags_text)"
      elif .call == "clone" and $args.signal == 17 then $args.flags + ["SIGCHLD"] | flags_text
      elif .call == "clone" and $args.signal > 0
          then "\($args.flags | flags_text), signal \($args.signal)"
      else $args.flags | flags_text end) as $inside
  | "\(.call)(\($inside))"
    + (if .error then " = -1 \(.error) (\(errors[.error] // "see errno(3)"))" else "" end);

# --- places

def hex: [recurse(if . >= 16 then . / 16 | floor else empty end) % 16 | "0123456789abcdef"[.:. + 1]]
  | reverse | join("");
def source_places($evidence; $step): $evidence | out("\($step)-places") | [split("\n")[]
    | capture("^0x0*(?<at>[0-9a-f]+): (?<function>\\S+) at (?<file>[^:]+):(?<line>[0-9]+)")]
  | by("at");
# the function and line in which WHERE (of witness) is: {function, file, line}, or null
def place_of($evidence; $step): if .line then {function, line}
  else source_places($evidence; $step) as $places
    | first(.code[]? | $places[hex] // empty) // null end;
# for after "it was ended"; nothing of a place that is not known
def place_text: if . == null then ""
  else ([.function, .file] | map(select(. // "" != "")) | map("\(.),") | join(" ")) as $where
    | " at \($where) line \(.line)" | sub(", line"; " line") end;

# --- what the kernel answered with a signal

# who ended by what it did: {pid, signal, at, there, place}, in order
def crashes($evidence; $step): [$evidence | events($step) | . as $events
  | $events[] | select(.event == "fault") | . as $fault
  | select(any($events[]; .event == "exit" and number == ($fault | number)
      and .signal == $fault.signal))
  | {pid: number, nspid, comm, signal, at, there, place: (.where | place_of($evidence; $step))}]
  | unique_by(.pid) | sort_by(.at);

def signal_text: {SIGSEGV: "Segmentation fault", SIGBUS: "Bus error", SIGFPE: "division by zero",
  SIGILL: "Illegal instruction", SIGTRAP: "Trace trap", SIGKILL: "Killed",
      SIGABRT: "Aborted"}[.] as $text
  | if $text then "\(.) (\($text))" else . end;

# --- what never came to its end

def waits_in: {"0": "read(2)", "1": "write(2)", "7": "poll(2)", "23": "select(2)", "34": "pause(2)",
  "35": "nanosleep(2)", "43": "accept(2)", "45": "recvfrom(2)", "61": "wait(2)", "73": "flock(2)",
  "130": "sigsuspend(2)", "202": "futex(2)", "230": "sleep(3)", "247": "waitid(2)",
  "270": "select(2)", "271": "poll(2)"}[tostring] // "a system call";
def doing: if .where.call == -1 then "was running" else "waited in \(.where.call | waits_in)" end;

# those to look at of what was left when a step's time was over: who runs, or else all that
# wait, the one born last first
def all_hung($evidence; $step): $evidence | events($step) | . as $events | last
  | select(.event? == "end" and .timeout) | [.left[] | select(.where)] | sort_by(.nspid[0])
  | (map(select(.where.call == -1))[-1:] | select(. != [])) // reverse[:4]
  | map({pid: number_in($events), nspid, comm, doing: doing,
      place: (.where | place_of($evidence; $step)),
      seconds: ($evidence | step($step).limit)});
def hung($evidence; $step): all_hung($evidence; $step)[0] // empty;

# --- too much

def printed($evidence; $step): $evidence | events($step) | last
  | select(.event? == "end" and .truncated) | {megabytes: (.written / 1000000 | round)};
# many by many: a loop that waits starts as many, but all of them itself
def crowd($evidence; $step): $evidence | events($step) | . as $events | last
  | select(.event? == "end" and .forks > 300)
  | select([$events[] | select(.event == "fork").made_by] | unique | length > 30)
  | {forks, left: .left_count};

# what a program said last on its own behalf: the first line that begins with its name
def own_words($step; $program): [out($step) | split("\n")[] | select(startswith("\($program): "))]
    | first;

# whom the kernel killed for want of memory, first: {pid, megabytes, of}
def starved($evidence; $step): $evidence | events($step) as $events
  | lines("\($step)-starved.jsonl")[] | .pid as $outside
  | {pid: ([$events[] | select(.nspid[0]? == $outside) | number] | first),
     megabytes: (.kib / 1024 | round), of: (.of / 1024 | round)}
  # the kernel's log has those of earlier steps, too
  | select(.pid);

# the last line that ends in the text of an error, as perror(3) writes it
def error_line($step): [out($step) | split("\n")[] | . as $line
  | select(any(errors[]; . as $text | $line | endswith(": \($text)")))] | last;

# the line in which something said why it failed: the first with the name of a program
# before it, or the last line at all; null where nothing was printed
def complaint($step): [out($step) | split("\n")[] | select(. != "")
    | select(test("^(Executing |CS695 )") | not)] as $lines
  | first(($lines[] | select(test("^[\\w\\p{L}./-]+: .*(annot|ailed|nvalid|rror|denied|such|not |"
        + "in use|busy|exist|unreach|found|must|usage)"))),
      $lines[-1]);

# --- arguments

# whether they are the same words once everything that a shell splits at is one space
def split_again($typed; $arrived): $arrived != null and $arrived != $typed
  and ([$typed[] | select(. != "")] | join(" ") | gsub("\\s+"; " ")) as $wanted
    | ($arrived | join(" ") | gsub("\\s+"; " ")) as $got
    | ($got | length) > 0 and ($wanted | startswith($got[:9]));
