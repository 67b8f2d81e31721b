# shellcheck shell=bash
# layers.sh - images made of layers, by a Conductorfile; read by conductor.sh.
# A layer is the directory that one RUN or COPY has changed, kept once whatever
# number of images use it. You write the regions y1, y2 and y3.
#
# IMAGE_DIR/.layers/KEY/diff   what the layer adds, replaces and deletes
#                     /line    the instruction that made it
# IMAGE_DIR/IMAGE/layers/0 1…  links to the layers, the lowest first
#                /history      KEY and instruction of each line of the file
#                /env /workdir what ENV and WORKDIR said
#
# Documentation/filesystems/overlayfs.rst in the kernel's source; mount(8),
# mount_namespaces(7), cp(1), unshare(1), chroot(1)
# SPDX-License-Identifier: MIT

LAYER_DIR=$IMAGE_DIR/.layers
PATH_IN_IMAGE=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

# By mount(2) an option may have 4095 bytes, by fsconfig(2), which newer mount(8)
# prefers, 255: too few for the names of sixty layers.
mount() {
  LIBMOUNT_FORCE_MOUNT2=always command mount "$@"
}

# --- Layers that you make -----------------------------------------------------

# All three work in the directory of the image that is being built, so that
# paths are short: `layers` holds what there is so far, `new` has the empty
# directories diff, work and root. What is in new/diff afterwards is the layer.
# You are in a mount namespace of the build's own.

# COPY: SOURCE is a file or a directory outside, DEST a path inside the image.
# What was at DEST is replaced; the contents of a directory join what is there.
copy_layer() {
  # shellcheck disable=SC2034 # used by the region
  local source=$1 dest=$2
  #@ begin y1 Make new/diff the layer in which $source stands at $dest
  todo y1
  #@ end y1
}

# RUN: "$@" is a command of the image. Its status is this function's.
run_layer() {
  local status=0
  #@ begin y2 Make new/diff the layer that "$@" leaves when it runs in the image
  todo y2
  #@ end y2
  return "$status"
}

# The layers of the image in DIR as overlay's lowerdir= wants them, a list of
# directories. DIR/layers holds links named 0, 1, 2…: 0 is the base, each
# further one was made on top of those before it.
stack() {
  local dir=$1 lower='' i links=("$1"/layers/*) count
  # shellcheck disable=SC2034 # used by the region
  count=${#links[@]}
  #@ begin y3 Put the $count layers of $dir/layers into $lower
  todo y3
  #@ end y3
  say "$lower"
}

# --- Building -----------------------------------------------------------------

# The first part of `build IMAGE FILE`: goes on in a mount namespace of its own.
# Whatever ends the build, its mounts end with it.
build_layered() {
  check_image_name "$1"
  require_root
  [[ -f $2 && -r $2 ]] || fail "cannot read '$2'"
  install -d -m 700 -- "$LAYER_DIR"
  exec unshare --mount -- "$BASH" "$HERE/${0##*/}" layered "$1" "$(realpath -- "$2")"
}

cmd_layered() {
  (($# == 2)) || misuse "no command 'layered': see $0 --help"
  local image=$1 file=$2 context=${2%/*} target=$IMAGE_DIR/$1
  local work=$IMAGE_DIR/.$1.layering key='' number=0 building
  local environment=() workdir=/
  require_root
  # One build at a time. When it is killed, the kernel lets go of this as soon as
  # the command that it was running has ended, too.
  exec {building}<"$LAYER_DIR"
  flock -n "$building" || fail 'another image is being built, or the last command of a killed build still runs'
  [[ ! -e $target ]] || fail "image '$image' exists already"
  find "$IMAGE_DIR" -maxdepth 1 -name '.*.layering' -exec rm -rf --one-file-system -- {} +
  defer rm -rf --one-file-system -- "$work"
  mkdir -p -- "$work/layers"
  cd -- "$work" || exit
  : >history
  follow "$file"
  ((number)) || fail "$file: no FROM"
  [[ ! ${environment[*]} ]] || printf '%s\n' "${environment[@]}" >./env
  say "$workdir" >./workdir
  lock
  mv -T -- "$work" "$target"
  commit
  say "$image successfully built"
}

# Reads a Conductorfile and does what it says. '\' at the end of a line: it
# goes on in the next one.
follow() {
  local file=$1 line='' part place=0 from=0
  while IFS= read -r part || [[ -n $part ]]; do
    ((++place))
    part=${part%$'\r'}
    [[ -n $line || ! $part =~ ^[[:space:]]*(#|$) ]] || continue
    [[ -n $line ]] || from=$place
    if [[ $part == *\\ ]]; then
      line+=${part%\\}' '
      continue
    fi
    instruction "$line$part"
    line=''
  done <"$file"
  [[ -z $line ]] || complain "'\\' at the end of the file"
}

# What is wrong with the instruction that begins in line `from` of `file`.
complain() {
  fail "${file##*/}, line $from: $*"
}

instruction() {
  local word rest
  read -r word rest <<<"$1"
  if [[ $word == FROM ]]; then
    ((number == 0)) || complain 'a second FROM'
  else
    ((number)) || complain "the first instruction is no FROM"
  fi
  case $word in
    FROM) do_from "$rest" ;;
    RUN) do_run "$rest" ;;
    COPY) do_copy "$rest" ;;
    ENV) do_env "$rest" ;;
    WORKDIR) do_workdir "$rest" ;;
    *) complain "'$word' is none of FROM, RUN, COPY, ENV, WORKDIR" ;;
  esac
}

# FROM IMAGE, or a suite, of which an image of that name is made first.
do_from() {
  local base=$IMAGE_DIR/$1 links
  check_image_name "$1"
  if [[ ! -d $base ]]; then
    say "FROM $1: no image has this name, so it is built of that suite"
    SUITE=$1 "$BASH" "$HERE/${0##*/}" build "$1" || complain "cannot build '$1'"
  fi
  if [[ -d $base/layers ]]; then
    cp -a -- "$base/layers/." layers
    cp -- "$base/history" history
    [[ ! -e $base/env ]] || mapfile -t environment <"$base/env"
    workdir=$(<"$base/workdir")
    links=(layers/*)
    number=${#links[@]}
    key=$(tail -n 1 history)
    key=${key%%$'\t'*}
  else
    ln -s -- "../../$1" layers/0
    base_key "$base"
    number=1
    remember "FROM $1"
  fi
}

do_run() {
  [[ -n $1 ]] || complain 'RUN needs a command'
  # shellcheck disable=SC2016 # for the shell in the image
  local command=(/bin/sh -c 'mkdir -p -- "$0" && cd -- "$0" && eval "$1"' "$workdir" "$1")
  next_key "RUN $1"
  add_layer "RUN $1" run_layer env -i "PATH=$PATH_IN_IMAGE" HOME=/root "${environment[@]}" "${command[@]}"
}

do_copy() {
  local from_file to more source dest
  read -r from_file to more <<<"$1"
  [[ -n $to && -z $more ]] || complain 'COPY takes SRC and DEST'
  [[ $to == /* ]] || to=$workdir/$to
  source=$(realpath -e -- "$context/$from_file" 2>/dev/null) || complain "there is no '$from_file'"
  [[ $source/ == "$context"/* ]] \
    || complain "'$from_file' leads out of the Conductorfile's directory"
  [[ -f $source || -d $source ]] || complain "'$from_file' is neither a file nor a directory"
  next_key "COPY $1 $(content_hash "$source")"
  add_layer "COPY $1" copy_to "$to" "$source"
}

# A file that is copied into a directory keeps its name.
copy_to() {
  local to=$1 source=$2 dest
  within "$to"
  if [[ -f $source ]] && { [[ $to == */ ]] || is_directory "$dest"; }; then
    within "$to/${source##*/}"
  fi
  copy_layer "$source" "$dest"
}

do_env() {
  [[ $1 =~ ^[A-Za-z_][A-Za-z0-9_]*= ]] || complain 'ENV takes NAME=VALUE'
  environment+=("$1")
  next_key "ENV $1"
  remember "ENV $1"
}

do_workdir() {
  [[ $1 == /* && $1 != *[[:space:]]* ]] || complain 'WORKDIR takes one path that begins with /'
  workdir=$1
  next_key "WORKDIR $1"
  remember "WORKDIR $1"
}

# add_layer LINE FUNCTION ARGS: the next layer of the image. One that was made
# before, for whatever image, is taken again.
add_layer() {
  local line=$1
  shift
  if [[ -d $LAYER_DIR/$key ]]; then
    say "$line: cached"
  else
    say "$line"
    mkdir -p -- new/{diff,work,root}
    attend make_layer "$@" </dev/null
    unmount_below new
    ((ATTENDED_STATUS == 0)) || complain "'$line' failed with status $ATTENDED_STATUS"
    rm -rf --one-file-system -- new/work new/root
    say "$line" >new/line
    # it appears whole or not at all
    mv -T -- new "$LAYER_DIR/$key"
  fi
  ln -s -- "../../.layers/$key/diff" "layers/$number"
  ((++number))
  remember "$line"
}

# In a process of its own: what is to be undone is not its business.
make_layer() {
  # shellcheck disable=SC2034 # conductor.sh's
  UNDO=()
  "$@"
}

remember() {
  printf '%s\t%s\n' "$key" "$1" >>history
}

# --- What a layer hangs on ----------------------------------------------------

# next_key TEXT: what comes next hangs on all that came before, and on TEXT.
next_key() {
  read -r key _ < <(sha256sum <<<"$key"$'\n'"$1")
}

# A hash of a file or directory: names, modes, owners and contents, whenever
# they were written. tar(1) puts them into one row.
content_hash() {
  tar --create --sort=name --numeric-owner --mtime=@0 --format=posix \
    --pax-option=delete=atime,delete=ctime -C "${1%/*}/" -- "${1##*/}" \
    | sha256sum | cut -d ' ' -f 1
}

# Sets key to the same of a whole image, which takes a second: so it is kept as
# long as no file of it has another size, or was touched since.
base_key() {
  local list kept
  list=$(find "$1/" -printf '%P %y %m %U %G %s %T@ %C@ %i\n' | sort | sha256sum)
  kept=$LAYER_DIR/.base-${list%% *}
  if [[ ! -s $kept ]]; then
    content_hash "$1/." >"$kept.$$"
    mv -T -- "$kept.$$" "$kept"
  fi
  read -r key <"$kept"
}

# --- Paths in the image -------------------------------------------------------

# Sets dest to the path without links and '..' that PATH is for who has the image
# as root.
within() {
  local rest=$1 path='' part link found hops=0
  while [[ -n $rest ]]; do
    part=${rest%%/*}
    rest=${rest#"$part"}
    rest=${rest#/}
    case $part in
      '' | .) ;;
      ..) path=${path%/*} ;;
      *)
        find_in_layers "$path/$part"
        if [[ ! -L $found ]]; then
          path+=/$part
        else
          ((++hops <= 40)) || complain "'$1' goes round in a circle of links"
          link=$(readlink -- "$found")
          [[ $link != /* ]] || path=''
          rest=$link/$rest
        fi
        ;;
    esac
  done
  dest=${path:-/}
}

# find_in_layers PATH: sets found to where the highest layer that knows of PATH
# has it. PATH has no links on its way.
find_in_layers() {
  local i
  found=''
  for ((i = number - 1; i >= 0; i--)); do
    if [[ -L layers/$i$1 || -e layers/$i$1 ]]; then
      found=layers/$i$1
      return
    fi
  done
}

is_directory() {
  local found
  find_in_layers "$1"
  [[ -d $found ]]
}

# --- Images of layers, as conductor.sh asks -----------------------------------

# Sets lower to what a container of the image in DIR lies on.
lower_of() {
  lower=$1
  [[ ! -d $1/layers ]] || lower=$(stack "$1")
}

# Sets size to the size of the image in DIR.
image_size() {
  local dirs=("$1/")
  [[ ! -d $1/layers ]] || dirs=("$1"/layers/*/)
  size=$(du -shc -- "${dirs[@]}") || return
  size=${size##*$'\n'} # the last line is the sum
  size=${size%%$'\t'*}
}

# Puts what ENV and WORKDIR said of the image in DIR into IN_IMAGE.
command_in_image() {
  local environment=() workdir=/
  [[ -d $1/layers ]] || return 0
  workdir=$(<"$1/workdir")
  if [[ -e $1/env ]]; then
    mapfile -t environment <"$1/env"
    IN_IMAGE+=(env "${environment[@]}")
  fi
  # shellcheck disable=SC2016 # for the shell in the image
  [[ $workdir == / ]] || IN_IMAGE+=(/bin/sh -c 'mkdir -p -- "$0" && cd -- "$0" && exec "$@"' "$workdir")
}

# Before an image goes: nobody may stand on it.
check_no_base() {
  local link
  for link in "$IMAGE_DIR"/*/layers/0; do
    [[ ! $link -ef $IMAGE_DIR/$1 ]] \
      || fail "image '$(basename -- "${link%/layers/0}")' stands on image '$1'"
  done
}

# Removes the layers that no image has. While one is built, nobody knows which.
remove_layers() {
  local lock layer used
  [[ -d $LAYER_DIR ]] || return 0
  exec {lock}<"$LAYER_DIR"
  if flock -n "$lock"; then
    used=$(readlink -- "$IMAGE_DIR"/*/layers/* || true)
    for layer in "$LAYER_DIR"/*/; do
      layer=${layer%/}
      layer=${layer##*/}
      [[ $used != *"/$layer/"* && $layer != '*' ]] || continue
      mv -T -- "$LAYER_DIR/$layer" "$LAYER_DIR/.removed"
      rm -rf --one-file-system -- "$LAYER_DIR/.removed"
    done
  fi
  exec {lock}>&-
}

# --- Commands -----------------------------------------------------------------

#: build IMAGE FILE                 make an image of layers, see LAYERS.md

#: history IMAGE                    list what made an image: key, size, line
cmd_history() {
  (($# == 1)) || misuse "'history' takes one IMAGE"
  check_image_name "$1"
  require_root
  require_image "$1"
  local key line size dir=$IMAGE_DIR/$1
  [[ -d $dir/layers ]] || fail "image '$1' has no layers"
  while IFS=$'\t' read -r key line; do
    size=-
    [[ ! -d $LAYER_DIR/$key ]] || read -r size _ < <(du -sh -- "$LAYER_DIR/$key/diff")
    printf '%-14s%-8s%s\n' "${key:0:12}" "$size" "$line"
  done <"$dir/history"
}

#: export KEY FILE                  write a layer to FILE, a tar archive
cmd_export() {
  (($# == 2)) || misuse "'export' takes KEY and FILE"
  [[ $1 =~ ^[0-9a-f]{12,64}$ ]] || misuse "bad key '$1'"
  require_root
  local layers=("$LAYER_DIR/$1"*)
  [[ ${#layers[@]} == 1 && -d ${layers[0]} ]] || fail "no layer '$1'"
  defer rm -f -- "$2.part"
  tar --create --numeric-owner --xattrs --xattrs-include='*' --file "$2.part" \
    -C "$LAYER_DIR" -- "${layers[0]##*/}"
  mv -T -- "$2.part" "$2"
  commit
}

#: import FILE                      take a layer from FILE; a build then finds it
cmd_import() {
  (($# == 1)) || misuse "'import' takes one FILE"
  require_root
  local key new=$LAYER_DIR/.imported
  mkdir -p -- "$LAYER_DIR"
  chmod 700 -- "$LAYER_DIR"
  key=$(tar --list --file "$1" | sed -n 's:/.*::p' | sort -u)
  [[ $key =~ ^[0-9a-f]{64}$ ]] || fail "'$1' holds no layer"
  lock
  rm -rf --one-file-system -- "$new"
  mkdir -- "$new"
  defer rm -rf --one-file-system -- "$new"
  tar --extract --numeric-owner --xattrs --xattrs-include='*' --file "$1" -C "$new"
  [[ -d $new/$key/diff && -f $new/$key/line ]] || fail "'$1' holds no layer"
  [[ -d $LAYER_DIR/$key ]] || mv -T -- "$new/$key" "$LAYER_DIR/$key"
  rm -rf --one-file-system -- "$new"
  commit
  say "${key:0:12} successfully imported"
}
