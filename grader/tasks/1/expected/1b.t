@# Task 1, all of it. What the parent prints is the same each time.
----------------------------------------
Parent Process PID: {parent:pid}
Parent Hostname: {host:host}
----------------------------------------
Child1 Process PID: 1
Child1 Hostname: Child1Hostname
----------------------------------------
Parent Process PID: {parent}
Parent Hostname: {host}
----------------------------------------
Child2 Process PID: 2
Child2 Hostname: Child1Hostname
----------------------------------------
Parent Process PID: {parent}
Parent Hostname: {host}
----------------------------------------
