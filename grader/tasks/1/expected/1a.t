@# Task 1 up to the lines of child 1.
----------------------------------------
Parent Process PID: {parent:pid}
Parent Hostname: {host:host}
----------------------------------------
Child1 Process PID: 1
Child1 Hostname: Child1Hostname
@skip
