# processes.jq - from the events that witness wrote (an array) to the processes
# of a step: {root, processes: [{pid, parent, first, last, states, exit}], calls, end}.
# first and last are states of a process; the last one is taken when it exits,
# while its namespaces are still there.

def processes_of:
  . as $events
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
