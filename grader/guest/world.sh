# shellcheck shell=bash
# world.sh - what lies around the submission's machine: an uplink, and at its
# other end one network namespace that plays another host on that network and
# the whole Internet. Sourced by the scenarios that need one.
#
# network_namespaces(7), veth(4), ip-route(8), dnsmasq(8)
# SPDX-License-Identifier: MIT

WORLD_NET=/run/netns/world
WORLD_DIR=/run/world

# choose_uplink NAME - sets UPLINK to NAME where a link may be called that, or to eth0.
choose_uplink() {
  UPLINK=$1
  [[ $UPLINK =~ ^[A-Za-z0-9_.-]{1,15}$ && $UPLINK != lo ]] || UPLINK=eth0
}

# Who writes below the cell's root from outside follows links as they lie there, into the
# machine. So everything that the cell gets is there before anything of the submission runs.

# world_prepare - sets MACHINE_ADDRESS and WORLD_ADDRESS (of the two ends), WORLD_NAME (a
# host name), WORLD_ANSWER (the address of every name) and WORLD_TOKEN (what its web
# server says); all depend on the seed. The cell gets its name server.
world_prepare() {
  WORLD_NETWORK=10.$((NUMBERS[0] % 200 + 20)).$((NUMBERS[1] % 250))
  WORLD_ADDRESS=$WORLD_NETWORK.$((NUMBERS[2] % 60 + 1))
  MACHINE_ADDRESS=$WORLD_NETWORK.$((NUMBERS[3] % 100 + 100))
  WORLD_ANSWER=198.51.100.$((NUMBERS[4] % 250 + 1))
  WORLD_NAME=host-${NUMBERS[5]}.example.org
  WORLD_TOKEN=world-${NUMBERS[6]}-${NUMBERS[7]}
  # on some systems a link into /run
  rm -f "/proc/$CELL_PID/root/etc/resolv.conf"
  printf 'nameserver %s\n' "$WORLD_ADDRESS" >"/proc/$CELL_PID/root/etc/resolv.conf"
}

# world_start UPLINK - connects the cell's interface UPLINK to the world, which answers
# under every address.
world_start() {
  ip netns add world
  # Every address but those of the uplink's network is this host's own, so it answers
  # for the whole Internet. Private ones and nobody's (RFC 1918, RFC 5737) lead nowhere.
  ip -n world -batch - <<END
link set lo up
link add uplink type veth peer name $1 netns $CELL_PID
address add $WORLD_ADDRESS/24 dev uplink
link set uplink up
route add $WORLD_NETWORK.0/24 dev uplink scope link table local
route add local default dev lo table local
route add unreachable 10.0.0.0/8 table local
route add unreachable 172.16.0.0/12 table local
route add unreachable 192.168.0.0/16 table local
route add unreachable 192.0.2.0/24 table local
END
  nsenter --net="/proc/$CELL_PID/ns/net" ip -batch - <<END
address add $MACHINE_ADDRESS/24 dev $1
link set $1 up
route add default via $WORLD_ADDRESS
END
  world_servers
  printf '{"uplink":"%s","machine":"%s","world":"%s","name":"%s","answer":"%s","token":"%s","mirror":%s}\n' \
    "$1" "$MACHINE_ADDRESS" "$WORLD_ADDRESS" "$WORLD_NAME" "$WORLD_ANSWER" "$WORLD_TOKEN" "$WORLD_MIRROR" \
    >"$EVIDENCE/world.json"
}

# A name server that knows one address for every name that may exist (RFC 2606), and a web
# server that says its token and who asked. Both are listening when their first process
# has ended.
world_servers() {
  mkdir -p "$WORLD_DIR/www/cgi-bin"
  world_mirror
  # shellcheck disable=SC2016 # for the script
  printf '#!/bin/sh\nprintf "Content-Type: text/plain\\r\\n\\r\\n%%s %%s\\n" %s "$REMOTE_ADDR"\n' \
    "$WORLD_TOKEN" >"$WORLD_DIR/www/cgi-bin/who"
  chmod +x "$WORLD_DIR/www/cgi-bin/who"
  nsenter --net="$WORLD_NET" dnsmasq --conf-file=/dev/null --user=root --pid-file \
    --no-resolv --no-hosts --address=/invalid/ "--address=/#/$WORLD_ANSWER"
  nsenter --net="$WORLD_NET" busybox httpd -p 0.0.0.0:80 -h "$WORLD_DIR/www"
}

# world_mirror - where the machine has the disk of vm/mirror, the web server has what lies on
# it: since every name leads there, Debian's own do, and so do their usual paths. Sets
# WORLD_MIRROR to whether it has.
world_mirror() {
  local disk
  WORLD_MIRROR=false
  disk=$(sed -nE 's/.*\bkit\.disk=([^ ]+).*/\1/p' /proc/cmdline)
  [[ -n $disk ]] || return 0
  mkdir "$WORLD_DIR/disk"
  mount -t squashfs -o ro "$disk" "$WORLD_DIR/disk"
  ln -s "$WORLD_DIR"/disk/mirror/* "$WORLD_DIR/www"
  WORLD_MIRROR=true
}

# trust_old_mirror BASE - the mirror is of the day on which it was fetched, and says that it
# is valid for a week; the machine's day may be any later one. Here files lie in memory, and
# apt can do without one of 50 MB, and, as in Debian's own images for containers, without what
# describes packages to people. apt.conf(5)
trust_old_mirror() {
  printf '%s;\n' 'Acquire::Check-Valid-Until "0"' 'Dir::Cache::srcpkgcache ""' 'Acquire::Languages "none"' \
    >"$1/etc/apt/apt.conf.d/90mirror"
}

# base_image STATUS - makes the cell's base image ready: it gets a /dev, the probe as
# /kit/probe, a program /kit/status that exits with STATUS, /kit/ifconfig, and /kit/look,
# which shows what people look at, or what the COMMANDs print that it is given, with one
# space between columns. So does the machine itself, so that a command that stays outside of
# a container is seen there. `debootstrap` in the cell unpacks the base image.
base_image() {
  local root=/proc/$CELL_PID/root base=/proc/$CELL_PID/root/usr/lib/kit/base program
  mkdir -p "$base"/{dev,kit}
  trust_old_mirror "$base"
  # the smallest suite, for apt-get update as quick as can be
  grep -e '-updates ' "$base/etc/apt/sources.list" >"$base/kit/updates.list" || true
  install -m 755 "$GUEST/debootstrap" "$root/usr/sbin/debootstrap"
  install -m 755 -t "$base/kit" "$GUEST/probe" /usr/sbin/ifconfig
  printf '#!/bin/sh\nexit %s\n' "$1" >"$base/kit/status"
  # shellcheck disable=SC2016 # for the script
  printf '#!/bin/sh\n[ $# != 0 ] || set -- ps "ps aef" "top -b -n 1" "ip a"
for it; do printf "== %%s\\n" "$it"; $it 2>&1 | tr -s " "; done\n' >"$base/kit/look"
  chmod 755 "$base/kit"/{status,look}
  cp -r "$base/kit" "$root/kit"
  know probe "$GUEST/probe"
  for program in ps top; do
    know "$program" "$base/usr/bin/$program"
  done
}

# fetch NAME NET URL - asks for URL from the network namespace NET (a file) and
# appends {"name","ok","body"} to reach.jsonl. The body is one line of plain text.
fetch() {
  local body ok=true
  body=$(nsenter --net="$2" curl --silent --max-time $((3 * TIME_SCALE)) "$3" 2>&1) || ok=false
  reached "$1" "$ok" "$body"
}

# try_ping NAME NET ADDRESS - the same with one echo request.
try_ping() {
  local ok=true
  nsenter --net="$2" ping -q -c 1 -W $((2 * TIME_SCALE)) "$3" >/dev/null 2>&1 || ok=false
  reached "$1" "$ok" "$3"
}

# resolve NAME NET SERVER HOST - the same with a question to a name server.
resolve() {
  local body ok=true
  body=$(nsenter --net="$2" dig +short +tries=1 "+time=$((3 * TIME_SCALE))" "@${3:-0.0.0.0}" "$4" 2>&1) || ok=false
  reached "$1" "$ok" "$body"
}

reached() {
  printf '{"name":"%s","ok":%s,"body":"%s"}\n' "$1" "$2" "${3//[^A-Za-z0-9 .:_-]/}" >>"$EVIDENCE/reach.jsonl"
}

# serve NET PORT TOKEN - a web server of the recorder's in the network namespace
# NET, whose every port-file `token` says TOKEN; waits until it listens.
serve() {
  local dir=$WORLD_DIR/$3
  mkdir -p "$dir"
  printf '%s\n' "$3" >"$dir/token"
  nsenter --net="$1" busybox httpd -p "0.0.0.0:$2" -h "$dir"
}

# serve_no_more - ends all of them; their namespaces can then vanish.
serve_no_more() {
  pkill -KILL -f "^busybox httpd .* -h $WORLD_DIR/served-" || true
}
