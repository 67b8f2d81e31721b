// filter.h - picks out the noted calls of a program that is followed.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdbool.h>

// In the program, before it runs: makes the noted calls stop for the tracer,
// and reports on a pipe whether that worked.
void filter_install(int report);

// The other end of the pipe, when the program has reported; false says that
// every call must be made to stop.
bool filter_installed(int report);
