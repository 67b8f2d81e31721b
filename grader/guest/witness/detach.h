// detach.h - a program that leaves its file behind.
// SPDX-License-Identifier: MIT
#pragma once

// Executes the program anew from a sealed copy in memory, with the arguments
// ARGV, unless it runs from there already. What it forks into the cell is then
// no way to the file system that it came from: through /proc/PID/exe a process
// of the cell could reach that mount. Returns 0 when it runs from memory, or
// -1, see fail.h. memfd_create(2), fexecve(3), proc_pid_exe(5)
int detach_from_file(char *const *argv);
