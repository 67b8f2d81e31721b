@# What people look at in a container whose CMD is the probe, before it has a network. What
@# exec itself runs there besides may stand between; links are the container's alone.
== ps
 PID TTY TIME CMD
@skip
 {look:pid} {tty:word} {time:word} look
@skip
@# it lists what has a terminal, which CMD need not have
== ps aef
 PID TTY STAT TIME COMMAND
@skip
== top -b -n 1
@skip
 PID USER PR NI VIRT RES SHR S %CPU %MEM TIME+ COMMAND
@skip
 1 root {pr:word} {ni:word} {virt:word} {res:word} {shr:word} {s:word} {cpu:word} {mem:word} {time_top:word} probe
@skip
== ip a
1: lo: {flags:word} {lo:rest}
 link/loopback {mac:rest}
@optional
 inet 127.0.0.1/8 {scope:rest}
 valid_lft forever preferred_lft forever
@end
@optional
 inet6 ::1/128 {scope_6:rest}
 valid_lft forever preferred_lft forever
@end
