# The known mistakes of the elective about layers. grader/tasks/README.md says what each
# key means.
[
  { id: "copy-nests", check: "y1-contents", fact: "nested",
    say: "COPY put the directory itself into DEST, not its contents",
    why: "cp copies a directory into a target that exists, and as the target where it does not: here it does",
    look: "cp(1), --no-target-directory; region y1",
    hints: [
      "What does cp -a tree target do when target exists, and what when it does not?",
      "cp(1), -T",
      "cp -a -T SOURCE TARGET"
    ] },

  { id: "mode-lost", check: "y1-as-it-was", fact: "not modes_kept",
    say: "modes are not as they are outside",
    why: "without being told otherwise cp gives a new file the mode of the old one less the umask, and no set-group-ID bit",
    look: "cp(1), --preserve; region y1" },

  { id: "owner-lost", check: "y1-as-it-was", fact: "not owners_kept",
    say: "every file belongs to root now",
    why: "a file belongs to who makes it, unless the owner is copied as well",
    look: "cp(1), --preserve; region y1" },

  { id: "link-followed", check: "y1-as-it-was", fact: "not links_kept",
    say: "a symbolic link was followed, not copied",
    why: "where it leads is for the container to say: followed here, it leads into the machine",
    look: "cp(1), --no-dereference; region y1" },

  { id: "copied-merged", check: "y1-only", fact: "merged_kept",
    say: "the whole merged directory became the layer, not what was changed in it",
    why: "overlay shows all layers as one in the merged directory; only upperdir holds the change",
    look: "region y1: which directory is upperdir?",
    hints: [
      "Which of overlay's four directories holds only what was written?",
      "overlayfs.rst, \"Upper and Lower\"",
      "upperdir=new/diff, and nothing more to be done with it"
    ] },

  { id: "wrote-through-a-link", check: "y1-inside", fact: "not stays_inside",
    say: "COPY wrote through a link of the image, to a file of the machine",
    why: "new/root is the image only for paths: an absolute link in it begins at the machine's root",
    look: "cp(1), --remove-destination; region y1" },

  { id: "run-on-the-machine", check: "y2-runs", fact: "not own_root",
    say: "RUN's command had the machine's root directory",
    why: "a mount alone moves nobody: the command still has the root that this script has",
    look: "chroot(8); region 3a of conductor.sh does the same for a container" },

  { id: "ran-merged", check: "y2-layer", fact: "run_merged_kept",
    say: "the whole merged directory became the layer, not what was changed in it",
    why: "overlay shows all layers as one in the merged directory; only upperdir holds the change",
    look: "region y2: which directory is upperdir?" },

  { id: "whiteout-lost", check: "y2-layer", fact: "not deletion_in_layer",
    say: "what the command deleted is not marked as deleted in the layer",
    why: "in the merged directory a deleted file is not there; only upperdir holds the whiteout that says so, and a copy must keep it",
    look: "overlayfs.rst, \"whiteouts and opaque directories\"; region y2" },

  { id: "failure-ignored", check: "y2-failure", fact: "not failure_fails",
    say: "a RUN whose command failed became an image",
    why: "the status of the command must be that of run_layer, whatever is cleaned up between",
    look: "status= in run_layer(); region y2" },

  { id: "upside-down", check: "y3-order", fact: "bottom_up",
    say: "the layers are in the wrong order: the first one hides the later ones",
    why: "overlay's lowerdir= lists them from the top",
    look: "overlayfs.rst, \"Multiple lower layers\"; region y3",
    hints: [
      "Of two directories in lowerdir=, which one's file is seen?",
      "overlayfs.rst, \"Multiple lower layers\"",
      "lower=$dir/layers/$i:$lower"
    ] },

  { id: "base-on-top", check: "y3-order", fact: "base_wins",
    say: "the base lies on top of the layers",
    why: "whatever the layers replace in the base is hidden again",
    look: "overlayfs.rst, \"Multiple lower layers\"; region y3" },

  { id: "text-order", check: "y3-order", fact: "text_order",
    say: "the layers are in the order of text: 10 comes before 2 there",
    why: "the names are numbers, and * and ls sort them as words",
    look: "region y3: count, or sort -n" }
]
