@# 2b: the kernel tells whether it was PID 1 and whose host name it set
@skip
Output Subtask 2b
@skip
Process PID: {process:pid}
Child Process PID: {child:pid}
_ _ _ _ _ _ _ _ _ _ _ _ _ _

Files/Directories in root directory:
@any-order
.
..
container_prog
@more
@end
_ _ _ _ _ _ _ _ _ _ _ _ _ _

Hostname within container: new_hostname

Computation Benchmark:
Time Taken: {time:int} ms
Value (Ignore): 107375219085276240
@skip
Hostname in the host: {host:host}
@skip
