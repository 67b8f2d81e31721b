# The checks of the elective about layers, in the order in which they are told.
# grader/tasks/README.md says what each key means.
[
  { id: "y1-built", stage: "y1", share: 0, name: "build makes an image of a file with FROM and COPY",
    demands: [
      { fact: "unix_line_ends",
        required: "layers.sh has the line ends of Unix",
        why: "bash reads a carriage return as part of the word before it",
        look: "sed -i 's/\\r$//' layers.sh" },
      { fact: "parses",
        required: "bash can read layers.sh",
        why: "nothing can be run before",
        look: "bash -n layers.sh" },
      { fact: "copied_built",
        required: "'./conductor.sh build IMAGE FILE' makes an image with a layer for each COPY",
        why: "the other checks of the stage look into these layers",
        look: "region y1: what is in new/diff when it ends?" }
    ] },

  { id: "y1-contents", stage: "y1", share: 2, name: "the contents of a directory arrive at DEST, and a file in its place",
    demands: [
      { fact: "contents_arrive",
        required: "'COPY tree /opt/tree' puts what is in tree into /opt/tree",
        why: "DEST says where the contents go, whether the directory is there already or not",
        look: "cp(1), --no-target-directory; region y1" },
      { fact: "file_arrives",
        required: "'COPY note /kit/replaced' replaces that file",
        why: "what a layer has hides what the layers below have",
        look: "region y1" }
    ] },

  { id: "y1-as-it-was", stage: "y1", share: 1, name: "modes, owners and links are as they were",
    demands: [
      { fact: "modes_kept",
        required: "each file has the mode that it has outside",
        why: "a program that may not be executed, or a key that everybody may read, is not what was copied",
        look: "cp(1), --archive; region y1" },
      { fact: "owners_kept",
        required: "each file has the owner and group that it has outside",
        why: "a service that has a user of its own needs its files",
        look: "cp(1), --archive; region y1" },
      { fact: "links_kept",
        required: "a symbolic link is copied as a link",
        why: "where it leads is for the container to say: followed here, it leads into the machine",
        look: "cp(1), --no-dereference; region y1" }
    ] },

  { id: "y1-only", stage: "y1", share: 1, name: "the layer holds what was copied, and nothing else",
    demands: [
      { fact: "only_copied",
        required: "new/diff has the files of this COPY and the directories that lead to them",
        why: "a layer that repeats what is below costs its space again in every image",
        look: "which directory does overlay write changes to? region y1" }
    ] },

  { id: "y1-inside", stage: "y1", share: 1, name: "no link of the image leads COPY out of it",
    demands: [
      { fact: "stays_inside",
        required: "what is at DEST is replaced, also where that is a link",
        why: "an image comes from somebody else: a link in it to a file of the machine must not let COPY write there",
        look: "cp(1), --remove-destination; region y1" }
    ] },

  { id: "y1-cache", stage: "y1", share: 0, given: true, name: "a layer is made once, and again when what is copied has changed",
    demands: [
      { fact: "cached",
        required: "a second image by the same file has the layers of the first",
        why: "this is what layers are for",
        look: "next_key() and add_layer() as they were given" },
      { fact: "change_seen",
        required: "a file with other contents makes another layer",
        why: "the key hangs on names, modes, owners and contents",
        look: "content_hash() as it was given" }
    ] },

  { id: "y2-runs", stage: "y2", share: 1, name: "the command runs in the image",
    demands: [
      { fact: "command_ran",
        required: "RUN executes its command",
        why: "the other checks look at it while it runs",
        look: "region y2" },
      { fact: "own_root",
        required: "its root directory is the image, with the layers so far",
        why: "'rm -r /' in a Conductorfile must find the image's files, not the machine's",
        look: "chroot(8), pivot_root(2); region y2" }
    ] },

  { id: "y2-namespaces", stage: "y2", share: 1, name: "it sees as little of the machine as a container does",
    demands: [
      { fact: "own_namespaces",
        required: "it runs in PID, mount, UTS, IPC and network namespaces of its own",
        why: "a Conductorfile comes from somebody else: what it runs must not find the machine's processes, nor its network",
        look: "unshare(1); region 3a of conductor.sh" },
      { fact: "own_proc",
        required: "/proc in the image is a proc of its own PID namespace",
        why: "programs look for processes there",
        look: "mount(8), type proc: after unshare; region y2" }
    ] },

  { id: "y2-layer", stage: "y2", share: 2, name: "the layer holds what the command changed and deleted, and nothing else",
    demands: [
      { fact: "ran_built",
        required: "an image with a layer for the RUN",
        why: "what the command changed is to be found there",
        look: "region y2: what is in new/diff when it ends?" },
      { fact: "change_in_layer",
        required: "a file that the command wrote is in new/diff",
        why: "that directory becomes the layer",
        look: "mount(8) and overlay's upperdir=; region y2" },
      { fact: "deletion_in_layer",
        required: "what the command deleted is a character device 0:0 there",
        why: "a layer cannot take away from the layers below: it says that a name is gone, by a whiteout",
        look: "overlayfs.rst, \"whiteouts and opaque directories\"; region y2" },
      { fact: "only_change",
        required: "nothing else is in new/diff",
        why: "a layer that repeats what is below costs its space again in every image",
        look: "which directory does overlay write changes to? region y2" }
    ] },

  { id: "y2-failure", stage: "y2", share: 1, name: "a command that fails ends the build, and leaves nothing",
    demands: [
      { fact: "failure_fails",
        required: "run_layer returns the status of the command",
        why: "an image whose RUN has failed is not what its file says",
        look: "the last lines of run_layer(); region y2" },
      { fact: "nothing_left",
        required: "no mount and no process is left",
        why: "a build may end at any point; what it began ends with it",
        look: "unshare(1), --kill-child; region y2" }
    ] },

  { id: "y3-overlay", stage: "y3", share: 1, name: "a container stands on all layers of its image",
    demands: [
      { fact: "stacked",
        required: "'run' starts a container on an image of twelve layers",
        why: "the other checks look into it",
        look: "dmesg(1) says more of an overlay that cannot be mounted; region y3" },
      { fact: "one_overlay",
        required: "lowerdir= names each layer once",
        why: "a layer that is not named is not there",
        look: "region y3: is the base among them?" }
    ] },

  { id: "y3-order", stage: "y3", share: 2, name: "a later layer wins over an earlier one",
    demands: [
      { fact: "top_wins",
        required: "a file that every layer has is that of the last one",
        why: "each layer was made on top of those before it, and may have replaced their files",
        look: "overlayfs.rst, \"Multiple lower layers\"; region y3" }
    ] },

  { id: "y3-whiteout", stage: "y3", share: 1, name: "what is deleted is gone, what is not is there",
    demands: [
      { fact: "deleted_gone",
        required: "a file of the base that a later layer deletes is not in the container",
        why: "a whiteout hides what lies below it, and only that",
        look: "overlayfs.rst, \"whiteouts and opaque directories\"; region y3" },
      { fact: "all_there",
        required: "every layer's own files are there",
        why: "an image is all of its layers",
        look: "region y3" }
    ] },

  { id: "y3-kept", stage: "y3", share: 1, name: "what a container writes changes no layer",
    demands: [
      { fact: "layers_kept",
        required: "layers and base are the same before and after",
        why: "other images and containers stand on them",
        look: "lowerdir= and upperdir= in create_container()" }
    ] }
]
