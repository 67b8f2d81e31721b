// launch.h - starts a program inside and leaves it alone.
// SPDX-License-Identifier: MIT
#pragma once
#include "enter.h"

// In the namespaces, root and cgroup of the target, in a session of its own
// without a terminal; not followed, so that what it leaves running stays. With
// the caller's standard descriptors and no others.
// Returns the program's status when it has ended, 128 + n for a signal, 125
// when it could not be started. Meanwhile SIGINT is passed to the program's
// process group, as Ctrl-C would be, and SIGTERM kills the program.
int launch(const struct enter *enter);
