# shellcheck shell=bash
# cluster.bash - a Slurm cluster of one node for a test: munged, slurmctld and slurmd with
# their own files below a directory and ports of the loopback; nothing of the host's own
# Slurm or cgroups is used.
# slurm.conf(5), munged(8)
# SPDX-License-Identifier: MIT

# a port that nobody listens at
free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)) && [[ -n $(ss -Hltn "sport = $port") ]]; do
    :
  done
  printf '%s\n' "$port"
}

node_is_idle() {
  [[ $(sinfo --noheader --format %t 2>/dev/null) == idle ]]
}

# cluster_settings DIR - its slurm.conf and cgroup.conf
cluster_settings() {
  local host address listen=CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
  host=$(hostname -s)
  # it listens where its host's name leads, 127.0.1.1 as Debian installs it; at every
  # address where that leads nowhere
  read -r address _ < <(getent ahostsv4 "$host") || address=127.0.0.1 listen=
  cat >"$1/slurm.conf" <<END
ClusterName=kit
SlurmctldHost=$host($address)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$1/munge/socket
$listen
StateSaveLocation=$1/state
SlurmdSpoolDir=$1/spool
SlurmctldPidFile=$1/slurmctld.pid
SlurmdPidFile=$1/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
MailProg=/bin/true
MpiDefault=none
KillWait=2
SchedulerParameters=sched_interval=1
NodeName=$host NodeAddr=$address CPUs=2 RealMemory=4096
PartitionName=kit Nodes=ALL Default=YES State=UP
END
  if [[ $(slurmd -V) =~ \ 2[0-2]\. ]]; then
    # it wants a plugin even where it uses none; this one finds nothing there
    printf 'CgroupPlugin=cgroup/v1\nCgroupAutomount=no\nCgroupMountpoint=%s\n' "$1/cgroup"
  else
    printf 'CgroupPlugin=disabled\n'
  fi >"$1/cgroup.conf"
}

# cluster_up DIR - starts it and waits until its node takes jobs. Sets SLURM_CONF.
cluster_up() {
  mkdir -p "$1"/{munge,state,spool}
  chmod 755 "$1" "$1/munge"
  head -c 128 /dev/urandom >"$1/munge/key"
  chmod 600 "$1/munge/key"
  cluster_settings "$1"
  export SLURM_CONF=$1/slurm.conf
  # forced: a directory for tests need not be open to everybody
  munged --force --foreground --key-file="$1/munge/key" --socket="$1/munge/socket" --pid-file="$1/munge/pid" \
    --log-file="$1/munge/log" --seed-file="$1/munge/seed" >"$1/munge/out" 2>&1 3>&- 4>&- &
  cluster_pids=("$!")
  await test -S "$1/munge/socket"
  slurmctld -D >"$1/slurmctld.log" 2>&1 3>&- 4>&- &
  cluster_pids+=("$!")
  slurmd -D >"$1/slurmd.log" 2>&1 3>&- 4>&- &
  cluster_pids+=("$!")
  printf '%s\n' "${cluster_pids[@]}" >"$1/pids"
  await node_is_idle || {
    tail -n 5 "$1"/*.log >&2
    return 1
  }
}

# cluster_down DIR - ends it, the node first
cluster_down() {
  local pid
  export SLURM_CONF=$1/slurm.conf
  scancel --user="$(id -un)"
  while read -r pid; do
    kill "$pid" 2>/dev/null || true
    await_end "$pid"
  done < <(tac "$1/pids")
}

await_end() {
  await eval "! kill -0 $1 2>/dev/null"
}
