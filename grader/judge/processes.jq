# processes.jq - from the events that witness wrote (an array) to the processes
# of a step: {root, processes: [{pid, parent, first, last, states, exit}], calls, end}.
# first and last are states of a process; the last one is taken when it exits,
# while its namespaces are still there.
#
# A PID may be given again. So pid here, also of a call, is the number that witness gave
# the process and no other one, and parent that of who made it, whoever it was left to; seq
# is the place of an event among all, because many happen in one thousandth of a second.

def processes_of:
  [to_entries[] | .value.seq = .key | .value
    | if .id then .pid = .id | .parent = .made_by | .ppid = null else . end] as $events
  | ([$events[] | select(.event == "start")] | first) as $start
  | {
      root: ($start.pid // null),
      processes: [
        $events | map(select(.ns != null and .nspid != null)) | group_by(.pid)[]
        | sort_by(.at)
        | {
            pid: .[0].pid,
            parent: ((map(.parent // empty) | first) // .[0].ppid),
            first: .[0],
            last: .[-1],
            states: .,
            exit: (map(select(.event == "exit")) | last)
          }
      ] | sort_by(.first.at),
      calls: [$events[] | select(.event == "call")],
      end: ([$events[] | select(.event == "end")] | last)
    };
