@# 2c: the benchmark is optional here because a check of its own
@# asks whether it was subtask3 that ran
@skip
Output Subtask 2c
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
@optional

Computation Benchmark:
Time Taken: {time:int} ms
Value (Ignore): 107375219085276240
@end
@skip
