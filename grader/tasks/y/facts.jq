# facts.jq - what became of the images that a Conductorfile made, and of a container on
# an image of many layers.
include "evidence";

# What the facts are about. What is not there is null.
def scene: object("facts-ready.json") as $ready | {
    evidence: ., script: object("script.json"), machine: ($ready | machine),
    copied: object("image-copied.json"), again: object("image-again.json"),
    changed: object("image-changed.json"), ran: object("image-ran.json"),
    failed: object("image-failed.json"), held: object("container-held.json"),
    planted: object("container-planted.json"), view: object("view.json"),
    ground: [object("ground-before.json"), object("ground-after.json")],
    built: [$ready, object("facts-built.json")]
  };

# the files of a layer, by path
def file($path): first(.files[]? | select(.path == $path)) // null;
def paths: [.files[]?.path];
# what a layer holds besides these
def besides($wanted): (paths - $wanted) as $more
  | fact($more == []; "also in the layer: \($more[:5] | join(", "))"
      + if ($more | length) > 5 then ", … \($more | length) in all" else "" end);
def built($evidence; $step; $layers): . as $image
  | fact($image.there and ($image.layers | length) == $layers;
      (if $image.there then "the image has \($image.layers | length) layers above its base"
       else "there is no such image" end)
      + "; build said:\n\($evidence | shown($step; 8))");
def layer($n): .layers[$n]?;

# --- y1

def tree: ["opt", "opt/tree", "opt/tree/a name", "opt/tree/link", "opt/tree/sub",
  "opt/tree/sub/deep", "opt/tree/through"];

def copy_facts: . as {$evidence, $script, $copied, $again, $changed, $ground}
  | ($copied | layer(0)) as $tree | ($copied | layer(1)) as $note
  | def copied(fact): once($tree; "a layer that COPY made"; fact);
    def kept($path; $what; f; $wanted): $tree | file($path)
      | once(.; "\($path) to arrive"; f as $got
        | fact($got == $wanted; "\($what) of \($path): \($got), and outside \($wanted)"));
  {
    copied_built: $copied | built($evidence; "build_copied"; 2),
    contents_arrive: copied(all_of(
      fact(["opt/tree/a name", "opt/tree/sub/deep"] - ($tree | paths) == [];
        "in the layer: \($tree | paths[:8] | join(", "))"),
      fact($tree.copied == "copied-\($script.nonce)";
        "'opt/tree/a name' holds \($tree.copied | tojson)"))),
    nested: copied(fact($tree | file("opt/tree/tree") != null; "")),
    file_arrives: once($note; "a layer that COPY made";
      fact($note.replaced == "copied-\($script.nonce)";
        "in the layer: \($note | paths[:8] | join(", "))")),
    modes_kept: copied(all_of(
      kept("opt/tree/a name"; "the mode"; .mode; "640"),
      kept("opt/tree/sub"; "the mode"; .mode; "2750"))),
    owners_kept: copied(kept("opt/tree/sub/deep"; "the owner"; .uid; $script.owner)),
    links_kept: copied(kept("opt/tree/link"; "the type"; .type; "l")),
    only_copied: copied(all_of($tree | besides(tree),
      once($note; "a second layer"; $note | besides(["kit", "kit/replaced"])))),
    merged_kept: copied(fact($tree | paths | length > 40; "")),
    stays_inside: copied(all_of(
      fact($ground[1].victim == $ground[0].victim;
        "a file of the machine, to which a link in the image points, now holds "
        + ($ground[1].victim | tojson)),
      fact(($tree | file("opt/tree/through") | .type) == "f";
        "opt/tree/through, a link in the base, was not replaced by the file"))),
    cached: once($copied.there and $again.there; "two images by one file";
      fact([$again.layers[].id] == [$copied.layers[].id];
        "the second image has layers of its own, or those of the first were written again")),
    change_seen: once($changed.there; "an image of changed files";
      fact(($changed | layer(0) | .copied) == "change-\($script.nonce)";
        "the file was changed outside, and in the image it holds "
        + ($changed | layer(0) | .copied | tojson)))
  };

# --- y2

def run_facts: . as {$evidence, $script, $machine, $ran, $failed, $held, $built}
  | ($ran | layer(0)) as $layer | $held.process as $process
  | def running(fact): once($process; "a command that RUN runs"; fact);
    def left(fact): once($layer; "a layer that RUN made"; fact);
  {
    ran_built: $ran | built($evidence; "build_ran"; 1),
    command_ran: fact($process != null;
      "the command was not executed; build said:\n\($evidence | shown("build_held"; 8))"),
    own_root: running(fact(same_root($process; $machine) | not;
      "its root directory is the machine's")),
    own_namespaces: running([each_kind
        | select($process.ns[.key] == $machine.ns[.key]) | .value]
      | fact(. == []; "the machine's own: \(join(", "))")),
    own_proc: running(fact(any($held.mounts[]?; .target == "/proc" and .fstype == "proc");
      "no proc is mounted at its /proc")),
    change_in_layer: left(fact($layer.made == "run-\($script.nonce)";
      "in the layer: \($layer | paths[:8] | join(", "))")),
    deletion_in_layer: left(fact(all($layer | file("kit/old"), file("kit/olddir"); .type == "c");
      "kit/old and kit/olddir were deleted, and in the layer they are "
      + ([$layer | file("kit/old"), file("kit/olddir") | .type // "not there"] | join(" and ")))),
    only_change: left($layer | besides(["kit", "kit/old", "kit/olddir", "made"])),
    run_merged_kept: left(fact($layer | paths | length > 40; "")),
    failure_fails: once($evidence | step("build_failed"); "a command that fails";
      all_of(fact($failed.there | not;
          "RUN ended with status \($script.status), and there is an image"),
        fact($evidence | step("build_failed").status != 0;
          "RUN ended with status \($script.status), and build with 0"))),
    nothing_left: all_of(gone($built; mounted; "mounts"),
      gone($built; living; "processes"))
  };

# --- y3

# the directories that overlay's option names, for the container's root
def lowerdirs: [text("mountinfo-planted") | split("\n")[] | split(" ") | select(.[4] == "/")
    | .[-1] | split(",")[] | select(startswith("lowerdir")) | sub("^lowerdir\\+?="; "")
    | split(":")[] | select(. != "")];

def stack_facts: . as {$evidence, $script, $planted, $view, $ground}
  | ($script.planted // 0) as $count
  | def standing(fact): once($view; "a container on an image of \($count) layers"; fact);
  {
    stacked: fact($view != null;
      "CMD was not executed; run said:\n\($evidence | shown("run_planted"; 8))"),
    one_overlay: standing(all_of(
      fact(any($planted.mounts[]?; .target == "/" and .fstype == "overlay");
        "no overlay is mounted at its /"),
      ($evidence | lowerdirs | length) as $found
      | fact($found == $count; "\($count) layers, and lowerdir= names \($found)"))),
    top_wins: standing(fact($view.replaced == "layer-\($count - 1)";
      "a file that every layer replaces holds \($view.replaced | tojson), "
      + "the last layer's is \"layer-\($count - 1)\"")),
    base_wins: standing(fact($view.replaced == "base" and $view.every != "layer-1"; "")),
    bottom_up: standing(fact($view.every == "layer-1"; "")),
    text_order: standing(fact($view.replaced == "layer-9"; "")),
    deleted_gone: standing(fact($view.old | not; "a file that a layer deletes is there")),
    all_there: standing(([range(1; $count) | "only-\(.)"] - $view.only) as $missing
      | all_of(fact($missing == [];
            "what only one layer has is missing: \($missing[:5] | join(", "))"),
          fact($view.base; "what only the base has is missing"))),
    layers_kept: standing(once(all($ground[]; . != null); "a container that writes";
      fact($ground[0].planted == $ground[1].planted and $ground[0].base == $ground[1].base;
        "changed: \(($ground[1].planted + $ground[1].base) - ($ground[0].planted + $ground[0].base)
          | .[:3] | join(", "))")))
  };

def facts: runnable + (scene | copy_facts + run_facts + stack_facts);

def notes: endings;
