@# 2a: what the first container prints; other lines may stand around it
@skip
Output Subtask 2a
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
@skip
