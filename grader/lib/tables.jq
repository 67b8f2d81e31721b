# tables.jq - the rooms of the tasks in the forms that the programs of the kit want.
#
# Input: an array of {name, task, stages, checks, mistakes, transcripts}: the name of
# each folder below grader/tasks and what its files of rows hold. Output: the three forms,
# for programs, bash and make, with a zero byte after each.

# a room with all that its rows leave out; .task is its name
def room: .task.folder as $folder
  | {handout: "README.md", elective: false, stands_on: [], product: null, swap: 0,
     parts: [], made: [], ways: {}, older_product: {}} + .task
  + {task: .name, checks, mistakes}
  | .files |= map({needed: false, settings: false, names: {}, since: 0, only: null} + .
      + {path: "\($folder)/\(.name)"});
def with_stages($given): .folder as $folder
  | .stages = ($given.stages | map({needs: [], since: 0, only: null} + .
      + {path: "\($folder)/\(.file)"}))
  | .transcripts = ($given.transcripts // [] | map({from: ""} + .));

# --- for bash: lib/tables.sh says what each array holds
def list($name; words): "\($name)=(\([words | @sh] | join(" ")))";
# an array by key; rows gives pairs
def assoc($name; rows): "declare -gA \($name)=(\([rows
  | "[\(.[0] | @sh)]=\(.[1] | tostring | @sh)"] | join(" ")))";
def yes: if . then "yes" else "" end;
# what differs by edition, as words: YEAR=VALUE
def by_year: to_entries | map("\(.key)=\(.value)") | join(" ");
def years: .only // [] | join(" ");

def of_tasks($name; value): assoc($name; .[] | [.task, value]);
def of_stages($name; value): assoc($name; .[] | .task as $task | .stages[]
  | [.id, ({task: $task} + . | value)]);
# of a file that two rooms share the first one's row holds
def of_files($name; value): assoc($name; [.[] | .task as $task | .files[]
  | [.path, ({task: $task} + . | value)]] | group_by(.[0])[] | first);

def as_sh:
  list("TASKS"; .[].task), of_tasks("TASK_TITLE"; .title), of_tasks("TASK_FOLDER"; .folder),
  of_tasks("TASK_HANDOUT"; .handout),
  of_tasks("TASK_SECONDS"; .seconds), of_tasks("TASK_MEMORY"; .memory),
  of_tasks("TASK_SWAP"; .swap), of_tasks("TASK_PARTS"; .parts | join(" ")),
  of_tasks("TASK_MADE"; .made | join(" ")), of_tasks("TASK_PRODUCT"; .product // ""),
  of_tasks("TASK_OLDER_PRODUCT"; .older_product | by_year),
  of_tasks("TASK_WAYS"; .ways | to_entries | map(.key as $year | .value | to_entries[]
    | "\($year)=\(.key)=\(.value)") | join(" ")),
  of_tasks("TASK_STANDS_ON"; .stands_on | join(" ")), of_tasks("TASK_ELECTIVE"; .elective | yes),
  of_tasks("TASK_FILES"; [.files[].path] | join(" ")),
  of_tasks("TASK_TRANSCRIPTS"; [.transcripts[] | .fact, .expected, .step, .from] | join("\n")),
  list("STAGES"; .[].stages[].id), of_stages("STAGE_TASK"; .task),
  of_stages("STAGE_PATH"; .path), of_stages("STAGE_POINTS"; .points),
  list("FILES"; [.[].files[].path] | unique[]), of_files("FILE_TASK"; .task),
  of_files("FILE_KIB"; .kib), of_files("FILE_NEEDED"; .needed | yes),
  of_files("FILE_SETTINGS"; .settings | yes),
  of_files("FILE_NAMES"; .names | by_year),
  of_files("FILE_SINCE"; .since), of_files("FILE_ONLY"; years),
  of_stages("STAGE_SINCE"; .since), of_stages("STAGE_ONLY"; years);

# --- for make: what may be handed in in this kit's own edition, and what is made of given
# files beforehand
def as_mk: .[] | .folder as $folder
  | (.files[] | select(.only | not) | "handed_in += \(.path)"),
    (.made[] | "given_made += build/given/\($folder)/\(.)");

def form(lines): (lines | ., "\n"), "\u0000";
map(. as $given | room | with_stages($given)) | form(.), form(as_sh), form(as_mk)
