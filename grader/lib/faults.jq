# faults.jq - what is wrong with the rooms of the tasks, a sentence for each fault.
#
# Input: what is known of each room outside its rows (bin/kit-tasks) · $rooms: the rooms
# (build/tables/rooms.json)

def rooms: $rooms[0];

# --- keys and values: a key that is not here is a slip of the pen
def keys_of_task: ["title", "folder", "handout", "elective", "stands_on", "product", "seconds",
  "memory", "swap", "parts", "made", "ways", "older_product", "files", "task", "stages",
  "checks", "mistakes", "transcripts"];
def keys_of_file: ["name", "kib", "needed", "settings", "names", "since", "only", "path"];
def keys_of_stage: ["id", "points", "file", "title", "needs", "since", "only", "hints",
  "path"];
def keys_of_demand: ["fact", "required", "why", "look"];
def keys_of_check: keys_of_demand + ["id", "stage", "share", "name", "demands", "given", "since",
  "only"];
def keys_of_mistake: ["id", "check", "fact", "say", "why", "look", "hints"];
def keys_of_transcript: ["fact", "expected", "step", "from"];

def unknown($row; $known): ($row | keys) - $known | .[];
def lacks($row; $needed): $needed[] | select($row[.] == null);
def odd_keys($what; $row; $known; $needed):
  (unknown($row; $known) | "\($what): nobody knows the key '\(.)'"),
  (lacks($row; $needed) | "\($what): '\(.)' is missing");

def between($value; $least; $most): ($value | type) == "number" and $value >= $least
  and $value <= $most and $value == ($value | floor);
# of a row: the editions that it is of
def of_years($what): (.since // 0 | select(. != 0 and (between(.; 2000; 9999) | not))
    | "\($what): since \(.) is no year"),
  (.only // empty | select(type != "array" or . == [] or any(between(.; 2000; 9999) | not))
    | "\($what): only \(.) are no years");
def year: test("^[0-9]{4}$");
def doubled: group_by(.)[] | select(length > 1) | first;

# --- one room

# what a scenario does otherwise in an edition, by a function of its own
def of_ways($known): (.ways | to_entries[] | .key as $year | .value | to_entries[]
    | select(($year | year | not) or (.value | IN($known.functions[]) | not))
    | "ways: '\($year)': \(.key): '\(.value)' is no function of the scenario"),
  (.older_product | to_entries[]
    | select((.key | year | not) or (.value | IN($known.folders[]) | not))
    | "older_product: '\(.key)': '\(.value)' is no folder of the room");

def of_task($known): . as $room
  | odd_keys("task.jq"; .; keys_of_task; ["title", "folder", "seconds", "memory", "files"]),
    (select(.task | test("^[a-z0-9]{1,7}$") | not) | "its name is no short word"),
    (select(.folder | test("^task[a-z0-9]+$") | not) | "the folder '\(.folder)' is no task folder"),
    (select(between(.seconds; 1; 3600) | not) | "seconds: \(.seconds) are no limit"),
    (select(between(.memory; 128; 8192) | not) | "memory: \(.memory) MiB are no machine"),
    (select(between(.swap; 0; 1024) | not) | "swap: \(.swap) MiB are no disk"),
    (.stands_on[] | select(IN(rooms[].task) | not) | "stands_on: there is no task '\(.)'"),
    (.stands_on[] | . as $other | rooms[] | select(.task == $other and .product == null)
      | "stands_on: task \(.task) has no product"),
    (.files[] | odd_keys("file \(.name)"; .; keys_of_file; ["name", "kib"]),
      (select(between(.kib; 1; 1024) | not) | "file \(.name): \(.kib) KiB are no limit"),
      (.name as $name | .names | to_entries[]
        | select("\(.key)=\(.value)" | test("^[0-9]{4}=[A-Za-z0-9_-][A-Za-z0-9._-]*$") | not)
        | "file \($name): names: '\(.key)': '\(.value)' is no year and name"),
      of_years("file \(.name)")),
    of_ways($known);

# what the handout tells of limits
def of_limits($known): ["\(.seconds) s", "\(.memory) MiB"] as $own
  | ($own - $known.limits | .[] | "the handout's limits lack \(.)"),
    ($known.limits - $own - $known.steps | .[]
      | "the handout's limits have \(.), which scenario.sh does not have");

# a question, a page, the call: `make hint` gives one more each time
def of_hints($what): .hints // []
  | (select(length != 3) | "\($what): \(length) of 3 hints"),
    (.[0] // "?" | select(endswith("?") | not) | "\($what): its first hint is no question"),
    (.[1] // "a(1)" | select(test("[a-z]\\([1-8]\\)|--help") | not)
      | "\($what): its second hint names no page");

# of a stage of this kit's edition
def of_own_stage($what; $known): . as $stage
  | of_hints($what),
    (select($known.handout[.id] != .points) | "\($what): \(.points) points, and the handout "
      + "gives \($known.handout[.id] // "none")"),
    (select($known.solutions)
      | (select([$known.regions[.path][]? | select(. == $stage.id or startswith("\($stage.id)-"))]
            == []) | "\($what): \(.path) of the solution has no region of it"),
        (([$known.proofs[] | select(.kind == "mutants" and (.fails | index($stage.id)))] | length)
          | select(. < 5) | "\($what): \(.) of 5 mutants fail it"));

def of_stages($known): .folder as $folder | .files as $files | .checks as $checks
  | .stages as $stages | $stages[]
  | . as $stage | "stage \(.id)" as $what
  | odd_keys($what; .; keys_of_stage; ["id", "points", "file", "title"]), of_years($what),
    (select(.id | test("^[a-z0-9]+$") | not) | "\($what): its id is no word"),
    (select(between(.points; 1; 100) | not) | "\($what): \(.points) are no points"),
    (select(.file | IN($files[].name) | not) | "\($what): \(.file) is no file of the task"),
    (.needs[] | select(IN($stages[].id) | not) | "\($what): needs '\(.)', which is no stage here"),
    (select([$checks[] | select(.stage == $stage.id and (.share // 1) > 0)] == [])
      | "\($what): no check is worth anything"),
    # of other editions there is neither handout nor solution
    (select(.only | not) | of_own_stage($what; $known));

def demands: .demands // [.];
def of_checks($known): .stages as $stages | .checks[] | "check \(.id)" as $what
  | odd_keys($what; .; keys_of_check; ["id", "stage", "name"]), of_years($what),
    (select(.stage | IN($stages[].id) | not) | "\($what): there is no stage '\(.stage)'"),
    (select(.share != null and (between(.share; 0; 100) | not)) | "\($what): share \(.share)"),
    (select(.demands) | select(.fact) | "\($what): either a fact or demands, not both"),
    (demands[] | lacks(.; keys_of_demand) | "\($what): '\(.)' is missing"),
    (.demands // [] | .[] | unknown(.; keys_of_demand) | "\($what): nobody knows the key '\(.)'"),
    (demands[].fact // empty | select(IN($known.facts[]?) | not)
      | "\($what): facts.jq has no fact '\(.)'");

def bare: ltrimstr("not ");
def of_mistakes($known): .checks as $checks | .mistakes[] | . as $mistake
  | "mistake \(.id)" as $what
  | odd_keys($what; .; keys_of_mistake; keys_of_mistake - ["hints"]),
    (.check | if type == "array" then .[] else . end
      | select(IN(($checks[].id), ($checks[].stage)) | not) | "\($what): there is no check '\(.)'"),
    (.fact // empty | bare | select(IN($known.facts[]?) | not)
      | "\($what): facts.jq has no fact '\(.)'"),
    (select($known.solutions and (any($known.proofs[]; .mistake == $mistake.id) | not))
      | "\($what): no mutant makes it speak");

def of_proofs($known): .stages as $stages | .mistakes as $mistakes | $known.proofs[]
  | "\(.kind)/\(.name)" as $what
  | (.fails[] | select(IN($stages[].id) | not) | "\($what): there is no stage '\(.)'"),
    (select(.kind == "mutants" and .fails == []) | "\($what): it names no stage that it fails"),
    (.mistake // empty | select(IN($mistakes[].id) | not) | "\($what): there is no mistake '\(.)'");

def of_room($known): . as $room
  | of_task($known), of_limits($known), of_stages($known), of_checks($known), of_mistakes($known),
    (select($known.solutions) | of_proofs($known)),
    (.transcripts[] | odd_keys("transcript \(.fact)"; .; keys_of_transcript; keys_of_transcript),
      (.fact // empty | select(IN($known.facts[]?) | not)
        | "transcript \(.): facts.jq has no fact of that name")),
    ([.checks[], .mistakes[] | .id] | doubled | "the id '\(.)' is there twice"),
    ($known.facts // [] | .[] as $fact
      | select($fact | IN(($room.checks[] | demands[].fact), ($room.mistakes[].fact | bare)) | not)
      | "facts.jq: nobody asks for the fact '\($fact)'"),
    ($known.missing[] | "\(.) is missing"), ($known.transcripts[] | "\(.) cannot be read"),
    (select($known.solutions and ([$known.proofs[] | select(.kind == "variants")] | length) < 3)
      | "fewer than 3 variants");

def of_all:
  ([rooms[].stages[].id] | doubled | "two stages are called '\(.)'"),
  ([rooms[] | .product // empty] | doubled | "two tasks make the product '\(.)'"),
  ([rooms[] | .product // empty] | .[] | select(IN(rooms[].stages[].id))
    | "the product '\(.)' is called like a stage");

. as $all
| of_all, (rooms[] | .task as $task | ($all[] | select(.task == $task)) as $known
  | of_room($known) | "task \($task): \(.)")
